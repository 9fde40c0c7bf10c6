import { describe, expect, it } from 'vitest';

import type { BoxedExpression, ItemDefinition } from '../index.ts';
import {
  boxed,
  decision,
  deciderOf,
  input,
  knowledge,
  listOf,
  service,
  typedName,
} from './graph.ts';
import type { Parts } from './graph.ts';

// Facts of the suites 0006, 0013, 0082, 0085, 0089, 0092, 1150–1154 and 1157 of the public conformance suite.

const alone = (expression: BoxedExpression, types: Parts['types'] = []): string =>
  deciderOf({ types, decisions: [decision('d', expression)] })('d');

describe('a boxed expression', () => {
  const conditional = (test: string): BoxedExpression => ({
    type: 'conditional',
    test: boxed(test),
    met: boxed('"then"'),
    unmet: boxed('"else"'),
  });

  it.each([
    ['true', '"then"'],
    ['false', '"else"'],
    ['null', '"else"'],
    ['"abc"', 'null'],
    ['1 = 2', '"else"'],
  ])('if %s is %s', (test, expected) => {
    expect(alone(conditional(test))).toBe(expected);
  });

  it.each([
    ['item >= 3', '[3,4,5]'],
    ['item > 5', '[]'],
    ['"not a boolean"', 'null'],
    ['if item <= 3 then true else "not a boolean"', 'null'],
  ])('filter by %s is %s', (match, expected) => {
    const list = boxed('[1, 2, 3, 4, 5]');
    expect(alone({ type: 'filter', list, match: boxed(match) })).toBe(expected);
  });

  it.each([
    ['for', '[1, 2, 3]', 'element * 2', '[2,4,6]'],
    ['for', '[]', 'element * 2', '[]'],
    ['some', '[1, 2, 3]', 'element >= 3', 'true'],
    ['some', '[1, 2, 3]', 'element > 5', 'false'],
    ['some', '1', '"not a boolean"', 'null'],
    ['some', '[1, 2]', 'if element = 2 then true else "not a boolean"', 'null'],
    ['some', '[2, 1]', 'if element = 2 then true else "not a boolean"', 'true'],
    ['some', '[null, true]', 'element', 'true'],
    ['some', '[]', 'true', 'false'],
    ['every', '[1, 2, 3]', 'element >= 1', 'true'],
    ['every', '[1, 2, 3]', 'element > 1', 'false'],
    ['every', '1', '"not a boolean"', 'null'],
    ['every', '[1, 2]', 'if element = 2 then false else "not a boolean"', 'null'],
    ['every', '[null, false]', 'element', 'false'],
    ['every', '[]', 'true', 'true'],
  ] as const)('%s element in %s: %s is %s', (...[type, list, body, expected]) => {
    const parts = { iterator: 'element', list: boxed(list), body: boxed(body) };
    expect(alone({ type, ...parts })).toBe(expected);
  });
});

describe('the type of a decision', () => {
  const types = [
    listOf('tNumbers', 'number'),
    listOf('tTexts', 'string'),
    {
      name: 'tPerson',
      components: [
        { name: 'name', typeRef: 'string' },
        { name: 'age', typeRef: 'number' },
      ],
    },
  ];

  it.each([
    ['string', '1 + 1', 'null'],
    ['tNumbers', '[1, 2, "foo"]', 'null'],
    [
      'tPerson',
      '{name: "foo", surname: "bar", age: 10}',
      '{"name":"foo","surname":"bar","age":10}',
    ],
    ['tPerson', '{name: "foo"}', 'null'],
    ['tTexts', '"foo"', '["foo"]'],
    ['tNumbers', '"foo"', 'null'],
    ['string', '["foo"]', '"foo"'],
    ['string', '["foo", "bar"]', 'null'],
    ['string', '[1]', 'null'],
    ['number', '[[10]]', 'null'],
    ['tTexts', 'null', 'null'],
    ['date and time', 'date(2000, 1, 2)', '"2000-01-02T00:00:00Z"'],
    ['date', '[date(2000, 1, 2)]', '"2000-01-02"'],
  ])('%s makes %s to %s', (type, text, expected) => {
    expect(deciderOf({ types, decisions: [decision(`d: ${type}`, text)] })('d')).toBe(expected);
  });

  it('is asked of arguments too: a call with another type is null', () => {
    const decide = deciderOf({
      types,
      knowledge: [knowledge('present(person: tPerson)', 'person != null')],
      decisions: [
        decision('d', '[present({name: "foo", age: 10}), present({name: "foo"}), present(null)]', {
          knowledge: ['present'],
        }),
      ],
    });
    expect(decide('d')).toBe('[true,null,false]');
  });
});

describe('the type of a boxed expression', () => {
  const numbers = listOf('tNumbers', 'number');
  const nothing: BoxedExpression = { type: 'function', parameters: [], body: boxed('["x"]') };

  it.each<[string, BoxedExpression, string]>([
    ['a literal', { ...boxed('"x"'), typeRef: 'number' }, 'null'],
    ['an invocation', { type: 'invocation', callee: nothing, bindings: [] }, '["x"]'],
    [
      'an invocation of another type',
      { type: 'invocation', callee: nothing, bindings: [], typeRef: 'number' },
      'null',
    ],
    [
      'an invocation of one',
      { type: 'invocation', callee: nothing, bindings: [], typeRef: 'string' },
      '"x"',
    ],
    ['a list', { type: 'list', items: [boxed('1')], typeRef: 'number' }, '1'],
    [
      'a context by its result',
      { type: 'context', entries: [{ value: boxed('1') }], typeRef: 'tNumbers' },
      '[1]',
    ],
    [
      'the cells of a relation',
      {
        type: 'relation',
        columns: [{ name: 'a', typeRef: 'number' }, { name: 'b' }],
        rows: [
          [boxed('[1]'), boxed('[1]')],
          [boxed('"x"'), boxed('"x"')],
        ],
      },
      '[{"a":1,"b":[1]},{"a":null,"b":"x"}]',
    ],
    [
      'what a function gives',
      { type: 'invocation', callee: { ...nothing, typeRef: 'string' }, bindings: [] },
      '"x"',
    ],
    [
      'an iteration',
      { type: 'for', iterator: 'i', list: boxed('[1]'), body: boxed('i'), typeRef: 'number' },
      '1',
    ],
  ])('is asked of %s', (_, expression, expected) => {
    expect(alone(expression, [numbers])).toBe(expected);
  });
});

