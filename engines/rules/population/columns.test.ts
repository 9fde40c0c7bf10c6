import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compileRuleSet, parseNumber, verdictsOf, verdictTable } from '../index.ts';
import type { Facts, RuleSet } from '../index.ts';
import { BLOCK_SUBJECTS } from './block.ts';

const numerals = ['0', '1', '2.5', '-3', '100', '0.1', '9007199254740991'];
const texts = ['"A"', '"B"', '"中"'];

const name = fc.constantFrom('a', 'b', 'c');
const numeral = fc.constantFrom(...numerals);
const text = fc.constantFrom(...texts);
const operator = fc.constantFrom('<', '<=', '>', '>=', '=', '!=');

const amount = fc.letrec<{ amount: string }>((tie) => ({
  amount: fc.oneof(
    { maxDepth: 2 },
    name,
    numeral,
    fc
      .tuple(tie('amount'), fc.constantFrom('+', '-', '*', '/'), tie('amount'))
      .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
  ),
})).amount;

const condition = fc.oneof(
  name,
  fc.tuple(amount, operator, amount).map((parts) => parts.join(' ')),
  fc.tuple(name, fc.constantFrom('=', '!='), text).map((parts) => parts.join(' ')),
  fc.tuple(name, fc.constantFrom('=', '!='), fc.boolean()).map((parts) => parts.join(' ')),
  fc.tuple(amount, numeral, numeral).map(([one, low, high]) => `${one} between ${low} and ${high}`),
  fc
    .tuple(amount, fc.constantFrom('[', '('), numeral, numeral, fc.constantFrom(']', ')'))
    .map(([one, open, low, high, close]) => `${one} in ${open}${low}..${high}${close}`),
  fc.tuple(name, fc.array(text, { minLength: 1, maxLength: 3 })).map(([one, of]) => {
    return `${one} in (${of.join(', ')})`;
  }),
);

const rule = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.tuple(tie('rule'), tie('rule')).map(([left, right]) => `(${left}) and (${right})`),
    fc.tuple(tie('rule'), tie('rule')).map(([left, right]) => `(${left}) or (${right})`),
    tie('rule').map((inner) => `not(${inner})`),
  ),
})).rule;

const value = fc.oneof(
  fc.constantFrom(0, 1, 2, -3, 100, 0.1, 0.3, 2.5, Number.MAX_SAFE_INTEGER, 1e300),
  fc.integer(),
  fc.constantFrom('A', 'B', '中', 'D'),
  fc.boolean(),
  fc.constantFrom(null, undefined, [1], parseNumber('0.12345678901234567890123')),
);
const facts: fc.Arbitrary<Facts> = fc.record({ a: value, b: value, c: value });

/** The rules as a set; fails where one does not compile. */
function setOf(sources: readonly string[]): RuleSet {
  const { ruleSet, findings } = compileRuleSet(
    sources.map((source, index) => ({ id: String(index), source })),
  );
  expect(findings).toEqual([]);
  if (ruleSet === undefined) throw new Error('the rules do not compile');
  return ruleSet;
}

function expectAgreement(set: RuleSet, population: readonly Facts[]): void {
  const cells = population.flatMap((one) => {
    return verdictsOf(set, one).map((verdict) => (verdict === null ? -1 : Number(verdict)));
  });
  expect([...verdictTable(set, population).cells]).toEqual(cells);
}

describe('columns', () => {
  it('judge as the closures do, whatever the rules and the facts', () => {
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 4 }),
        fc.array(facts, { minLength: 1, maxLength: 5 }),
        (sources, population) => expectAgreement(setOf(sources), population),
      ),
      { numRuns: 400 },
    );
  });

  it('judge more subjects than a block holds', () => {
    const set = setOf(['a > 100 and b', 'a in [5..300]', 'c = "x" or a * 2 = 8', 'a / 4 > 20']);
    const population = Array.from({ length: BLOCK_SUBJECTS * 2 + 7 }, (_, index) => ({
      a: index % 50 === 0 ? null : index,
      b: index % 3 === 0,
      c: ['x', 'y', false][index % 3],
    }));
    expectAgreement(set, population);
  });

  it('are used for conditions over inputs, and for nothing else', () => {
    const { columns } = setOf(['a + 1 > b and c', 'a in ("x", "y")', 'count(a) > 1', 'a ** 2 > 4']);
    expect(columns.map((column) => column !== undefined)).toEqual([true, true, false, false]);
  });
});
