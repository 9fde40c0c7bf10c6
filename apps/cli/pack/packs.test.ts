import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkPack } from './check.ts';
import { playScenarios } from './scenarios.ts';

const packs = join(import.meta.dirname, '..', '..', '..', 'packs');
const parks = ['qinchuangyuan', 'sample-park', 'shijingshan'];

describe.each(parks)('the pack %s', (park) => {
  test('has no finding', async () => {
    expect((await checkPack(join(packs, park))).findings).toEqual([]);
  });

  test('plays every scenario as it says, three and more for each definition', async () => {
    const played = playScenarios(await checkPack(join(packs, park)));
    expect(played.filter(({ misses }) => misses.length > 0)).toEqual([]);
    const definitions = readdirSync(join(packs, park, 'services')).filter(
      (name) => !name.endsWith('.cases.yaml'),
    );
    const byService = Map.groupBy(played, ({ service }) => service);
    expect(byService.size).toBe(definitions.length);
    expect([...byService.values()].every((each) => each.length >= 3)).toBe(true);
  });

  test('names no scenario twice and titles each in both languages', async () => {
    const played = playScenarios(await checkPack(join(packs, park)));
    const titles = played.map(({ service, title }) => `${service} ${title}`);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => !title.includes(' | '))).toEqual([]);
  });
});

test('the base calendar has no finding', async () => {
  const checked = await checkPack(join(packs, 'calendars', 'cn'));
  expect(checked.findings).toEqual([]);
  expect(checked.calendar?.data.national).toHaveLength(8);
});
