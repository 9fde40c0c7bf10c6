import { globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SLICE } from '../architecture.mjs';
import type { Module } from './modules.ts';
import { isWithin, placeOf } from './place.ts';
import type { Finding } from './rules.ts';

/** Finds files and folders of a slice that have none of the fixed names. */
export function findStrangeNames(root: string): Finding[] {
  return domainsIn(root).flatMap((domain) =>
    readdirSync(join(root, 'domains', domain))
      .filter((name) => !isSliceName(name))
      .map((name) => ({
        rule: 'slice-names',
        path: `domains/${domain}/${name}`,
        line: 0,
        text: 'is none of the fixed names of a slice (tools/architecture.mjs)',
      })),
  );
}

const domainsIn = (root: string): string[] =>
  readdirSync(join(root, 'domains'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

function isSliceName(name: string): boolean {
  if (SLICE.documents.includes(name) || SLICE.folders.includes(name)) return true;
  const stem = name.replace(/(\.[a-z-]+)*?(\.test)?\.ts$/, '');
  const isTest = name.endsWith('.test.ts');
  return isTest || SLICE.files.includes(stem) || SLICE.files.includes(name);
}

/** Finds SQL of one domain that names a table in another domain's schema. */
export function findForeignSchemas(root: string, modules: readonly Module[]): Finding[] {
  const domains = domainsIn(root);
  const stores = modules
    .filter(({ path }) => isWithin(placeOf(path).part, ['store', 'tables']))
    .filter(({ path }) => placeOf(path).ring === 'domains' && !placeOf(path).isTest);
  const migrations = globSync('domains/*/migrations/*.sql', { cwd: root }).map((path) => ({
    path,
    source: readFileSync(join(root, path), 'utf8').replace(/--.*$/gm, ''),
  }));
  return [...stores, ...migrations].flatMap(({ path, source }) =>
    domains
      .filter((domain) => domain !== placeOf(path).noun)
      .flatMap((domain) => foreignLines(path, source, domain)),
  );
}

/** An import's own path, and a comment, are no SQL. */
const NO_SQL = /^\s*(\*|\/\/|(import|export) .* from ['"][#.])/;

/** Tables are named `schema.table` after a quote or after a word of SQL that takes a table. */
function foreignLines(path: string, source: string, domain: string): Finding[] {
  const table = new RegExp(
    `(['"\`(]|\\b(from|join|into|update|references|on|table)\\s+)"?${domain}"?\\.[a-z_]+`,
    'i',
  );
  return source
    .split('\n')
    .flatMap((text, index) =>
      table.test(text) && !NO_SQL.test(text)
        ? [{ rule: 'own-schema', path, line: index + 1, text: `names a table of ${domain}` }]
        : [],
    );
}

/** Finds texts of a folder whose two languages do not have the same keys. */
export function findUntranslated(root: string): Finding[] {
  return globSync('{platform,domains,apps,tools}/**/text/zh-CN.json', {
    cwd: root,
    exclude: (name) => name.includes('node_modules') || name.includes('domain-template'),
  }).flatMap((path) => {
    const other = path.replace(/zh-CN\.json$/, 'en.json');
    const [zh, en] = [keysOf(join(root, path)), keysOf(join(root, other))];
    return [...zh, ...en]
      .filter((key) => zh.has(key) !== en.has(key))
      .map((key) => ({
        rule: 'both-languages',
        path: zh.has(key) ? other : path,
        line: 0,
        text: `has no text ${key}`,
      }));
  });
}

function keysOf(path: string): Set<string> {
  const read = (value: unknown, before: string): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => read(inner, `${before}.${key}`))
      : [before.slice(1)];
  try {
    return new Set(read(JSON.parse(readFileSync(path, 'utf8')), ''));
  } catch {
    return new Set();
  }
}
