import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinLists } from './joining.ts';
import { Instants, LongTexts } from './parameters.ts';
import type { Answer, Passenger } from './passenger.ts';

type Heard = { answers: unknown[][]; errors: unknown[] };

/** A statement that notes what it is told. */
function passenger(given: Partial<Passenger>, heard: Heard = { answers: [], errors: [] }) {
  return {
    ...{ text: '', values: [] },
    ...given,
    resolve: ({ rows }: Answer) => void heard.answers.push(rows),
    reject: (error: unknown) => void heard.errors.push(error),
  };
}

const written = (name: string, ...columns: unknown[][]) =>
  passenger({ name, values: columns, joins: 'rows' });

const answer = (rows: unknown[]): Answer => ({ command: 'SELECT', rows });

describe('statements that are sent side by side', () => {
  test('and write rows under one name are one statement with all rows', () => {
    const [one, ...more] = joinLists([
      [written('note', ['a'], [1])],
      [written('note', ['b', 'c'], [2, 3])],
    ]);
    expect(more).toEqual([]);
    expect(one?.values).toEqual([
      ['a', 'b', 'c'],
      [1, 2, 3],
    ]);
  });

  test('and write a row each are one statement with its columns, as the statement says', () => {
    const row = (...values: unknown[]) =>
      passenger({ name: 'row', values, joins: { row: ['plain', 'long', 'instant'] } });
    const at = '2026-09-18T02:00:00.000Z';
    const [one, ...more] = joinLists([[row(1, '{}', at)], [row(2, '[]', null)]]);
    expect(more).toEqual([]);
    expect(one?.values).toEqual([[1, 2], new LongTexts(['{}', '[]']), new Instants([at, null])]);
  });

  test('and ask the same are asked once; everybody is answered, or told why not', () => {
    const heard: Heard = { answers: [], errors: [] };
    const log = () => passenger({ name: 'log', values: ['x'], joins: 'same' }, heard);
    const other = passenger({ name: 'log', values: ['y'], joins: 'same' }, heard);
    const made = joinLists([[log()], [log()], [other]]);
    expect(made.length).toBe(2);
    made.find(({ values }) => values[0] === 'x')?.resolve(answer([1]));
    made.find(({ values }) => values[0] === 'y')?.reject('gone');
    expect(heard).toEqual({ answers: [[1], [1]], errors: ['gone'] });
  });

  test('and ask by a key are asked once for all keys; each gets the rows of its own', () => {
    const heard: Heard[] = [];
    const lists = ['a', 'b', 'a'].map((key, at) => [
      passenger(
        { name: 'lock', values: [key], joins: { column: 'number' } },
        (heard[at] = { answers: [], errors: [] }),
      ),
    ]);
    const [one, ...more] = joinLists(lists);
    expect([one?.values, more]).toEqual([[['a', 'b']], []]);
    one?.resolve(answer([{ number: 'b', n: 2 }, { number: 'a', n: 1 }])); // prettier-ignore
    expect(heard.map(({ answers }) => answers)).toEqual([
      [[{ number: 'a', n: 1 }]],
      [[{ number: 'b', n: 2 }]],
      [[{ number: 'a', n: 1 }]],
    ]);
  });

  test('by one alone has its key as an array as well', () => {
    const alone = passenger({ name: 'lock', values: ['a'], joins: { column: 'number' } });
    expect(joinLists([[alone]])[0]?.values).toEqual([['a']]);
  });

  test('and say nothing of joining stay as many as they were', () => {
    const plain = passenger({ name: 'plain' });
    expect(joinLists([[plain], [plain]])).toEqual([plain, plain]);
  });

  test('that write rows but not as columns are a fault', () => {
    const wrong = passenger({ name: 'note', values: ['a'], joins: 'rows' });
    expect(() => joinLists([[wrong], [wrong]])).toThrow(TypeError);
  });
});

test('each member’s own stay in their order, and no row is lost or doubled', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd');
  const members = fc.array(fc.array(names, { maxLength: 5 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(members, (lists) => {
      const made = joinLists(
        lists.map((list, who) => list.map((name, nth) => written(name, [`${who}.${nth}`]))),
      );
      // A place holds a row of each member at most, so the order of places is the order of rows.
      const order = made.flatMap(({ values }) => values.flat());
      for (const [who, list] of lists.entries()) {
        const own = order.filter((row) => String(row).startsWith(`${who}.`));
        expect(own).toEqual(list.map((_, nth) => `${who}.${nth}`));
      }
      expect(order.length).toBe(lists.flat().length);
    }),
  );
});
