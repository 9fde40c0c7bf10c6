import { describe, expect, it } from 'vitest';

import { compileModel, decideModel, toPlain } from '../index.ts';
import type { DecisionModel } from '../index.ts';

const MODEL: DecisionModel = {
  name: '扶持测算（示例）',
  types: [
    { name: 'tGrade', typeRef: 'string', allowedValues: '"A", "B"' },
    {
      name: 'tFirm',
      components: [
        { name: 'annual revenue', typeRef: 'number' },
        { name: 'founded', typeRef: 'date' },
      ],
    },
  ],
  inputs: [
    { id: 'i1', name: 'Firm', typeRef: 'tFirm' },
    { id: 'i2', name: 'Grade', typeRef: 'tGrade' },
  ],
  knowledge: [
    {
      id: 'k1',
      name: 'Share of',
      typeRef: 'number',
      parameters: [{ name: 'amount', typeRef: 'number' }, { name: 'rate' }],
      body: { type: 'literal', text: 'amount * rate / 100' },
    },
  ],
  decisions: [
    {
      id: 'd1',
      name: 'Rate',
      typeRef: 'number',
      requires: { inputs: ['i2'] },
      expression: {
        type: 'table',
        table: {
          name: 'Rate',
          hitPolicy: 'U',
          inputs: [{ expression: 'Grade' }],
          outputs: [{ name: 'Rate' }],
          rows: [
            { id: '1', when: ['"A"'], results: ['100'] },
            { id: '2', when: ['"B"'], results: ['80'] },
          ],
        },
      },
    },
    {
      id: 'd2',
      name: 'Subsidy',
      requires: { inputs: ['i1'], decisions: ['d1'], knowledge: ['k1'] },
      expression: {
        type: 'context',
        entries: [
          { name: 'base', value: { type: 'literal', text: 'Firm.annual revenue / 10' } },
          { name: 'young', value: { type: 'literal', text: 'Firm.founded.year > 2020' } },
          {
            value: {
              type: 'invocation',
              callee: { type: 'literal', text: 'Share of' },
              bindings: [
                { name: 'amount', value: { type: 'literal', text: 'if young then base else 0' } },
                { name: 'rate', value: { type: 'literal', text: 'Rate' } },
              ],
            },
          },
        ],
      },
    },
    {
      id: 'd3',
      name: 'Broken',
      expression: { type: 'literal', text: '1 +' },
    },
  ],
  services: [
    {
      id: 's1',
      name: 'Subsidising',
      outputs: ['d2'],
      encapsulated: [],
      inputDecisions: ['d1'],
      inputData: ['i1'],
    },
  ],
};

const FIRM = { 'annual revenue': 1000, founded: '2022-03-01' };

describe('a decision requirement graph', () => {
  const { model, findings } = compileModel(MODEL);
  const decide = (name: string, facts: Record<string, unknown>): unknown =>
    toPlain(decideModel(model, name, { facts }).value);

  it('decides through tables, contexts, invocations and types', () => {
    expect(decide('Subsidy', { Firm: FIRM, Grade: 'B' })).toBe(80);
    expect(decide('Rate', { Grade: 'A' })).toBe(100);
  });

  it('takes a value its type does not allow for none', () => {
    expect(decide('Rate', { Grade: 'Z' })).toBe(null);
  });

  it('calls a decision service with given decisions', () => {
    expect(decide('Subsidising', { Firm: FIRM, Rate: 50 })).toBe(50);
  });

  it('finds the text that does not parse and decides the rest', () => {
    expect(findings).toMatchObject([{ code: 'rules.syntax', values: { element: 'Broken' } }]);
    expect(decideModel(model, 'Broken', { facts: {} }).problem).toEqual({
      code: 'rules.model',
      reason: 'does-not-compile',
      element: 'Broken',
    });
  });

  it('says when there is no such decision', () => {
    expect(decideModel(model, 'Nothing', { facts: {} }).problem).toMatchObject({
      reason: 'no-such-decision',
    });
  });

  it('finds a cycle and does not run in it', () => {
    const require = (id: string, name: string, other: string) => ({
      id,
      name,
      requires: { decisions: [other] },
      expression: { type: 'literal', text: other === 'a' ? 'A' : 'B' } as const,
    });
    const circle = {
      ...MODEL,
      decisions: [require('a', 'A', 'b'), require('b', 'B', 'a')],
      services: [],
    };
    const made = compileModel(circle);
    expect(made.findings.map(({ code }) => code)).toContain('rules.model.cycle');
    expect(decideModel(made.model, 'A', { facts: {} }).problem).toMatchObject({ reason: 'cycle' });
  });

  it('lets a knowledge model recur within the depth limit', () => {
    const knowledge = [
      {
        id: 'f',
        name: 'fact',
        parameters: [{ name: 'n', typeRef: 'number' }],
        body: { type: 'literal', text: 'if n < 2 then 1 else n * fact(n - 1)' } as const,
        requires: { knowledge: ['f'] },
      },
    ];
    const decisions = [
      {
        id: 'x',
        name: 'X',
        requires: { knowledge: ['f'] },
        expression: { type: 'literal', text: '[fact(20), fact(5000)]' } as const,
      },
    ];
    const made = compileModel({ ...MODEL, knowledge, decisions, services: [] });
    expect(decideModel(made.model, 'X', { facts: {} }).problem).toMatchObject({ limit: 'depth' });
  });
});

describe('a function in a model', () => {
  const model: DecisionModel = {
    name: '函数',
    types: [],
    inputs: [],
    knowledge: [
      {
        id: 'k1',
        name: 'down to one',
        parameters: [{ name: 'from', typeRef: 'number' }],
        body: {
          type: 'literal',
          text: 'if from > 1 then concatenate([from], down to one(from - 1)) else [from]',
        },
      },
    ],
    decisions: [
      {
        id: 'd1',
        name: 'Countdown',
        requires: { knowledge: ['k1'] },
        expression: { type: 'literal', text: 'down to one(3)' },
      },
      {
        id: 'd2',
        name: 'Sorted',
        expression: {
          type: 'context',
          entries: [
            {
              name: 'before',
              typeRef: 'boolean',
              value: {
                type: 'function',
                parameters: [{ name: 'a' }, { name: 'b' }],
                body: { type: 'literal', text: 'a > b' },
              },
            },
            { value: { type: 'literal', text: 'sort([1, 3, 2], before)' } },
          ],
        },
      },
    ],
    services: [],
  };
  const compiled = compileModel(model);
  const decided = (id: string) => toPlain(decideModel(compiled.model, id, { facts: {} }).value);

  it('may call itself without requiring itself', () => {
    expect(compiled.findings).toEqual([]);
    expect(decided('d1')).toEqual([3, 2, 1]);
  });

  it('gives what the type of its entry says', () => {
    expect(decided('d2')).toEqual([3, 2, 1]);
  });
});
