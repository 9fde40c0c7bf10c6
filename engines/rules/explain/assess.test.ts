import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  assess,
  compileRuleSet,
  explainRule,
  fact,
  missingOf,
  verdictsOf,
  verdictTable,
} from '../index.ts';
import { compiled } from '../testing.ts';

const RULE = 'firm.revenue >= 5000000 and employees in [10..300] and not(blacklisted)';

describe('assess', () => {
  it('explains every condition with value, source, clause and distance', () => {
    const rule = compiled(RULE, { clause: '第五条' });
    const { verdict, conditions } = assess(rule, {
      firm: fact({ revenue: 4_000_000 }, { source: '税务登记', asOf: '2026-01-01' }),
      employees: 500,
      blacklisted: false,
    });
    expect(verdict).toBe('unmet');
    expect(conditions).toMatchObject([
      {
        text: 'firm.revenue >= 5000000',
        verdict: 'unmet',
        clause: '第五条',
        values: [
          { name: 'firm.revenue', value: 4_000_000, source: '税务登记', asOf: '2026-01-01' },
        ],
        distance: { amount: '1000000', unit: 'number', direction: 'up', strict: false },
      },
      {
        text: 'employees in [10..300]',
        verdict: 'unmet',
        distance: { amount: '200', direction: 'down' },
      },
      { text: 'blacklisted', verdict: 'unmet' },
    ]);
  });

  it('takes a missing value for unknown, also where FEEL would call it unequal', () => {
    const rule = compiled('grade = "A"');
    expect(assess(rule, {}).verdict).toBe('unknown');
    expect(assess(rule, { grade: 'B' }).verdict).toBe('unmet');
    expect(missingOf(assess(rule, {}))).toEqual(['grade']);
  });

  it('never counts an erased value as met or unmet', () => {
    const erased = fact('A', { erased: true });
    const { verdict, conditions } = assess(compiled('grade != "A"'), { grade: erased });
    expect(verdict).toBe('unknown');
    expect(conditions[0]?.values).toEqual([{ name: 'grade', value: null, missing: 'erased' }]);
  });

  it('lets a rule ask for absence itself', () => {
    expect(assess(compiled('ended = null'), {}).verdict).toBe('met');
  });

  it('is unmet when one condition fails, whatever is unknown', () => {
    expect(assess(compiled('a > 1 and b > 1'), { a: 0 }).verdict).toBe('unmet');
    expect(assess(compiled('a > 1 or b > 1'), { a: 0 }).verdict).toBe('unknown');
  });

  it('measures days as durations', () => {
    const rule = compiled('founded <= date("2024-01-01")', { inputs: { founded: 'date' } });
    const [condition] = assess(rule, { founded: '2024-01-31' }).conditions;
    expect(condition?.distance).toMatchObject({
      amount: 'P30D',
      unit: 'duration',
      direction: 'down',
    });
  });

  it('says which limit a condition ran into and goes on with the others', () => {
    const rule = compiled('count(for i in 1..99999999 return i) > 1 or a = 1');
    const { conditions } = assess(rule, { a: 1 });
    expect(conditions[0]).toMatchObject({ verdict: 'unknown', problem: { limit: 'steps' } });
  });
});

describe('a set of rules', () => {
  const sources = [
    RULE,
    'grade = "A" or firm.revenue > 10',
    'not(grade in ("A", "B"))',
    'employees between 5 and 20',
    'grade != "C" and employees * 2 > 11',
    'matches(grade, "(")',
  ];
  const { ruleSet } = compileRuleSet(sources.map((source, at) => ({ id: `r${at}`, source })));
  const subject = fc.record(
    {
      firm: fc.record({ revenue: fc.integer({ min: 0, max: 9_000_000 }) }),
      employees: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constant(null)),
      grade: fc.constantFrom('A', 'B', 'C', null),
      blacklisted: fc.oneof(fc.boolean(), fc.constant(null)),
    },
    { requiredKeys: [] },
  );

  it('gives the verdicts that assess explains', () => {
    if (ruleSet === undefined) throw new Error('the rules do not compile');
    const names = new Map([
      [true, 'met'],
      [false, 'unmet'],
      [null, 'unknown'],
    ] as const);
    fc.assert(
      fc.property(fc.array(subject, { minLength: 1, maxLength: 4 }), (population) => {
        const { cells, rules } = verdictTable(ruleSet, population);
        for (const [row, facts] of population.entries()) {
          for (const [at, verdict] of verdictsOf(ruleSet, facts).entries()) {
            expect(explainRule(ruleSet, `r${at}`, { facts })?.verdict).toBe(names.get(verdict));
            expect(cells[row * rules.length + at]).toBe(verdict === null ? -1 : Number(verdict));
          }
        }
      }),
    );
  });

  it('gives each rule its own account of steps', () => {
    const loop = 'count(for i in 1..900000 return i) > 0';
    const { ruleSet: heavy } = compileRuleSet([
      { id: 'a', source: 'count(for i in 1..99999999 return i) > 0' },
      { id: 'b', source: loop },
    ]);
    if (heavy === undefined) throw new Error('the rules do not compile');
    const world = { limits: { steps: 950_000 * 2 } };
    expect(verdictsOf(heavy, {}, world)).toEqual([null, true]);
    expect([...verdictTable(heavy, [{}], world).cells]).toEqual([-1, 1]);
  });
});
