import { columnLike, columnOf, columnValues, type ColumnKind } from './parameters.ts';
import type { Answer, Passenger } from './passenger.ts';

/**
 * Makes one list of statements from lists that several members of a transaction send side by side:
 * what may travel as one does ({@link Passenger.joins}), and each member's own stay in their order.
 *
 * @param lists one a member, in the order they were given
 */
export function joinLists(lists: readonly (readonly Passenger[])[]): Passenger[] {
  const [first = [], ...others] = lists;
  if (others.length === 0) return first.map((passenger) => joined([passenger]));
  const places: Passenger[][] = [];
  for (const list of lists) {
    let from = 0;
    for (const passenger of list) {
      const at = places.findIndex((place, index) => index >= from && fits(place, passenger));
      if (at >= 0) places[at]?.push(passenger);
      else places.splice(from, 0, [passenger]);
      from = (at >= 0 ? at : from) + 1;
    }
  }
  return places.map(joined);
}

function fits([first]: readonly Passenger[], { name, joins, values }: Passenger): boolean {
  if (joins === undefined || first?.name !== name || first?.joins === undefined) return false;
  return joins !== 'same' || values.every((value, at) => value === first.values[at]);
}

function joined(place: readonly Passenger[]): Passenger {
  const [one] = place;
  if (one === undefined) throw new RangeError('nobody travels here');
  const { joins, ...first } = one;
  if (joins === undefined) return one;
  const reject = (error: unknown): void => {
    for (const passenger of place) passenger.reject(error);
  };
  const answered = (answer: Answer): void => {
    for (const { resolve } of place) resolve(answer);
  };
  if (joins === 'same') return { ...first, resolve: answered, reject };
  if (joins === 'rows') {
    return { ...first, values: columnsOf(place, one), resolve: answered, reject };
  }
  if ('row' in joins) {
    return { ...first, values: columnsOfRows(place, joins.row), resolve: answered, reject };
  }
  const resolve = (answer: Answer): void => {
    for (const { values, resolve: tell } of place) tell(rowsOf(answer, joins.column, values[0]));
  };
  return {
    ...first,
    values: [[...new Set(place.map(({ values }) => values[0]))]],
    resolve,
    reject,
  };
}

function rowsOf(answer: Answer, column: string, key: unknown): Answer {
  const rows = answer.rows.filter(
    // A row is an object of columns; whoever joins by a column selects it.
    (row) => (row as Readonly<Record<string, unknown>>)[column] === key,
  );
  return { ...answer, rows };
}

function columnsOf(place: readonly Passenger[], { values }: Passenger): unknown[] {
  return values.map((first, column) => {
    const all: unknown[] = [];
    for (const one of place) all.push(...columnValues(one.values[column]));
    return columnLike(first, all);
  });
}

const columnsOfRows = (place: readonly Passenger[], kinds: readonly ColumnKind[]): unknown[] =>
  kinds.map((kind, column) =>
    columnOf(
      kind,
      place.map(({ values }) => values[column]),
    ),
  );
