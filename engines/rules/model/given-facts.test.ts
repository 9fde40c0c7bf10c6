import { describe, expect, it } from 'vitest';

import { compileModel, decideModel, fact, toJson } from '../index.ts';
import type { DecisionModel } from '../index.ts';
import { GivenFacts } from './given-facts.ts';

const MODEL: DecisionModel = {
  name: 'm',
  types: [
    {
      name: 'tFirm',
      components: [
        { name: 'title', typeRef: 'string' },
        { name: 'listed', typeRef: 'boolean' },
        { name: 'founded', typeRef: 'date' },
      ],
    },
    { name: 'tFirms', typeRef: 'tFirm', isCollection: true },
  ],
  inputs: [
    { id: 'a', name: 'Firms', typeRef: 'tFirms' },
    { id: 'urn:other#b', name: 'Head count', typeRef: 'number', from: 'urn:other' },
    { id: 'c', name: 'Urgent', typeRef: 'boolean' },
  ],
  decisions: ['Firms', 'Head count', 'Urgent'].map((name, index) => ({
    id: `d${index}`,
    name: `the ${name}`,
    requires: { inputs: [['a', 'urn:other#b', 'c'][index] ?? ''] },
    expression: { type: 'literal', text: name },
  })),
  knowledge: [],
  services: [],
};

const { model } = compileModel(MODEL);
const decide = (name: string, facts: Record<string, unknown>): string =>
  toJson(decideModel(model, `the ${name}`, { facts }).value);

describe('the facts of a model', () => {
  it.each([
    [{ 'Head count': 5 }],
    [{ 'Head  count': '5' }],
    [{ 'staff.Head count': 5 }],
    [{ 'urn:other#Head count': 5 }],
    [{ '{urn:other}Head count': 5 }],
    [{ staff: { 'Head count': 5 } }],
    [{ 'Model B': { staff: { 'Head count': 5 } } }],
    [{ 'Head count': 5, 'staff.Head count': 6 }],
    [{ staff: { 'Head count': 6 }, 'Head count': 5 }],
  ])('are found by name, or through the import: %j', (facts) => {
    expect(decide('Head count', facts)).toBe('5');
  });

  it('are not looked for within a fact that names an element', () => {
    expect(decide('Head count', { Urgent: { 'Head count': 5 } })).toBe('null');
    expect(decide('Head count', { staff: fact({ 'Head count': 5 }) })).toBe('null');
  });

  it('keep the name that is no element’s', () => {
    const none = { byName: new Map(), byQualifiedName: new Map() };
    expect(new GivenFacts({ ' n ': 1 }, none).of('n')).toBe(1);
  });

  it('are read by the type of the input', () => {
    const of = (value: unknown): string => decide('Urgent', { Urgent: value });
    expect([true, 'true', ' false ', ['true'], 'constructor', 1, null].map(of)).toEqual([
      'true',
      'true',
      'false',
      'true',
      'null',
      'null',
      'null',
    ]);
    expect(decide('Head count', { 'Head count': ' 1.50 ' })).toBe('1.5');
  });

  it('are texts, or what the texts write, where no type says', () => {
    const untyped = compileModel({
      ...MODEL,
      inputs: [{ id: 'a', name: 'Firms' }],
      decisions: [
        {
          id: 'd',
          name: 'the Firms',
          requires: { inputs: ['a'] },
          expression: { type: 'literal', text: 'Firms' },
        },
      ],
    }).model;
    const given = ['2024-05-01', '2024-05-01T08:00:00', '08:00:00Z', 'PT90M', 'P', '12', 'x'];
    const of = (how: 'any' | 'written'): readonly string[] =>
      given.map((Firms) => {
        const question = { facts: { Firms: { on: Firms } }, untyped: how };
        const { value } = decideModel(untyped, 'the Firms', question);
        return toJson(value).replace('{"on":', '').replace('}', '');
      });
    expect(of('any')).toEqual(given.map((text) => JSON.stringify(text)));
    expect(of('written').slice(3)).toEqual(['"PT1H30M"', '"P"', '"12"', '"x"']);
  });

  it('may leave members out, which are then null', () => {
    expect(decide('Firms', { Firms: [{ title: 'a', listed: 'true' }, {}] })).toBe(
      '[{"title":"a","listed":true,"founded":null},{"title":null,"listed":null,"founded":null}]',
    );
    expect(decide('Firms', { Firms: { founded: '2024-05-01', more: 1 } })).toBe(
      '[{"founded":"2024-05-01","more":1,"title":null,"listed":null}]',
    );
    expect(decide('Firms', { Firms: fact([{ founded: '2024-05-01' }, { founded: null }]) })).toBe(
      '[{"founded":"2024-05-01","title":null,"listed":null},{"founded":null,"title":null,"listed":null}]',
    );
    expect(decide('Firms', { Firms: [{ title: 5 }] })).toBe('null');
  });
});
