import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { precompress } from './precompress.ts';

const text = 'export const promise = "三个工作日";\n'.repeat(100);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guiju-precompress-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, 'assets', 'main.js'), text);
  writeFileSync(join(folder, 'assets', 'small.js'), 'export {}');
  writeFileSync(join(folder, 'assets', 'photo.png'), text);
  writeFileSync(join(folder, '.vite', 'manifest.json'), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('compresses what shrinks and is worth it, twice, without loss', () => {
  expect(precompress(folder)).toEqual([join('assets', 'main.js')]);
  const packed = (ending: string) => readFileSync(join(folder, 'assets', `main.js.${ending}`));
  expect(brotliDecompressSync(packed('br')).toString()).toBe(text);
  expect(gunzipSync(packed('gz')).toString()).toBe(text);
  expect(existsSync(join(folder, 'assets', 'small.js.br'))).toBe(false);
});

it('does not compress what it has compressed itself', () => {
  expect(precompress(folder)).toEqual([join('assets', 'main.js')]);
});
