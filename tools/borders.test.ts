import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBorders } from './borders/check.ts';
import { RULE_NAMES } from './borders/rules.ts';
import { ROOT } from './runtime.mjs';

/** A small repository in which everything is where it belongs. */
const CLEAN: Readonly<Record<string, string>> = {
  'engines/calendar/index.ts': 'export const day = 1;',
  'engines/rules/index.ts': `import { parser } from 'lezer-feel';\nimport '#engines/calendar/index.ts';\nexport { parser };`,
  'platform/db/index.ts': `import pg from 'pg';\nexport const pool = pg;`,
  'platform/text/index.ts': 'export const text = 1;',
  'platform/ui/button.tsx': `import { text } from '#platform/text/index.ts';\nexport const Button = () => text;`,
  'domains/cases/README.md': '',
  'domains/cases/index.ts': `export * from './model.ts';`,
  'domains/cases/model.ts': `import { z } from 'zod';\nexport const caseId = z.string();`,
  'domains/cases/store.ts': `import 'kysely';\nexport const sql = 'select from cases.act';`,
  'domains/cases/service.ts': `import './store.ts';\nimport '#platform/db/index.ts';\nimport '#domains/parties/index.ts';\nexport const open = 1;`,
  'domains/cases/testing.ts': 'export const build = 1;',
  'domains/cases/text/zh-CN.json': '{"a":{"b":"甲"}}',
  'domains/cases/text/en.json': '{"a":{"b":"A"}}',
  'domains/cases/web/index.tsx': `import '../model.ts';\nexport const page = 1;`,
  'domains/parties/index.ts': `export * from './model.ts';`,
  'domains/parties/model.ts': 'export const person = 1;',
  'domains/parties/store.ts': 'export const sql = 1;',
  'domains/parties/service.ts': 'export const y = 1;',
  'domains/parties/testing.ts': 'export const build = 1;',
  'domains/parties/service.test.ts': `import '#domains/cases/testing.ts';\nimport 'node:fs';`,
  'domains/permits/index.ts': `import '#domains/cases/index.ts';\nexport const z = 1;`,
  'apps/server/main.ts': `import '#domains/cases/index.ts';\nexport const main = 1;`,
  'tools/check.ts': 'export const check = 1;',
};

/** One file for each border that, put into the clean repository, crosses it. */
const PLANTED: readonly (readonly [rule: string, path: string, source: string])[] = [
  ['missing', 'apps/server/a.ts', `import './nowhere.ts';`],
  ['rings-inward', 'engines/calendar/a.ts', `import '#platform/text/index.ts';`],
  ['rings-inward', 'platform/db/a.ts', `export { x } from '#domains/parties/index.ts';`],
  ['rings-inward', 'domains/cases/service/a.ts', `await import('#apps/server/main.ts');`],
  ['rings-inward', 'platform/db/a.test.ts', `import '#domains/parties/index.ts';`],
  ['rings-inward', 'platform/db/b.ts', `type A = import('#domains/cases/model.ts').caseId;`],
  ['outside', 'domains/cases/service/a.ts', `import '#tools/check.ts';`],
  ['engines-as-listed', 'engines/calendar/a.ts', `import '#engines/rules/index.ts';`],
  ['engines-as-listed', 'engines/astrology/a.ts', `import '#engines/rules/index.ts';`],
  ['engines-packages', 'engines/calendar/a.ts', `import 'zod';`],
  ['engines-packages', 'engines/rules/a.ts', `import 'node:fs';`],
  ['engines-packages', 'engines/rules/b.ts', `import 'fs';`],
  ['pure-parts', 'domains/cases/rules.ts', `import './service.ts';`],
  ['pure-parts', 'domains/cases/model/a.ts', `import 'fastify';`],
  ['pure-parts', 'domains/parties/rules.ts', `import '#platform/db/index.ts';`],
  ['domains-as-listed', 'domains/parties/service/a.ts', `import '#domains/permits/index.ts';`],
  ['domains-as-listed', 'domains/evidence/service.ts', `import '#domains/cases/index.ts';`],
  ['domain-faces', 'domains/cases/service/a.ts', `import '#domains/parties/service.ts';`],
  ['domain-faces', 'domains/cases/service/b.ts', `import '../../parties/store.ts';`],
  ['domain-faces', 'domains/cases/service/c.ts', `import '#domains/parties/testing.ts';`],
  ['domain-faces', 'apps/server/a.ts', `import '#domains/cases/store.ts';`],
  ['browser', 'domains/cases/web/a.tsx', `import '../index.ts';`],
  ['browser', 'platform/ui/a.ts', `import '#platform/db/index.ts';`],
  ['browser', 'apps/web/main.tsx', `import 'node:path';`],
  ['sql', 'domains/cases/routes.ts', `import type { Sql } from 'kysely';`],
  ['sql', 'apps/server/a.ts', `import 'pg';`],
  ['no-cycles', 'domains/cases/jobs.ts', `import './jobs.ts';`],
  ['browser-reach', 'platform/text/read.ts', `import 'node:fs';`],
  ['slice-names', 'domains/cases/utils.ts', 'export const a = 1;'],
  ['own-schema', 'domains/parties/store.ts', `export const a = 'select 1 from cases.act';`],
  ['own-schema', 'domains/parties/migrations/1.sql', 'alter table x references cases.act;'],
  ['both-languages', 'domains/cases/text/en.json', '{"a":{"c":"A"}}'],
];

