import { expect, it } from 'vitest';

import { valueOf } from '../testing.ts';

/** A value of every type. */
const VALUES: Readonly<Record<string, string>> = {
  number: '10',
  string: '"10"',
  boolean: 'true',
  date: '@"2021-01-01"',
  dateAndTime: '@"2021-01-01T10:10:10"',
  time: '@"10:10:10"',
  list: '[10]',
  context: '{a: 10}',
  days: '@"P1D"',
  months: '@"P1Y"',
  range: '[1..10]',
  function: '(function(a) a)',
  nothing: 'null',
};

/** What each type can be combined with. @source OMG DMN 1.5, tables 55–58; DMN TCK, suite 0100 */
const DEFINED: Readonly<Record<string, readonly string[]>> = {
  '*': ['number number', 'number days', 'number months', 'days number', 'months number'],
  '/': ['number number', 'days number', 'months number', 'days days', 'months months'],
  '**': ['number number'],
  '+': [
    ...['number number', 'string string', 'days days', 'months months', 'time days', 'days time'],
    ...['date days', 'date months', 'days date', 'months date'],
    ...['dateAndTime days', 'dateAndTime months', 'days dateAndTime', 'months dateAndTime'],
  ],
  '-': [
    ...['number number', 'date date', 'dateAndTime dateAndTime', 'time time', 'days days'],
    ...['months months', 'date days', 'date months', 'dateAndTime days', 'dateAndTime months'],
    ...['time days'],
  ],
};

it.each(Object.keys(DEFINED))('%s has a value for the operands it is defined for only', (sign) => {
  const pairs = Object.entries(VALUES).flatMap(([left, a]) =>
    Object.entries(VALUES).map(([right, b]) => [`${left} ${right}`, `${a} ${sign} ${b}`] as const),
  );
  const withValue = pairs.filter(([, source]) => valueOf(source) !== null).map(([pair]) => pair);
  expect(withValue.toSorted()).toEqual(DEFINED[sign]?.toSorted());
});
