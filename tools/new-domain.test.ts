import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkBorders } from './borders/check.ts';
import { generateDomain } from './new-domain/generate.ts';
import { ROOT } from './runtime.mjs';

const execute = promisify(execFile);
const permits = { nouns: 'permits', noun: 'permit', stamp: '202701010000' };

/** Where the project's own tools are told to look, so that only the new slice is read. */
const TSCONFIG = JSON.stringify({
  extends: './tsconfig.node.json',
  include: ['domains/permits'],
  exclude: ['node_modules', 'domains/permits/web'],
});
const TSCONFIG_WEB = JSON.stringify({
  extends: './tsconfig.web.json',
  include: ['domains/permits/web'],
  exclude: ['node_modules'],
});

let copy = '';

/** A copy of what a slice uses, without the other slices. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-domain-'));
  for (const part of [
    'engines',
    'platform',
    'package.json',
    'vitest.config.ts',
    '.oxlintrc.json',
    '.prettierrc.json',
    '.prettierignore',
  ]) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  for (const name of ['base', 'node', 'pure', 'web']) {
    cpSync(join(ROOT, `tsconfig.${name}.json`), join(copy, `tsconfig.${name}.json`));
  }
  mkdirSync(join(copy, 'domains'));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  generateDomain(copy, permits);
  writeFileSync(join(copy, 'tsconfig.json'), TSCONFIG);
  writeFileSync(join(copy, 'tsconfig.pages.json'), TSCONFIG_WEB);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a tool of the project in the copy and returns what it wrote about the new slice. */
async function saidBy(tool: string, ...args: string[]): Promise<string[]> {
  const script = join(ROOT, 'node_modules', tool);
  const { stdout, stderr } = await execute(process.execPath, [script, ...args], {
    cwd: copy,
  }).catch((error: { stdout: string; stderr: string }) => error);
  return `${stdout}\n${stderr}`.split('\n').filter((line) => line.includes('domains/permits'));
}

test('a new slice compiles, is well formed and well formatted', async () => {
  expect(await saidBy('typescript/bin/tsc', '-p', 'tsconfig.json')).toEqual([]);
  expect(await saidBy('typescript/bin/tsc', '-p', 'tsconfig.pages.json')).toEqual([]);
  expect(await saidBy('oxlint/bin/oxlint', 'domains/permits', '-f', 'unix')).toEqual([]);
  const formatted = await saidBy(
    'prettier/bin/prettier.cjs',
    '--list-different',
    'domains/permits',
  );
  expect(formatted).toEqual([]);
}, 60_000);

test('a fault in a new slice would be told', async () => {
  const path = join(copy, 'domains/permits/faulty.ts');
  writeFileSync(path, 'export const x: any = 1 as string;\nvar  y');
  const types = await saidBy('typescript/bin/tsc', '-p', 'tsconfig.json');
  const lint = await saidBy('oxlint/bin/oxlint', 'domains/permits', '-f', 'unix');
  const format = await saidBy('prettier/bin/prettier.cjs', '--list-different', 'domains/permits');
  rmSync(path);
  expect([types, lint, format].every((said) => said.length > 0)).toBe(true);
}, 60_000);

test('a fault in a page of a new slice would be told', async () => {
  const path = join(copy, 'domains/permits/web/Faulty.tsx');
  writeFileSync(path, `export const Faulty = () => <p title={1}>{document.nothing}</p>;\n`);
  const said = await saidBy('typescript/bin/tsc', '-p', 'tsconfig.pages.json');
  rmSync(path);
  expect(said).toHaveLength(2);
}, 60_000);

test('a new slice keeps the borders', () => {
  const own = checkBorders(copy).findings.filter(({ path }) => path.startsWith('domains/permits'));
  expect(own).toEqual([]);
});

test('the rules of a new slice pass their tests', async () => {
  const file = join(copy, 'report.json');
  const reporter = ['--reporter=json', `--outputFile=${file}`];
  await saidBy('vitest/vitest.mjs', 'run', '--project', 'unit', 'domains/permits', ...reporter);
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(report).toMatchObject({ success: true, numPassedTests: 2 });
}, 60_000);

test('a slice is never written over another, and its noun is a lower-case word', () => {
  expect(() => generateDomain(copy, permits)).toThrow(
    expect.objectContaining({ key: 'domain.exists' }),
  );
  for (const nouns of ['Permits', '../x', '', 'per-mits']) {
    const act = () => generateDomain(copy, { ...permits, nouns });
    expect(act).toThrow(expect.objectContaining({ key: 'domain.usage' }));
  }
});
