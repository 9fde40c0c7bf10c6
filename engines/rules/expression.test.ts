import { evaluate as evaluatePeer } from 'feelin';
import { describe, expect, it } from 'vitest';

import { compileExpression, inputsOf, outcomeOf } from './index.ts';
import { compiled, valueOf } from './testing.ts';

describe('reading', () => {
  it('binds in tighter than and, which the parser does not', () => {
    expect(valueOf('x in [1..10] and y', { x: 5, y: true })).toBe(true);
    expect(valueOf('x in [1..10] and y', { x: 5, y: false })).toBe(false);
    expect(valueOf('x in [1..10] and y', { x: 50, y: true })).toBe(false);
  });

  it('ends a test of one limit before and, or and what follows', () => {
    expect(valueOf('x in <5 and y', { x: 4, y: true })).toBe(true);
    expect(valueOf('x in <5 and y', { x: 4, y: false })).toBe(false);
    expect(valueOf('x in >= 5 or y', { x: 4, y: true })).toBe(true);
  });

  it('binds in tighter than or', () => {
    expect(valueOf('x in (1..10] or z', { x: 50, z: true })).toBe(true);
  });

  it('binds and tighter than or across a misread in', () => {
    expect(valueOf('p and x in [1..2] or q', { p: false, x: 1, q: true })).toBe(true);
    expect(valueOf('q or x in [1..2] and p', { p: false, x: 1, q: true })).toBe(true);
    expect(valueOf('a in b and c in d or e', { a: 1, b: [1], c: 2, d: [3], e: true })).toBe(true);
  });

  it('goes on comparing after a misread in', () => {
    expect(valueOf('x in (1..3) = true', { x: 2 })).toBe(true);
  });

  it('leaves brackets alone', () => {
    expect(valueOf('x in ([1..3] and y)', { x: 2, y: true })).toBe(false);
  });

  it('reads names with spaces when they are declared', () => {
    const expression = compiled('monthly income * 12', { inputs: ['monthly income'] });
    expect(inputsOf(expression)).toEqual(['monthly income']);
  });

  it('lets an entry of the item shadow the item', () => {
    expect(valueOf('[{item: 1}, {item: 2}][item >= 2]')).toEqual([{ item: 2 }]);
    expect(valueOf('[{a: 1}, {a: 2}][a = b]', { a: 9, b: 2 })).toEqual([{ a: 2 }]);
  });

  it('reads names in Chinese', () => {
    expect(valueOf('企业.收入 > 5', { 企业: { 收入: 6 } })).toBe(true);
  });
});

describe('findings', () => {
  it('names every unknown name with its place', () => {
    const { findings } = compileExpression('revenue > 1\n and profit > 2', { inputs: ['revenue'] });
    expect(findings).toMatchObject([
      { code: 'rules.unknown_name', line: 2, column: 6, values: { name: 'profit' } },
    ]);
  });

  it('takes no local name for an unknown one', () => {
    const source = 'for a in list return a + count(partial) + {b: 1, c: b}.c';
    expect(compileExpression(source, { inputs: ['list'] }).findings).toEqual([]);
  });

  it('says where a text does not parse', () => {
    expect(compileExpression('1 +').findings).toMatchObject([{ code: 'rules.syntax', from: 3 }]);
  });

  it('refuses an empty text', () => {
    expect(compileExpression('  ').findings).toMatchObject([{ code: 'rules.empty' }]);
  });

  it('refuses nesting beyond the limit instead of overflowing', () => {
    const source = `${'('.repeat(3000)}1${')'.repeat(3000)}`;
    expect(compileExpression(source).findings[0]?.code).toBe('rules.too_deep');
  });

  it('warns of a call with the wrong number of arguments', () => {
    const { expression, findings } = compileExpression('count(1, 2)');
    expect(expression).toBeDefined();
    expect(findings).toMatchObject([{ code: 'rules.wrong_arguments', severity: 'warning' }]);
  });
});

describe('limits', () => {
  const limitOf = (source: string): unknown => outcomeOf(compiled(source), {}).problem?.limit;

  it('stops a loop over too much', () => {
    expect(limitOf('for i in 1..1000000000 return i')).toBe('steps');
    expect(limitOf('for a in 1..9999, b in 1..9999 return 1')).toBe('steps');
  });

  it('stops a pattern that backtracks without end', () => {
    expect(limitOf(`matches("${'a'.repeat(40)}!", "(a+)+$")`)).toBe('steps');
  });

  it('stops a text that doubles without end', () => {
    const doubling = Array.from({ length: 40 }, (_, at) => `x${at + 1}: x${at} + x${at}`);
    expect(limitOf(`{x0: "abcdefgh", ${doubling.join(', ')}}`)).toBe('text');
  });

  it('stops by the clock it is given', () => {
    const world = { limits: { milliseconds: 5 }, elapsed: (): number => 6 };
    const { problem } = outcomeOf(compiled('count(for i in 1..5000 return i)'), {}, world);
    expect(problem?.limit).toBe('time');
  });

  it('reaches nothing of the host', () => {
    expect(valueOf('a.constructor', { a: {} })).toBe(null);
    expect(valueOf('a.__proto__', { a: {} })).toBe(null);
    expect(valueOf('constructor')).toBe(null);
    expect(valueOf('"x".length')).toBe(null);
    expect(valueOf('get value({a: 1}, "toString")')).toBe(null);
  });

  it('evaluates within an evaluation', () => {
    const inner = compiled('a + 1');
    const outer = compiled('for i in 1..3 return i * 2');
    const facts = {
      get a(): unknown {
        return outcomeOf(outer, {}).value === null ? 0 : 41;
      },
    };
    expect(outcomeOf(inner, facts).value).toBe(42);
  });
});

describe('feelin as an oracle where it is right', () => {
  const facts = {
    a: 3,
    b: 4,
    list: [1, 2, 3, 4],
    text: 'hello',
    firm: { staff: [{ age: 20 }, { age: 40 }] },
  };
  it.each([
    'a + b * 2',
    'a - b',
    'if a > b then "x" else "y"',
    'list[item > 2]',
    'list[-1]',
    'firm.staff[age > 30]',
    'firm.staff.age',
    'some x in list satisfies x > 3',
    'every x in list satisfies x > 3',
    'for x in list, y in [1, 2] return x * y',
    'substring(text, 2, 3)',
    'upper case(text)',
    'string join(["a", "b"], "-")',
    'split("a;b", ";")',
    'distinct values([1, 2, 1])',
    'flatten([[1, [2]], 3])',
    'index of([1, 2, 1], 1)',
    'concatenate(list, [9])',
    'sublist(list, 2, 2)',
    'reverse(list)',
    'a between 1 and 5',
    'a in (1, 2, 3)',
    'a in [1..5)',
    'null = a',
    'null = null',
    '{x: 1, y: x + 1}',
    'get entries({k: 1})',
    'number("1500.5")',
    'string(date("2024-02-29"))',
    'date("2024-02-29").weekday',
    'a = "3"',
    'not(a > b) and b > a',
  ])('%s', (source) => {
    const theirs: unknown = evaluatePeer(source, facts).value;
    expect(valueOf(source, facts)).toEqual(theirs);
  });
});
