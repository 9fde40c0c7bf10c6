import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderProblem, makeFolder } from './folder.mjs';

let home = '';
beforeAll(() => (home = mkdtempSync(join(tmpdir(), 'folder-'))));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('a folder is made with those above it, and again without harm', () => {
  const deep = join(home, 'a/b/c');
  makeFolder(deep);
  makeFolder(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
  expect(folderProblem(deep)).toBeUndefined();
});

test('a file in its place, or above it, is said', () => {
  const file = join(home, 'file');
  writeFileSync(file, '');
  expect(folderProblem(file)).toBe('no-folder');
  expect(folderProblem(join(file, 'below'))).toBe('no-folder');
});

test.runIf(platform() === 'linux')('where the system takes no folder it is said at once', () => {
  expect(folderProblem('/proc/guiju/data')).toBe('ENOENT');
});

test('a file system with less room than is needed is full, and nothing is written to it', () => {
  const folder = join(home, 'full');
  expect(folderProblem(folder, Number.MAX_SAFE_INTEGER)).toBe('full');
  expect(existsSync(folder)).toBe(true);
});
