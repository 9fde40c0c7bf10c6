import { globSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCatalogues, readTextFiles } from './catalogue.ts';
import { flattenTexts } from './flatten.ts';

const root = join(import.meta.dirname, '..', '..');
const placeholders = (text: string) =>
  Array.from(text.matchAll(/{{(\w+)}}/g), ([hole]) => hole).sort();

describe('the texts of every slice', () => {
  const chinese = new Map(readTextFiles('zh-CN').map((file) => [file.path, file.texts]));
  const english = new Map(
    readTextFiles('en').map((file) => [file.path.replace(/en\.json$/, 'zh-CN.json'), file.texts]),
  );

  test('are found', () => {
    expect(chinese.size).toBeGreaterThan(1);
    expect([...english.keys()]).toEqual([...chinese.keys()]);
  });

  test.each([...chinese])('of %s have the same keys in both languages', (path, texts) => {
    const other = english.get(path) ?? {};
    expect(Object.keys(other).sort()).toEqual(Object.keys(texts).sort());
    // Dates and counts are put together differently; what a problem speaks of is the same.
    const problems = Object.entries(texts).filter(([key]) => /\.(title|detail|next)$/.test(key));
    for (const [key, text] of problems) {
      expect([key, placeholders(other[key] ?? '')]).toEqual([key, placeholders(text)]);
    }
  });
});

describe('every refusal code', async () => {
  const files = globSync('{platform,domains}/*/errors.ts', { cwd: root }).sort();
  const catalogues = readCatalogues();

  test('is declared in an errors.ts', () => {
    expect(files).toContain('platform/http/errors.ts');
  });

  test.each(files)('of %s says what happened and what to do next', async (file) => {
    const exported: Record<string, unknown> = await import(join(root, file));
    const codes = Object.values(exported).flatMap((value) =>
      typeof value === 'object' && value !== null && 'codes' in value
        ? Object.keys(value.codes as object)
        : [],
    );
    const needed = codes.flatMap((code) => [`${code}.title`, `${code}.next`]);
    const missing = needed.filter((key) => !catalogues['zh-CN'][key] || !catalogues.en[key]);
    expect({ codes: codes.length > 0, missing }).toEqual({ codes: true, missing: [] });
  });
});

describe('catalogues', () => {
  test('refuse one key with two meanings', () => {
    const folder = mkdtempSync(join(tmpdir(), 'guiju-text-'));
    for (const [slice, text] of [
      ['one', 'first'],
      ['two', 'second'],
    ] as const) {
      mkdirSync(join(folder, 'domains', slice, 'text'), { recursive: true });
      const path = join(folder, 'domains', slice, 'text', 'zh-CN.json');
      writeFileSync(path, JSON.stringify({ same: { key: text } }));
    }
    expect(() => readCatalogues(folder)).toThrow('same.key');
    rmSync(folder, { recursive: true });
  });

  test('are flat, however deep the file is', () => {
    const nested = { a: { b: { c: 'x' } }, 'a.d': 'y' };
    expect(flattenTexts(nested)).toEqual({ 'a.b.c': 'x', 'a.d': 'y' });
    expect(() => flattenTexts({ a: 1 })).toThrow(TypeError);
    expect(() => flattenTexts({ a: ['x'] })).toThrow(TypeError);
  });
});
