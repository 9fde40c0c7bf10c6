import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDocument } from './document.ts';

const words = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'text', `${language}.json`), 'utf8')).packs.yaml;

test.each([
  ['a: 1\n b: 2', 'multiline_implicit_key'],
  ['a:\n    b: 1\n  c: 2', 'bad_indent'],
  ['a: b: c', 'block_as_implicit_key'],
  ['a: "b', 'missing_quote'],
  ["a: 'b", 'missing_quote'],
  ['a: [1, 2', 'missing_bracket'],
  ['a: ["b" "c"]', 'missing_comma'],
  ['a: 1\nb', 'missing_colon'],
  ['a:\n\tb: 1', 'tab_as_indent'],
  ['a: @b', 'bad_scalar_start'],
  ['a: "\\q"', 'bad_dq_escape'],
  ['a: ]', 'unexpected_token'],
  ['a: !mine b', 'tag_resolve_failed'],
  ['a: *b', 'unknown_alias'],
  ['a: 1\n---\nb: 2', 'multiple_docs'],
])('%j has the mistake %s, at its line and column, in words of both languages', (text, mistake) => {
  const { findings } = readDocument('x.yaml', text);
  expect(findings.map(({ values }) => values['mistake'])).toContain(mistake);
  for (const { line, column } of findings) {
    expect([line, column]).toEqual([expect.any(Number), expect.any(Number)]);
  }
  for (const language of ['zh-CN', 'en']) expect(words(language)[mistake]).toBeTruthy();
});

test('every code of the parser has its sentence, and the Chinese ones are Chinese', () => {
  const types = readFileSync('node_modules/yaml/dist/errors.d.ts', 'utf8');
  const line = types.split('\n').find((text) => text.includes('type ErrorCode')) ?? '';
  const codes = [...line.matchAll(/'([A-Z0-9_]+)'/g)].map(([, code = '']) => code.toLowerCase());
  expect(codes.length).toBeGreaterThan(20);
  for (const code of codes) {
    expect(words('zh-CN')[code]).toMatch(/\p{Script=Han}/u);
    expect(words('en')[code]).toMatch(/^[A-Z]/);
  }
});
