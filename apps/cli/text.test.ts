import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTextFiles } from '#platform/text/index.ts';
import { commandNames } from './main.ts';

const own = (language: 'zh-CN' | 'en') =>
  readTextFiles(language).find(({ path }) => path.startsWith('apps/cli/text/'))?.texts ?? {};

describe('the texts of the command line', () => {
  test('have the same keys and placeholders in both languages', () => {
    const [zh, en] = [own('zh-CN'), own('en')];
    expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted());
    const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
    for (const [key, text] of Object.entries(zh)) {
      expect([key, holes(text)]).toEqual([key, holes(en[key] ?? '')]);
    }
  });

  test('name every command, what it does and how it ends', () => {
    const keys = Object.keys(own('en'));
    for (const name of commandNames) {
      for (const part of ['use', 'what', 'help']) expect(keys).toContain(`cli.${part}.${name}`);
      expect(own('en')[`cli.help.${name}`]).toContain('Exit codes:');
    }
  });

  test('have a sentence for every finding of a pack', () => {
    const source = globSync('pack/*.ts', { cwd: import.meta.dirname })
      .filter((name) => !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
      .join('\n');
    const used = new Set([...source.matchAll(/'(cli\.pack\.\w+)'/g)].map(([, code]) => code ?? ''));
    expect(used.size).toBeGreaterThan(10);
    const known = Object.keys(own('en')).filter((key) => key.startsWith('cli.pack.'));
    expect([...used].toSorted()).toEqual(known.toSorted());
  });
});
