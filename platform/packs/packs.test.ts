import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase, type TestDatabase } from '#platform/db/testing/database.ts';
import {
  checkAgainstLoaded,
  diffPack,
  readDocument,
  readLoadedPack,
  readPack,
  recordLoaded,
  writePack,
  packDepthMax,
  packFileMaxBytes,
  packFindingsMax,
  packItemsMax,
  type Pack,
} from './index.ts';
import en from './text/en.json' with { type: 'json' };

let root: string;
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'guiju-packs-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const manifest = `code: sample
kind: park
version: 1.0.0
title: { zh-CN: 示例, en: Sample }
`;

/** Writes a pack folder; a value of undefined leaves the manifest out. */
async function folderOf(files: Record<string, string | Uint8Array | undefined>): Promise<string> {
  const folder = join(root, `pack-${(folders += 1)}`);
  for (const [file, text] of Object.entries({ 'pack.yaml': manifest, ...files })) {
    if (text === undefined) continue;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
}

async function packOf(files: Record<string, string>): Promise<Pack> {
  const { pack, findings } = await readPack(await folderOf(files));
  if (!pack) throw new Error(JSON.stringify(findings));
  return pack;
}

const codesOf = async (files: Record<string, string | Uint8Array | undefined>) =>
  (await readPack(await folderOf(files))).findings.map(({ code, file }) => [code, file]);

function documentOf(text: string) {
  const read = readDocument('x.yaml', text);
  if (!('document' in read)) throw new Error(JSON.stringify(read.findings));
  return read.document;
}

describe('a document', () => {
  const document = documentOf(`code: a
flow:
  steps:
    accept: { by: window, within: same-day }
standards:
  "Q/SJSY 301.12": { title: x }
list:
  - first
  - { id: second }
