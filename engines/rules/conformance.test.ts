import { expect, it } from 'vitest';

import { compileModel, decideModel, parseNumber, toJson } from './index.ts';
import type { BoxedExpression, DecisionModel } from './index.ts';

const TYPES = [
  { name: 'tSmall', typeRef: 'number', allowedValues: '[0..9]' },
  { name: 'tSmalls', typeRef: 'tSmall', isCollection: true },
  {
    name: 'tPair',
    components: [
      { name: 'a', typeRef: 'string' },
      { name: 'b', typeRef: 'number' },
    ],
  },
];

const model = (text: string): DecisionModel => ({
  name: 'm',
  types: TYPES,
  inputs: [],
  decisions: [{ id: 'd', name: 'd', expression: { type: 'literal', text } }],
  knowledge: [],
  services: [],
});

const decided = (text: string): string => {
  const made = compileModel(model(text));
  expect(made.findings).toEqual([]);
  return toJson(decideModel(made.model, 'd', { facts: {} }).value);
};

/** Where the public conformance suite settles what the text of the standard leaves open. */
it.each([
  // A null end is unknown; only a comparison has no limit.
  ['7 in (null..9]', 'null'],
  ['7 in (<= 9)', 'true'],
  ['(<= 9) = (null..9]', 'false'],
  ['(<= 9) = (<= 9)', 'true'],
  ['(=7) = [7..7]', 'false'],
  ['range("[7..)") = (>= 7)', 'true'],
  // Only a bare span counts down.
  ['for i in 3..1 return i', '[3,2,1]'],
  ['for i in [3..1] return i', 'null'],
  ['for i in ["a".."c"] return i', 'null'],
  // Types of the model, whose allowed values do not matter to `instance of`.
  ['[99 instance of tSmall, "9" instance of tSmall]', '[true,false]'],
  ['[[1, 2] instance of tSmalls, 1 instance of tSmalls]', '[true,false]'],
  ['{a: "x", b: 1, c: 2} instance of tPair', 'true'],
  ['[{a: "x"}] instance of list<tPair>', 'false'],
  ['duration("P2D") instance of days and time duration', 'true'],
  ['[@"P1D"..@"P2D"] instance of range<days and time duration>', 'true'],
  // An argument of another type makes the call null.
  ['(function(n: number) n = null)("x")', 'null'],
  ['(function(n: tPair) n.b)({a: "x", b: 5})', '5'],
  // Times are equal to the second.
  ['time("08:00:00.25") = time("08:00:00.75")', 'true'],
  ['string(time("08:00:00.25"))', '"08:00:00.25"'],
  ['is(value2: @"2024-05-01")', 'false'],
  ['is(1)', 'null'],
  ['duration("PT3.S")', '"PT3S"'],
  ['matches("b", "[^B]", "i")', 'false'],
  ['context put({a: 1}, [null], 2)', 'null'],
  ['context put(context: {a: 1}, key: ["a", "b"], value: 2)', 'null'],
  ['substring([null], 1)', 'null'],
  ['[1, 2]["no test"]', 'null'],
  ['[1, 2][if item = 1 then true else "no test"]', 'null'],
  ['[1, null][item > 0]', '[1]'],
  ['matches("a b", "a [ ] b", "x")', 'true'],
])('%s is %s', (text, expected) => {
  expect(decided(text)).toBe(expected);
});

it('takes a decision that was given instead of making it, unless it is the one asked', () => {
  const literal = (text: string): BoxedExpression => ({ type: 'literal', text });
  const graph: DecisionModel = {
    ...model('1'),
    decisions: [
      { id: 'a', name: 'A', typeRef: 'number', expression: literal('1') },
      { id: 'b', name: 'B', requires: { decisions: ['a'] }, expression: literal('A + 1') },
    ],
  };
  const compiled = compileModel(graph).model;
  const of = (name: string, facts: Record<string, unknown>): string =>
    toJson(decideModel(compiled, name, { facts }).value);
  expect([of('B', {}), of('B', { A: 5 }), of('B', { A: 'x' })]).toEqual(['2', '6', 'null']);
  expect(of('A', { A: 5 })).toBe('1');
});

it('calls a service with its input data first, then its input decisions', () => {
  const literal = (text: string): BoxedExpression => ({ type: 'literal', text });
  const made = compileModel({
    ...model('1'),
    inputs: [{ id: 'i', name: 'I', typeRef: 'string' }],
    decisions: [
      { id: 'j', name: 'J', typeRef: 'string' },
      {
        id: 'o',
        name: 'O',
        requires: { inputs: ['i'], decisions: ['j'] },
        expression: literal('I + J'),
      },
      {
        id: 'd',
        name: 'd',
        requires: { knowledge: ['s'] },
        expression: literal('[s("a", "b"), s(1, "b"), s("a")]'),
      },
    ],
    services: [
      {
        id: 's',
        name: 's',
        outputs: ['o'],
        encapsulated: [],
        inputDecisions: ['j'],
        inputData: ['i'],
      },
    ],
  });
  expect(toJson(decideModel(made.model, 'd', { facts: {} }).value)).toBe('["ab",null,null]');
});

it('calls a knowledge model that is asked for, and fits the entries of a context', () => {
  const literal = (text: string): BoxedExpression => ({ type: 'literal', text });
  const entry = { name: 'e', typeRef: 'tSmalls', value: literal('3') };
  const made = compileModel({
    ...model('1'),
    decisions: [{ id: 'c', name: 'C', expression: { type: 'context', entries: [entry] } }],
    knowledge: [
      {
        id: 'k',
        name: 'K',
        typeRef: 'tSmalls',
        parameters: [{ name: 'day', typeRef: 'date' }],
        body: literal('day.month'),
      },
    ],
  });
  const of = (name: string, facts: Record<string, unknown>): string =>
    toJson(decideModel(made.model, name, { facts }).value);
  expect([of('K', { day: '2024-05-01' }), of('C', {})]).toEqual(['[5]', '{"e":[3]}']);
});

it('takes a name for the decision of that name, not for the input', () => {
  const literal: BoxedExpression = { type: 'literal', text: 'x + 1' };
  const { model: compiled } = compileModel({
    ...model('1'),
    inputs: [{ id: 'i', name: 'x', typeRef: 'number' }],
    decisions: [{ id: 'd', name: 'x', requires: { inputs: ['i'] }, expression: literal }],
  });
  expect(decideModel(compiled, 'x', { facts: { x: 1 } }).value).toBe(2);
});

it('writes JSON with every digit', () => {
  const value = parseNumber('12345678901234567890.123');
  expect(toJson({ n: value, '"': [null, true, 'x\n'] })).toBe(
    String.raw`{"n":12345678901234567890.123,"\"":[null,true,"x\n"]}`,
  );
});
