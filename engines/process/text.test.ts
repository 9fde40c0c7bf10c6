import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PHASES } from './definition.ts';
import en from './text/en.json' with { type: 'json' };
import zh from './text/zh-CN.json' with { type: 'json' };

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const chinese = flat(zh);
const english = flat(en);
const sources = globSync(['*.ts', 'verbs/*.ts', 'check/*.ts'], { cwd: import.meta.dirname })
  .filter((path) => !path.endsWith('.test.ts') && path !== 'effect.ts')
  .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
  .join('\n');

/** Every literal first (and second) argument of a call of one of the functions. */
function said(call: string): string[][] {
  const pattern = new RegExp(`\\b${call}\\(\\s*'([a-z-]+)'(?:,\\s*'([a-z-]+)')?`, 'g');
  return [...sources.matchAll(pattern)].map((match) => [match[1] ?? '', match[2] ?? '']);
}

const missing = (keys: readonly string[]) => keys.filter((key) => !chinese.has(key));

describe('texts', () => {
  it('are the same keys with the same placeholders in both languages', () => {
    expect([...english.keys()]).toEqual([...chinese.keys()]);
    const holes = (text: string) =>
      Array.from(text.matchAll(/{{(\w+)}}/g), ([hole]) => hole).sort();
    const differing = [...chinese].filter(
      ([key, text]) => holes(english.get(key) ?? '').join() !== holes(text).join(),
    );
    expect(differing).toEqual([]);
  });

  it('say every refusal and what would make it possible', () => {
    const refusals = said('refuse');
    expect(refusals.length).toBeGreaterThan(50);
    const keys = refusals.flatMap(([code, next]) => [
      `process.${code}.title`,
      `process.${code}.next`,
      `process.next.${next}`,
    ]);
    expect(missing(keys)).toEqual([]);
  });

  it('say every finding and every status word', () => {
    const findings = [...said('error'), ...said('warning')];
    expect(findings.length).toBeGreaterThan(40);
    const keys = findings.map(([code]) => `process.finding.${code}`);
    expect(missing([...keys, ...PHASES.map((phase) => `process.phase.${phase}`)])).toEqual([]);
  });

  it('name every event that can be written', () => {
    const events = new Set([...sources.matchAll(/'case\.([a-z-]+)'/g)].map((match) => match[1]));
    expect(events.size).toBeGreaterThan(30);
    expect(missing([...events].map((event) => `process.event.${event}`))).toEqual([]);
  });
});