on: 2026-09-18
agreed: yes
`);

  test('is plain data: a day stays text, and so does yes', () => {
    expect(document.value).toMatchObject({ on: '2026-09-18', agreed: 'yes' });
  });

  test.each([
    ['code', 1, 1],
    ['flow.steps.accept', 4, 5],
    ['flow.steps.accept.within', 4, 27],
    ['standards.Q/SJSY 301.12', 6, 3],
    ['standards.Q/SJSY 301.12.title', 6, 22],
    ['list.0', 8, 5],
    ['list.1.id', 9, 7],
    ['', 1, 1],
  ])('knows where %j stands', (path, line, column) => {
    expect(document.locate(path)).toEqual({ line, column });
  });

  test.each(['nothing', 'flow.steps.missing', 'list.7', 'code.below'])('has no %j', (path) => {
    expect(document.locate(path)).toBeUndefined();
  });
});

describe('hostile text', () => {
  const codes = (text: string) => readDocument('x.yaml', text).findings.map((each) => each.code);

  test('an alias bomb is a finding', () => {
    const levels = Array.from({ length: 9 }, (_, i) =>
      i === 0 ? 'a0: &a0 [x, x]' : `a${i}: &a${i} [${Array(9).fill(`*a${i - 1}`).join(', ')}]`,
    );
    expect(codes(levels.join('\n'))).toEqual(['packs.too_many_aliases']);
  });

  test.each([
    ['brackets', '['.repeat(200_000)],
    ['closed brackets', `${'['.repeat(1000)}${']'.repeat(1000)}`],
    ['list markers on one line', `${'- '.repeat(100_000)}x`],
    [
      'indentation',
      Array.from({ length: packDepthMax + 5 }, (_, i) => `${' '.repeat(i)}k:`).join('\n'),
    ],
  ])('nesting by %s is a finding', (_, text) => {
    expect(codes(text)).toEqual(['packs.too_deep']);
  });

  test('a file beyond the limit is not parsed', () => {
    expect(codes(`x: ${'a'.repeat(packFileMaxBytes)}`)).toEqual(['packs.file_too_large']);
  });

  test.each([
    ['x: .nan', 'packs.not_plain'],
    ['x: !!binary aGk=', 'packs.not_plain'],
    ['x: !mine y', 'packs.yaml_malformed'],
    ['a: 1\na: 2', 'packs.key_twice'],
    ['a:\n  "b": 1\n  b: 2', 'packs.key_twice'],
    ['? { a: 1 }\n: b', 'packs.key_no_text'],
    ['? [a]\n: b', 'packs.key_no_text'],
    ['a: 1\n---\nb: 2', 'packs.yaml_malformed'],
    ['a: [1', 'packs.yaml_malformed'],
    ['a: *unknown', 'packs.yaml_malformed'],
  ])('%j is refused', (text, code) => {
    expect(codes(text)).toContain(code);
  });

  test.each([
    ['items of a list', '- a\n'.repeat(200_000), 'packs.too_many_items'],
    ['items in brackets', `[${'1,'.repeat(400_000)}1]`, 'packs.too_many_items'],
    [
      'keys of a mapping',
      Array.from({ length: 60_000 }, (_, i) => `k${i}: 1\n`).join(''),
      'packs.too_many_items',
    ],
    ['mistakes', ']\n'.repeat(100_000), 'packs.yaml_malformed'],
  ])('very many %s are few findings', (_, text, code) => {
    const found = codes(text);
    expect(found[0]).toBe(code);
    expect(found.length).toBeLessThanOrEqual(packFindingsMax);
  });

  test('many keys are compared in one pass, not each with every other', () => {
    const text = Array.from({ length: packItemsMax }, (_, i) => `k${i}: 1\n`).join('');
    expect(codes(text)).toEqual([]);
    expect(codes(`${text.slice(0, text.lastIndexOf('k'))}k7: 2\n`)).toEqual(['packs.key_twice']);
  });

  test.each(['x: .nan', 'a: *unknown', 'a: &a [*a]', '['.repeat(100), ' \n'.repeat(packFileMaxBytes)])(
    'every finding has a line',
    (text) => {
      const { findings } = readDocument('x.yaml', text);
      expect(findings.map(({ line }) => line)).not.toContain(undefined);
      expect(findings.length).toBeGreaterThan(0);
    },
  );

  test('a name like __proto__ stays a name', () => {
    expect(JSON.stringify(documentOf('__proto__: { admin: true }').value)).toContain('__proto__');
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});

describe('a folder', () => {
  test('gives every finding of every file at once, in reading order', async () => {
    const { pack, findings } = await readPack(
      await folderOf({
        'pack.yaml': 'code: UPPER\nkind: park\ntitle: { zh-CN: x }\n',
        'services/a.yaml': 'a: 1\nb: [1\nc: 2\n',
        'services/b.yaml': 'x: 1\nx: 2\n',
        'old.yml': 'x: 1',
        'README.md': 'not read',
      }),
    );
    expect(pack).toBeUndefined();
    const places = findings.map(({ code, file, line }) => [code, file, line]);
    expect(places).toContainEqual(['packs.wrong_suffix', 'old.yml', undefined]);
    expect(places).toContainEqual(['packs.manifest_invalid', 'pack.yaml', 1]);
    expect(places).toContainEqual(['packs.key_twice', 'services/b.yaml', 2]);
    const files = findings.map((each) => each.file);
    expect(files).toEqual(files.toSorted());
    expect(files).toContain('services/a.yaml');
  });

  test('without a manifest, in another encoding or with links is refused', async () => {
    expect(await codesOf({ 'pack.yaml': undefined, 'x.yaml': 'a: 1' })).toEqual([
      ['packs.manifest_missing', 'pack.yaml'],
    ]);
    expect(await codesOf({ 'x.yaml': Uint8Array.of(0x61, 0x3a, 0x20, 0xc4, 0xe3) })).toEqual([
      ['packs.not_utf8', 'x.yaml'],
    ]);
    const wrong = await folderOf({ 'x.yaml': Uint8Array.of(0x61, 0x0a, 0x0a, 0xff, 0xfe) });
    expect((await readPack(wrong)).findings).toMatchObject([{ line: 3 }]);
    const folder = await folderOf({});
    await symlink('/etc/hostname', join(folder, 'leak.yaml'));
    expect((await readPack(folder)).findings.map((each) => each.code)).toEqual([
      'packs.not_a_file',
    ]);
  });

  test('every code has its sentence', async () => {
    const source = await Promise.all(
      ['document.ts', 'pack.ts', 'loaded.ts'].map(async (file) => {
        const { readFile } = await import('node:fs/promises');
        return readFile(join(import.meta.dirname, file), 'utf8');
      }),
    );
    const codes = [...source.join('').matchAll(/packError\('(\w+)'/g)].map((match) => match[1]);
    expect(codes.length).toBeGreaterThan(10);
    for (const code of codes) expect(Object.keys(en.packs)).toContain(code);
  });
});

describe('the hash', () => {
  test('does not see comments, order and layout, but every value and file name', async () => {
    const { hash } = await packOf({ 'a.yaml': 'x: 1\ny: [2]\n' });
    const same = await packOf({ 'a.yaml': '# note\ny:\n  - 2\nx: 0x1\n' });
    expect(same.hash).toBe(hash);
    expect((await packOf({ 'a.yaml': 'x: 1\ny: [3]\n' })).hash).not.toBe(hash);
    expect((await packOf({ 'b.yaml': 'x: 1\ny: [2]\n' })).hash).not.toBe(hash);
  });

  test('survives export and import', async () => {
    const pack = await packOf({
      'services/a.yaml': 'text: "yes"\nday: 2026-01-01\nn: 12\nnull: null\nlong: >\n  a\n  b\n',
      'b.yaml': '- "1"\n- 1\n- "# not a comment"\n- ""\n- 示例：文字\n',
    });
    const folder = join(root, 'exported');
    await writePack(folder, pack);
    const again = await readPack(folder);
    expect(again.findings).toEqual([]);
    expect(again.pack?.hash).toBe(pack.hash);
  });

  test('no exported name leads out of the folder', async () => {
    const pack = await packOf({});
    for (const file of ['../x.yaml', '/x.yaml', 'a/../../x.yaml', 'x.sh']) {
      const documents = [{ file, value: 1 }];
      const written = writePack(join(root, 'bad'), { manifest: pack.manifest, documents });
      await expect(written).rejects.toThrow(RangeError);
    }
  });
});

describe('loading', () => {
  let database: TestDatabase;
  let app: Db;
  beforeAll(async () => {
    database = await testDatabase();
    app = openDatabase(database.url, 'app', { max: 2 });
  });
  afterAll(async () => {
    await app.destroy();
    await database.close();
  });
  const at = '2026-09-18T00:00:00.000Z';
  const later = '2026-09-19T00:00:00.000Z';

  test('tells what is new against what is loaded', async () => {
    const first = await packOf({ 'a.yaml': 'x: 1', 'b.yaml': 'x: 1', 'c.yaml': 'x: 1' });
    expect(diffPack(first, undefined).added).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
    await inPark(app, 'north', (tx) => recordLoaded(tx, first, at));
    const second = await packOf({
      'pack.yaml': manifest.replace('1.0.0', '1.1.0'),
      ...{ 'a.yaml': 'x: 1 # same', 'b.yaml': 'x: 2', 'd.yaml': 'x: 1' },
    });
    const difference = await inPark(app, 'north', async (tx) => {
      expect(await checkAgainstLoaded(tx, second)).toEqual([]);
      const found = diffPack(second, await readLoadedPack(tx, 'sample'));
      await recordLoaded(tx, second, later);
      return found;
    });
    expect(difference).toEqual({
      ...{ added: ['d.yaml'], changed: ['b.yaml'], removed: ['c.yaml'], unchanged: ['a.yaml'] },
    });
    const loaded = await inPark(app, 'north', (tx) => readLoadedPack(tx, 'sample'));
    expect(loaded).toMatchObject({ version: '1.1.0', hash: second.hash });
    expect(await inPark(app, 'south', (tx) => readLoadedPack(tx, 'sample'))).toBeUndefined();
  });

  test('one version with another hash is a finding and refused; the same pack again is not', async () => {
    const pack = await packOf({ 'a.yaml': 'x: 1' });
    const other = await packOf({ 'a.yaml': 'x: 2' });
    await inPark(app, 'west', async (tx) => {
      await recordLoaded(tx, pack, at);
      await recordLoaded(tx, pack, later);
      const findings = await checkAgainstLoaded(tx, other);
      expect(findings.map((each) => each.code)).toEqual(['packs.version_taken']);
    });
    const forced = inPark(app, 'west', (tx) => recordLoaded(tx, other, later));
    await expect(forced).rejects.toThrow('loaded otherwise');
  });
});