describe('a function that is passed on', () => {
  const multiply = knowledge('multiply(f, g)', 'f(5) * g(10)');
  const tenfold = knowledge('tenfold(a)', 'a * 10');
  const apply = knowledge('apply(f)', 'f([1, 2, 3]) * f(1, 2)');
  const curried = knowledge('curried(a: number)', 'function(b) function(c) a * b * c');
  const parts: Parts = {
    inputs: [input('n: number')],
    knowledge: [multiply, tenfold, apply, curried, knowledge('less(a, b)', 'a < b')],
    services: [service('serve', ['served'], { inputs: ['n'] })],
    decisions: [decision('served', 'n * 10', { inputs: ['n'] })],
  };
  const all = { knowledge: ['multiply', 'tenfold', 'apply', 'curried', 'less', 'serve'] };

  it.each([
    ['multiply(function(a) 10 * a, function(b) 10 * b)', '5000'],
    ['multiply(tenfold, tenfold)', '5000'],
    ['multiply(serve, serve)', '5000'],
    ['multiply(abs, sqrt) = 5 * sqrt(10)', 'true'],
    ['apply(sum)', '18'],
    ['apply(abs)', 'null'],
    ['curried(2)(3)(4)', '24'],
    ['{a: 10, r: curried(100)(2)(1)}.r', '200'],
    ['sort(["a", "z", "a"], less)', '["a","a","z"]'],
    ['[serve(), serve(1, 2), serve("a"), serve(n: 3), serve(x: 3)]', '[null,null,null,30,null]'],
  ])('%s is %s', (text, expected) => {
    const decisions = [...(parts.decisions ?? []), decision('d', text, all)];
    expect(deciderOf({ ...parts, decisions })('d')).toBe(expected);
  });

  it('may call one that calls it', () => {
    const even = knowledge('even n(n)', 'if n = 0 then true else odd n(n - 1)', {
      knowledge: ['odd n'],
    });
    const odd = knowledge('odd n(n)', 'if n = 0 then false else even n(n - 1)', {
      knowledge: ['even n'],
    });
    const decide = deciderOf({
      knowledge: [even, odd],
      decisions: [
        decision('d', '[even n(10), odd n(10), odd n(7)]', { knowledge: ['even n', 'odd n'] }),
      ],
    });
    expect(decide('d')).toBe('[true,false,true]');
  });
});

describe('a decision service', () => {
  const decide = deciderOf({
    inputs: [input('i: string')],
    decisions: [
      decision('given: string', '"D"'),
      decision('joined: string', 'i + " " + given', { inputs: ['i'], decisions: ['given'] }),
      decision('other', '"other"'),
      decision('both', '{inside: one("A", "B"), i: i, given: given}', {
        inputs: ['i'],
        decisions: ['given'],
        knowledge: ['one'],
      }),
    ],
    services: [
      service('one', ['joined'], { inputs: ['i'], decisions: ['given'] }),
      service('two', ['given', 'other']),
    ],
  });

  it('gives its output bare where it has one, by name where it has several', () => {
    expect(decide('one', { i: 'A', given: 'B' })).toBe('"A B"');
    expect(decide('two')).toBe('{"given":"D","other":"other"}');
  });

  it('keeps what it is given to itself', () => {
    expect(decide('both', { i: 'C' })).toBe('{"inside":"A B","i":"C","given":"D"}');
  });
});

describe('tables given as inputs', () => {
  const row = (name: string, columns: readonly string[]): ItemDefinition => ({
    name,
    isCollection: true,
    components: columns.map(typedName),
  });
  const decide = deciderOf({
    types: [
      row('tStaff', ['id: string', 'dept: number', 'name: string']),
      row('tDepts', ['number: number', 'manager: string']),
    ],
    inputs: [input('Staff: tStaff'), input('Depts: tDepts'), input('Name: string')],
    decisions: [
      decision('joined: string', 'Depts[number = Staff[name=Name].dept[1]].manager[1]', {
        inputs: ['Staff', 'Depts', 'Name'],
      }),
      decision('sorted', 'sort(Staff, function(x, y) x.dept > y.dept).id', { inputs: ['Staff'] }),
    ],
  });
  const facts = {
    Staff: [
      { id: '7792', dept: '10', name: 'Clark' },
      { id: '7976', dept: '20', name: 'Adams' },
    ],
    Depts: [
      { number: '20', manager: 'Jones' },
      { number: 10, manager: 'Smith' },
    ],
    Name: 'Clark',
  };

  it('are joined and sorted, their numbers given as texts or not', () => {
    expect(decide('joined', facts)).toBe('"Smith"');
    expect(decide('sorted', facts)).toBe('["7976","7792"]');
  });

  it('do not hold a text where a number is given', () => {
    const [first] = facts.Staff;
    expect(decide('joined', { ...facts, Staff: [{ ...first, id: 7792 }] })).toBe('null');
  });
});
