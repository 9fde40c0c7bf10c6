import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  compileExpression,
  compileModel,
  compileTable,
  decideModel,
  decideTable,
  outcomeOf,
  toJson,
} from './index.ts';

const nested = ([open, middle, close]: readonly [string, string, string], times: number): string =>
  open.repeat(times) + middle + close.repeat(times);
const many = (part: string, by: string, times: number): string =>
  Array.from({ length: times }, () => part).join(by);

/** What a tenant may write to keep a worker busy: refused when read. */
const UNREADABLE: Readonly<Record<string, string>> = {
  parentheses: nested(['(', '1', ')'], 5000),
  lists: nested(['[', '1', ']'], 5000),
  contexts: nested(['{a: ', '1', '}'], 3000),
  conditionals: nested(['if a then ', '1', ' else 2'], 1000),
  negations: nested(['not(', 'true', ')'], 2000),
  minus: `${'-'.repeat(5000)}1`,
  types: `1 instance of ${nested(['list<', 'number', '>'], 1500)}`,
  calls: `f${'()'.repeat(8000)}`,
  filters: `a${'[1]'.repeat(6000)}`,
  chain: many('a', ' or ', 4000),
  entries: `{${Array.from({ length: 1500 }, (_, index) => `k${index}: ${index}`).join(',')}}`,
  spans: '1..'.repeat(5000),
  quotes: '"'.repeat(15_001),
  comments: '/*'.repeat(9000),
  long: `[${many('1', ',', 40_000)}]`,
};

/** What runs too long or builds too much: stopped by a limit. */
const UNENDING: Readonly<Record<string, string>> = {
  range: 'count(for i in 1..1000000000 return i)',
  loops: 'for a in 1..1000, b in 1..1000, c in 1..1000 return a',
  quantifier: 'some a in 1..100000000 satisfies a < 0',
  days: 'count(for d in @"0001-01-01"..@"999999999-12-31" return d)',
  doubling: '{f: function(g, x) g(g, x + x), r: f(f, "aaaa")}.r',
  recursion: '{f: function(g, x) g(g, x + 1), r: f(f, 0)}.r',
  fibonacci: '{f: function(g, n) if n < 2 then n else g(g, n - 1) + g(g, n - 2), r: f(f, 40)}.r',
  lists: '{f: function(g, l) g(g, concatenate(l, l)), r: f(f, [1])}.r',
  backtracking: 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "^(a+)+$")',
  stars: `matches("${'a'.repeat(5000)}", "(a*)*(a*)*(a*)*b")`,
  sorting: 'sort(for i in 1..100000 return 100000 - i, function(x, y) x < y)',
  sharing: 'for i in 1..60 return partial',
  depth: 'for i in 1..1000 return [partial[-1]]',
  doubled: '{f: function(g, c, n) if n = 0 then c else g(g, {a: c, b: c}, n - 1), r: f(f, {}, 60)}',
  decimals: 'sum(for i in 1..400000 return 1 / i)',
};

describe('hostile expressions', () => {
  it.each(Object.entries(UNREADABLE))('are refused when read: %s', (_name, source) => {
    const { expression, findings } = compileExpression(source);
    expect(expression).toBeUndefined();
    expect(findings[0]?.severity).toBe('error');
  });

  it.each(Object.entries(UNENDING))('are stopped by a limit: %s', (_name, source) => {
    const { expression } = compileExpression(source);
    if (expression === undefined) throw new Error('does not compile');
    const { value, problem } = outcomeOf(expression, {});
    expect([value, problem?.code]).toEqual([null, 'rules.limit']);
  });
});

const word = fc.constantFrom(
  ...['1', '0.1', '1e400', '"a"', '"\\u00', '@"2020-01-01"', '@"P1D"', 'null', 'true', 'a', 'b c'],
  ...['+', '-', '*', '/', '**', '<', '<=', '=', '!=', 'and', 'or', 'in', 'between', 'instance of'],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '.',
    '..',
    '?',
    'if',
    'then',
    'else',
    'for',
    'return',
  ],
  ...[
    'some',
    'every',
    'satisfies',
    'function(x)',
    'external',
    'not(',
    'count(',
    'substring(',
    'item',
  ],
  ...['range<number>', 'list<', 'context<a: number>', '// x\n', '/* y */', '中文', '🐎', '\u0000'],
);
const soup = fc.array(word, { maxLength: 25 }).map((words) => words.join(' '));
const source = fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 60 }));
const fact = fc.anything({ maxDepth: 3, withBigInt: true, withDate: true, withMap: true });

describe('whatever is written', () => {
  it('is read or refused, and never throws', () => {
    fc.assert(
      fc.property(source, fact, (text, a) => {
        const { expression, findings } = compileExpression(text);
        const said = expression === undefined ? findings : [outcomeOf(expression, { a })];
        expect(said.length).toBeGreaterThan(0);
        if (expression !== undefined) toJson(outcomeOf(expression, { a }).value);
      }),
      { numRuns: 1500 },
    );
  });

  it('may stand in a table or a model', () => {
    fc.assert(
      fc.property(source, source, (cell, result) => {
        const inputs = [{ expression: 'a' }];
        const outputs = [{ name: 'o' }];
        const rows = [{ id: 'r', when: [cell], results: [result] }];
        const table = { name: 't', hitPolicy: 'U', inputs, outputs, rows } as const;
        const compiled = compileTable(table).table;
        if (compiled !== undefined) decideTable(compiled, { a: 1 });
        const literal = { type: 'literal', text: result } as const;
        const decisions = [
          { id: 'd', name: 'd', expression: { type: 'table', table } as const },
          { id: 'e', name: 'e', typeRef: 'number', expression: literal },
        ];
        const parts = { types: [], inputs: [], decisions, knowledge: [], services: [] };
        const { model } = compileModel({ name: 'm', ...parts });
        for (const name of ['d', 'e']) {
          expect(typeof toJson(decideModel(model, name, { facts: {} }).value)).toBe('string');
        }
      }),
      { numRuns: 500 },
    );
  });
});
