import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkPack } from './check.ts';
import { playScenarios } from './scenarios.ts';
import { findingLines } from './wording.ts';

const shipped = join(import.meta.dirname, '..', '..', '..', 'packs', 'sample-park');
const service = 'services/ip-insurance';
const scenarios = `${service}.cases.yaml`;
const definition = `${service}.yaml`;
let folder: string;

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'guiju-wrong-')), 'sample-park');
  await cp(shipped, folder, { recursive: true });
  const others = globSync('services/*.yaml', { cwd: folder });
  const unused = others.filter((file) => ![scenarios, definition].includes(file));
  await Promise.all(unused.map((file) => rm(join(folder, file))));
});
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

type Change = (text: string) => string | Uint8Array;

/** Checks and plays the pack with one file changed, and says everything there is to say of it. */
async function withFile(file: string, change: Change) {
  const { findings, said } = await withEverything(file, change);
  return { findings: findings.filter((each) => each.file === file), said };
}

async function withEverything(file: string, change: Change) {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  await writeFile(path, change(text));
  try {
    const checked = await checkPack(folder);
    const { contents } = checked;
    const said = checked.findings.flatMap((finding) => [
      ...findingLines(finding, { language: 'zh-CN', contents }),
      ...findingLines(finding, { language: 'en', contents }),
    ]);
    playScenarios(checked);
    return { findings: checked.findings, said };
  } finally {
    await writeFile(path, text);
  }
}

const instead = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe('a time that does not exist', () => {
  test.each(['24:00', '25:61', '2026-02-30 10:00', '2026-11-09 24:00'])(
    '%s is a finding with path, line, code, clause and what to write',
    async (wrong) => {
      const { findings, said } = await withFile(scenarios, instead('2026-09-14 10:00', wrong));
      expect(findings).toMatchObject([
        {
          ...{ code: 'cli.pack.not_a_time', severity: 'error', path: 'cases.0.given.filedAt' },
          ...{ line: expect.any(Number), clause: expect.any(String) },
        },
      ]);
      expect(said.join('\n')).toContain('write 2026-09-14 10:00');
    },
  );
});

describe('a file that is not as it should be', () => {
  test.each<{ what: string; file: string; change: Change; code: string }>([
    {
      ...{ what: 'a zone nobody knows', file: 'park.yaml', code: 'unknown_zone' },
      change: instead('Asia/Shanghai', 'Asia/Nowhere'),
    },
    {
      ...{ what: 'a misspelt field of the office hours', file: 'park.yaml', code: 'unknown_field' },
      change: instead('  windows:', '  shortendDays: {}\n  windows:'),
    },
    {
      ...{ what: 'a text its comma has cut', file: 'park.yaml', code: 'text_cut' },
      change: (text) => text.replace(/en: ([^,}]+) \}/, 'en: $1, or so }'),
    },
    {
      ...{ what: 'UTF-16', file: definition, code: 'not_utf8' },
      change: (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    },
    {
      ...{ what: 'the same key twice', file: definition, code: 'key_twice' },
      change: (text) => `${text}\ncode: x\n`,
    },
    {
      ...{ what: 'tabs', file: definition, code: 'yaml_malformed' },
      change: (text) => text.replaceAll('  ', '\t'),
    },
    { what: 'nothing', file: definition, code: 'wrong-type', change: () => '' },
    { what: 'nothing', file: scenarios, code: 'wrong_type', change: () => '# x\n' },
    {
      ...{ what: 'a pack that is not there', file: 'pack.yaml', code: 'unknown_pack' },
      change: instead('calendars/cn', 'moon'),
    },
  ])('$what in $file is a finding with its line', async ({ file, change, code }) => {
    const { findings } = await withFile(file, change);
    expect(findings[0]?.code).toContain(code);
    expect(findings.map(({ line }) => line)).not.toContain(undefined);
  });

  test('a definition that cannot be read is told alone, not again by what stands beside it', async () => {
    const { findings } = await withEverything(definition, instead('language: 1', 'language: ['));
    expect(findings.map(({ file }) => file)).toEqual([definition]);
  });

  test('an element of a list is called by the list and its number', async () => {
    const { said } = await withFile('park.yaml', instead('4, 5]', '4, 8]'));
    expect(said.join('\n')).toContain('“weekdays #5”的写法不对：不能大于 7');
  });

  test.each<[string, (text: string) => string]>([
    ['a byte order mark', (text) => `\ufeff${text}`],
    ['lines that end in CR LF', (text) => text.replaceAll('\n', '\r\n')],
    ['no newline at the end', (text) => text.trimEnd()],
  ])('%s changes nothing', async (_, change) => {
    for (const file of [definition, scenarios]) {
      expect((await withFile(file, change)).findings).toEqual([]);
    }
  });
});

/** Numbers from 0 to 1 that are the same in every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const oddities: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, '', 'x', '= (', '= 1 +', '24:00', '2026-02-30', '0001-01-01'],
  ...['9999-12-31 23:59', '0wd', '-1wd', '99999999wd', '1e9wd', 'same-day', '__proto__', 'void'],
  ...['constructor', 'applicant', 'system', 'accept', [], {}, [[]], ['a'], { a: 1 }, '+25:00'],
  ...['规'.repeat(5000), '('.repeat(2000), `a${'.b'.repeat(3000)}`, { 'zh-CN': 'x', en: 'y' }],
];

/** Takes away, replaces or copies one element of a file somewhere. */
function spoilt(text: string, random: () => number): string {
  const root: unknown = parse(text);
  const spots: { holder: Record<string, unknown>; key: string }[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    // Lists are objects whose names are numbers.
    const holder = value as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      spots.push({ holder, key });
      collect(holder[key]);
    }
  };
  collect(root);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  const [spot, other] = [pick(spots), pick(spots)];
  if (!spot || !other) return text;
  const act = random();
  if (act < 0.2) delete spot.holder[spot.key];
  else if (act < 0.9) spot.holder[spot.key] = pick(oddities);
  else spot.holder[spot.key] = structuredClone(other.holder[other.key]);
  return stringify(root, { aliasDuplicateObjects: false });
}

test('whatever is spoilt in a file, checking and playing give findings and never throw', async () => {
  const random = sequence(20_261_122);
  const files = [definition, scenarios, definition, scenarios, 'park.yaml', 'parties.yaml'];
  for (let round = 0; round < 40; round += 1) {
    const file = files[round % files.length] ?? definition;
    const { said } = await withFile(file, (text) => spoilt(text, random));
    expect(said.filter((line) => line.includes('{{'))).toEqual([]);
  }
});
