import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockHash, treeMatchesLock } from './install.mjs';
import { RUNTIME, ROOT, findNpm, runtimePackage, verifyIntegrity } from './runtime.mjs';
import { sentence } from './text.mjs';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'runtime-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every platform of the table has a name and a whole SHA-512', () => {
  for (const { name, integrity } of Object.values(RUNTIME.packages)) {
    expect(name).toMatch(/^node-/);
    expect(Buffer.from(integrity.replace('sha512-', ''), 'base64')).toHaveLength(64);
  }
});

test('a platform that is not in the table is refused and told which are', () => {
  expect(() => runtimePackage('sunos-sparc')).toThrow(/sunos-sparc.*linux-x64/);
});

test('an archive is taken with its own integrity and refused with one byte changed', () => {
  const path = join(folder, 'archive.tgz');
  const digest = createHash('sha512').update('archive').digest('base64');
  const spec = { name: 'node-test', integrity: `sha512-${digest}` };
  writeFileSync(path, 'archive');
  expect(() => verifyIntegrity(path, spec)).not.toThrow();
  writeFileSync(path, 'Archive');
  expect(() => verifyIntegrity(path, spec)).toThrow(
    expect.objectContaining({ key: 'runtime.corrupt' }),
  );
});

test('npm is found through npm_execpath and through PATH', () => {
  const script = join(folder, 'node_modules/npm/bin/npm-cli.js');
  mkdirSync(join(folder, 'node_modules/npm/bin'), { recursive: true });
  writeFileSync(script, '');
  chmodSync(script, 0o755);
  expect(findNpm({ npm_execpath: script })).toBe(script);
  expect(findNpm({ PATH: folder })).toBe(script);
});

test('packages match the lock when every one of it stands there in its version', () => {
  const write = (path: string, packages: object): void =>
    writeFileSync(join(folder, path), JSON.stringify({ packages }));
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  const [a, b] = ['node_modules/a', 'node_modules/b'];
  write('package-lock.json', {
    '': {},
    [a]: { version: '1' },
    [b]: { version: '2', optional: true },
  });
  expect(treeMatchesLock(folder)).toBe(false);
  write('node_modules/.package-lock.json', { [a]: { version: '1' } });
  expect(treeMatchesLock(folder)).toBe(true);
  write('node_modules/.package-lock.json', { [a]: { version: '1.1' } });
  expect(treeMatchesLock(folder)).toBe(false);
  const before = lockHash(folder);
  write('package-lock.json', { '': {} });
  expect(lockHash(folder)).not.toBe(before);
});

test('an unknown sentence is a fault; both languages fill in the same names', () => {
  expect(() => sentence('no.such')).toThrow(/no\.such/);
  const read = (language: string): Record<string, string> =>
    JSON.parse(readFileSync(join(ROOT, `tools/text/${language}.json`), 'utf8'));
  const names = (text = ''): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();
  const [zh, en] = [read('zh-CN'), read('en')];
  for (const key of Object.keys(en)) expect([key, names(zh[key])]).toEqual([key, names(en[key])]);
});