/** Also put in with a planted file when the crossing needs a second step. */
const SECOND_STEP: Readonly<Record<string, readonly [path: string, source: string]>> = {
  'browser-reach': ['platform/ui/reads.ts', `import '#platform/text/read.ts';`],
};

let root = '';

function put(path: string, source: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), source);
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'borders-'));
  for (const [path, source] of Object.entries(CLEAN)) put(path, source);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const rulesFound = (): string[] => [
  ...new Set(checkBorders(root).findings.map(({ rule }) => rule)),
];

describe('borders', () => {
  test('a repository in which everything is where it belongs has no finding', () => {
    expect(checkBorders(root).findings).toEqual([]);
  });

  test.each(PLANTED)('%s is found when planted in %s', (rule, path, source) => {
    const second = SECOND_STEP[rule];
    put(path, source);
    if (second) put(...second);
    const found = rulesFound();
    rmSync(join(root, path));
    if (second) rmSync(join(root, second[0]));
    const original = CLEAN[path];
    if (original !== undefined) put(path, original);
    expect(found).toContain(rule);
  });

  test('a browser file that reaches a whole server is told once, where it leaves the browser', () => {
    put('platform/text/read.ts', `import 'node:fs';\nimport 'node:path';\nimport './deep.ts';`);
    put('platform/text/deep.ts', `import 'kysely';`);
    put('platform/ui/reads.ts', `\nimport '#platform/text/read.ts';`);
    const reach = checkBorders(root).findings.filter(({ rule }) => rule === 'browser-reach');
    for (const path of ['text/read', 'text/deep', 'ui/reads'])
      rmSync(join(root, `platform/${path}.ts`));
    expect(reach).toMatchObject([{ path: 'platform/ui/reads.ts', line: 2 }]);
    expect(reach[0]?.text).toContain('platform/text/read.ts → node:fs');
  });

  test('every rule has a planted violation', () => {
    const planted = new Set(PLANTED.map(([rule]) => rule));
    expect(RULE_NAMES.filter((rule) => !planted.has(rule))).toEqual([]);
  });

  test('a ring of which nothing was read is a finding', () => {
    rmSync(join(root, 'apps'), { recursive: true });
    const found = rulesFound();
    put('apps/server/main.ts', CLEAN['apps/server/main.ts'] ?? '');
    expect(found).toEqual(['empty-read']);
  });

  test('this repository is read, all of it', () => {
    expect(checkBorders(ROOT).moduleCount).toBeGreaterThan(100);
  });
});
