import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './runtime.mjs';

/** One line for each thing pure code may not do, though the compiler lets some of it pass. */
const IMPURE = [
  'export const a = Date.now();',
  'export const a = new Date(0);',
  `export const a = new Intl.NumberFormat('zh');`,
  'export const a = Math.random();',
  `export const a = new Function('return 1');`,
  `export const a = Function('return 1');`,
  `export const a = eval('1');`,
  'export const a = (1).toLocaleString();',
  `export const a = 'x'.toLocaleUpperCase();`,
  `export const a = 'x'.toLocaleLowerCase();`,
  `export const a = 'x'.localeCompare('y');`,
  `export const a = 'x'['localeCompare']('y');`,
  'export const a = Temporal.Now.instant();',
  'export const a = globalThis.Date;',
  'export const a = performance.now();',
  `export const a = (() => 1).constructor('return 1');`,
];

/** One line for each thing no code may do. */
const BANNED = [
  'export const a: any = 1;',
  '// @ts-ignore\nexport const a = 1;',
  'export default 1;',
  'export function f(a: 1, b: 1, c: 1, d: 1) { return [a, b, c, d]; }',
  '// TODO later\nexport const a = 1;',
  `${'export const a = 1;\n'.replace('a', 'b')}${'//\n'.repeat(400)}`,
  `export function f() {\n${'  f();\n'.repeat(70)}}`,
  'export var a = 1;',
];

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
  cpSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes one file and tells whether the linter refuses it. */
function isRefused(path: string, source: string): boolean {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `${source}\n`);
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const { status } = spawnSync(process.execPath, [oxlint, path], { cwd: folder });
  rmSync(join(folder, path));
  return status !== 0;
}

test.each(IMPURE)('pure code is refused: %s', (source) => {
  const places = ['engines/x/a.ts', 'domains/x/model.ts', 'domains/x/rules/a.ts'];
  expect(places.filter((place) => !isRefused(place, source))).toEqual([]);
});

test.each(BANNED)('any code is refused: %s', (source) => {
  expect(isRefused('platform/x/a.ts', source)).toBe(true);
});

test('what is neither impure nor banned passes, also in pure code', () => {
  expect(isRefused('engines/x/a.ts', 'export const a = Math.max(1, 2);')).toBe(false);
  expect(isRefused('engines/x/a.test.ts', 'export const a = Date.now();')).toBe(false);
  expect(isRefused('platform/x/a.ts', 'export const a = Date.now();')).toBe(false);
});
