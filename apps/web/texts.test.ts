import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders: Readonly<Record<string, string>> = {
  ui: 'platform/ui/text',
  web: 'apps/web/text',
  parties: 'domains/parties/web/text',
  services: 'domains/services/web/text',
  standards: 'domains/standards/web/text',
  cases: 'domains/cases/web/text',
  evidence: 'domains/evidence/web/text',
  offline: 'apps/web/offline/text',
};

function flatten(value: unknown, prefix = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[prefix, value]]);
  const parts = Object.entries(value ?? {}).flatMap(([key, inner]) => [
    ...flatten(inner, prefix === '' ? key : `${prefix}.${key}`),
  ]);
  return new Map(parts);
}

const read = (folder: string, language: string) =>
  flatten(JSON.parse(readFileSync(`${root}${folder}/${language}.json`, 'utf8')));
const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

describe.each(Object.entries(folders))('texts of %s', (_name, folder) => {
  const chinese = read(folder, 'zh-CN');
  const english = read(folder, 'en');

  it('have the same keys in both languages', () => {
    expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted());
  });

  it('say something, with the same values in it', () => {
    const entries = [...chinese];
    expect(entries.filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(entries.map(([key]) => [key, placeholders(english.get(key) ?? '')])).toEqual(
      entries.map(([key, text]) => [key, placeholders(text)]),
    );
  });
});

/** Keys of a source file with their namespace; computed keys (with `${`) are left out. */
function keysIn(source: string): { namespaces: string[]; key: string }[] {
  const used = [...source.matchAll(/useTranslation\(\[?([^)\]]*)/g)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/'([\w-]+)'/g)].map((name) => name[1] ?? ''),
  );
  return [...source.matchAll(/\bt\('([\w.:-]+)'/g)].map((match) => {
    const [first = '', rest] = (match[1] ?? '').split(':');
    return rest === undefined
      ? { namespaces: used, key: first }
      : { namespaces: [first], key: rest };
  });
}

/** What is given its words by the page that calls it uses those of its slice. */
function keysOfSlice(file: string): typeof keysIn {
  const [, slice] = /^domains\/(\w+)\/web\//.exec(file) ?? [];
  const own = slice === undefined ? [] : [slice];
  return (source) =>
    keysIn(source).map(({ key, namespaces }) => ({
      key,
      namespaces: namespaces.length > 0 ? namespaces : own,
    }));
}

/** The verifier to take home reads texts without a hook: those of evidence and its own. */
function offlineKeys(source: string): { namespaces: string[]; key: string }[] {
  return keysIn(source).map(({ key }) =>
    key.startsWith('offline.')
      ? { namespaces: ['offline'], key: key.slice('offline.'.length) }
      : { namespaces: ['evidence'], key },
  );
}

describe('keys in the code', () => {
  const files = globSync('{apps/web,platform/ui,domains/*/web}/**/*.{ts,tsx}', {
    cwd: root,
  }).filter((file) => !file.includes('.test.'));
  const known = new Map(
    Object.entries(folders).map(([name, folder]) => [name, new Set(read(folder, 'en').keys())]),
  );
  const has = (namespace: string, key: string) =>
    ['', '_one', '_other'].some((plural) => known.get(namespace)?.has(key + plural));

  it('all have a text', () => {
    const found = files.flatMap((file) =>
      (file.startsWith('apps/web/offline/') ? offlineKeys : keysOfSlice(file))(
        readFileSync(root + file, 'utf8'),
      ).map((each) => ({ file, ...each })),
    );
    expect(found.length).toBeGreaterThan(100);
    const missing = found.filter(
      ({ namespaces, key }) => !namespaces.some((each) => has(each, key)),
    );
    expect(missing).toEqual([]);
  });
});

describe('what a receipt says was done', () => {
  it.each(['zh-CN', 'en'])(
    'has words for every event, those of the case page, in %s',
    (language) => {
      const listed = readFileSync(`${root}docs/reference/events.md`, 'utf8');
      const types = [...listed.matchAll(/^\| `([a-z.-]+)` \|/gm)].map((match) => match[1] ?? '');
      const said = read('domains/evidence/web/text', language);
      const page = read('domains/cases/text', language);
      expect(types.length).toBeGreaterThan(40);
      expect(types.filter((type) => !said.has(`type.${type}`))).toEqual([]);
      const onPage = (type: string) => page.get(`cases.event.${type.replace(/^case\./, '')}`);
      const cases = types.filter((type) => type.startsWith('case.') && onPage(type) !== undefined);
      expect(cases.map((type) => said.get(`type.${type}`))).toEqual(cases.map(onPage));
    },
  );
});
