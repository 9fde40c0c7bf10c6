import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runIn } from './testing.ts';

const shipped = join(import.meta.dirname, '..', '..', 'packs');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-new-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const guiju = (...words: string[]) => runIn(folder, words);

describe('guiju new pack', () => {
  test('writes a pack that passes check without a warning, and test', async () => {
    const made = await guiju('new', 'pack', 'east-park');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out.split('\n').slice(0, -1)).toEqual([
      ...['classes', 'pack', 'park', 'parties', 'standards'].map((f) => `east-park/${f}.yaml`),
      'east-park/services/first-service.yaml',
      'east-park/services/first-service.cases.yaml',
    ]);
    const checked = await guiju('check', 'east-park');
    expect(checked).toMatchObject({ code: 0, out: 'east-park 2026.11.1: no errors, 0 warnings.' });
    expect(await guiju('test', 'east-park')).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'east-park', 'parties.yaml'), 'utf8')).not.toMatch(
      /my-park/,
    );
  });

  test('writes over nothing, and takes no name a pack cannot have', async () => {
    await guiju('new', 'pack', 'west-park', 'room.booking');
    const again = await guiju('new', 'pack', 'west-park');
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('west-park');
    expect((await guiju('new', 'pack', 'West Park')).code).toBe(2);
    expect((await guiju('new', 'pack', 'south-park', '../x')).code).toBe(2);
    expect((await guiju('new', 'thing', 'x')).err).toContain('guiju new pack');
    expect((await guiju('new', 'service', 'west-park')).code).toBe(2);
    expect((await guiju('new', 'service', 'nowhere', 'a.b')).code).toBe(2);
  });
});

describe('guiju new service', () => {
  test.each(['shijingshan', 'qinchuangyuan', 'sample-park'])(
    'adds one to %s that passes check and test',
    async (pack) => {
      await cp(join(shipped, pack), join(folder, pack), { recursive: true });
      expect(await guiju('new', 'service', pack, 'new.thing')).toMatchObject({ code: 0, err: '' });
      expect((await guiju('check', pack)).out).toMatch(/no errors, 0 warnings/);
      const tested = await guiju('test', pack);
      expect(tested.code).toBe(0);
      expect(tested.out).toContain('new.thing  services/new-thing.cases.yaml');
    },
  );

  test('is refused where the code is taken or the pack has errors', async () => {
    await guiju('new', 'pack', 'north-park', 'room.booking');
    expect(await guiju('new', 'service', 'north-park', 'room.booking')).toMatchObject({ code: 1 });
    expect(await guiju('new', 'service', 'north-park', 'room-booking')).toMatchObject({ code: 1 });
    await writeFile(join(folder, 'north-park', 'classes.yaml'), 'classes: 1\n');
    const broken = await guiju('new', 'service', 'north-park', 'other');
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('classes.yaml:1:1 error cli.pack.wrong_type');
  });
});
