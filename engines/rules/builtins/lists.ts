import { add, compareNumbers, divide, multiply, subtract } from '../number/arithmetic.ts';
import type { Num } from '../number/decimal.ts';
import { squareRoot } from '../number/transcendental.ts';
import { equal, order } from '../value/compare.ts';
import { isList, isNumber } from '../value/kinds.ts';
import type { FeelList, Value } from '../value/kinds.ts';
import { invoke } from '../compile/invoke.ts';
import { DECIMAL_STEPS } from '../compile/run.ts';
import type { Run } from '../compile/run.ts';
import { signature } from './signature.ts';
import type { Arguments, Signature } from './signature.ts';

/** Functions over lists. @source OMG DMN 1.5, 10.3.4.4 and 10.3.4.9 */
export const LIST_FUNCTIONS = {
  'list contains': [
    signature('list: list, element', (args, run) => has(args.list(0), args.any(1), run)),
  ],
  count: [signature('list: list', (args) => args.list(0).length)],
  min: overList((list, run) => extreme(list, -1, run)),
  max: overList((list, run) => extreme(list, 1, run)),
  sum: overList((list, run) => fold(list, add, run)),
  product: overList((list, run) => fold(list, multiply, run)),
  mean: overList((list, run) => mean(list, run)),
  median: overList((list, run) => median(list, run)),
  stddev: overList((list, run) => deviation(list, run)),
  mode: overList((list, run) => mode(list, run)),
  all: overList((list) => together(list, false)),
  any: overList((list) => together(list, true)),
  sublist: [
    signature('list: list, start position: number, length?: number', (args) => sublist(args)),
  ],
  append: [
    signature('list: list, ...item', (args, run) => spent([...args.list(0), ...args.rest(1)], run)),
  ],
  concatenate: [
    signature('...list: list', (args, run) =>
      spent(
        args.values.flatMap((list) => (isList(list) ? list : [list])),
        run,
      ),
    ),
  ],
  'insert before': [signature('list: list, position: number, newItem', insertBefore)],
  remove: [signature('list: list, position: number', remove)],
  'list replace': [
    signature('list: list, position: number, newItem', replaceAt),
    signature('list: list, match: function, newItem', replaceMatching),
  ],
  reverse: [signature('list: list', (args, run) => spent(args.list(0).toReversed(), run))],
  'index of': [signature('list: list, match', indexOf)],
  union: [
    signature('...list: list', (args, run) =>
      distinct(
        args.values.flatMap((list) => (isList(list) ? list : [list])),
        run,
      ),
    ),
  ],
  'distinct values': [signature('list: list', (args, run) => distinct(args.list(0), run))],
  flatten: [signature('list: list', (args, run) => flatten(args.list(0), run))],
  sort: [
    signature('list: list, precedes: function', sort),
    signature('list: list', (args, run) => sortNaturally(args.list(0), run)),
  ],
};

/** A function of one list, which may also be given item by item. */
function overList(call: (list: FeelList, run: Run) => Value): Signature[] {
  const counted = (list: FeelList, run: Run): Value => call(spent(list, run), run);
  return [
    signature('list: list', (args, run) => counted(args.list(0), run)),
    signature('...c', (args, run) => counted(args.values, run)),
  ];
}

function spent<List extends FeelList>(list: List, run: Run): List {
  run.spend(list.length);
  return list;
}

function has(list: FeelList, element: Value, run: Run): boolean {
  run.spend(list.length);
  return list.some((item) => equal(item, element, run) === true);
}

function extreme(list: FeelList, sign: 1 | -1, run: Run): Value {
  let best: Value = list[0] ?? null;
  if (best !== null && order(best, best, run) === null) return null;
  for (const item of list.slice(1)) {
    const place = order(item, best, run);
    if (place === null) return null;
    if (place * sign > 0) best = item;
  }
  return best;
}

function fold(list: FeelList, operate: (a: Num, b: Num) => Num | null, run: Run): Value {
  const [first, ...rest] = spent(list, run);
  let result: Value = first ?? null;
  for (const item of rest) {
    if (!isNumber(item) || !isNumber(result)) return null;
    if (typeof result !== 'number') run.spend(DECIMAL_STEPS);
    result = operate(result, item);
  }
  return isNumber(result) ? result : null;
}

function mean(list: FeelList, run: Run): Value {
  const sum = fold(list, add, run);
  return isNumber(sum) ? divide(sum, list.length) : null;
}

function sortedNumbers(list: FeelList): Num[] | null {
  const numbers = list.filter(isNumber);
  return numbers.length < list.length ? null : numbers.sort(compareNumbers);
}

function median(list: FeelList, run: Run): Value {
  run.spend(list.length * 8);
  const numbers = sortedNumbers(list);
  if (numbers === null || numbers.length === 0) return null;
  const middle = Math.floor(numbers.length / 2);
  const upper = numbers[middle] ?? null;
  const lower = numbers[middle - 1] ?? null;
  if (numbers.length % 2 === 1 || upper === null || lower === null) return upper;
  const sum = add(lower, upper);
  return sum === null ? null : divide(sum, 2);
}

/** Sample standard deviation. @source OMG DMN 1.5, table 75 (stddev) */
function deviation(list: FeelList, run: Run): Value {
  const average = mean(list, run);
  run.spend(list.length * 2 * DECIMAL_STEPS);
  if (list.length < 2 || !isNumber(average)) return null;
  const squares = list.map((item) => {
    const distance = isNumber(item) ? subtract(item, average) : null;
    return distance === null ? null : multiply(distance, distance);
  });
  const sum = fold(squares, add, run);
  const variance = isNumber(sum) ? divide(sum, list.length - 1) : null;
  return variance === null ? null : squareRoot(variance);
}

function mode(list: FeelList, run: Run): Value {
  run.spend(list.length * 8);
  const numbers = sortedNumbers(list);
  if (numbers === null) return null;
  const tallies: { value: Num; times: number }[] = [];
  for (const value of numbers) {
    const last = tallies.at(-1);
    if (last !== undefined && compareNumbers(last.value, value) === 0) last.times += 1;
    else tallies.push({ value, times: 1 });
  }
  const most = tallies.reduce((best, { times }) => Math.max(best, times), 0);
  return tallies.filter(({ times }) => times === most).map(({ value }) => value);
}

/** `any` is decided by a true, `all` by a false; other than booleans leave it unknown. */
function together(list: FeelList, decisive: boolean): Value {
  if (list.includes(decisive)) return decisive;
  return list.every((item) => typeof item === 'boolean') ? !decisive : null;
}

/** Returns the zero-based index of a one-based position, which counts from the end if negative. */
function indexAt(position: number | undefined, length: number): number | undefined {
  if (position === undefined || position === 0 || Math.abs(position) > length) return undefined;
  return position > 0 ? position - 1 : length + position;
}

function sublist(args: Arguments): Value {
  const list = args.list(0);
  const start = indexAt(args.whole(1), list.length);
  if (start === undefined) return null;
  if (args.any(2) === null) return list.slice(start);
  const length = args.whole(2);
  if (length === undefined || length < 1 || start + length > list.length) return null;
  return list.slice(start, start + length);
}

function insertBefore(args: Arguments, run: Run): Value {
  const list = spent(args.list(0), run);
  const position = args.whole(1);
  const atEnd = position === list.length + 1;
  const index = atEnd ? list.length : indexAt(position, list.length);
  return index === undefined ? null : list.toSpliced(index, 0, args.any(2));
}

function remove(args: Arguments, run: Run): Value {
  const list = spent(args.list(0), run);
  const index = indexAt(args.whole(1), list.length);
  return index === undefined ? null : list.toSpliced(index, 1);
}

function replaceAt(args: Arguments, run: Run): Value {
  const list = spent(args.list(0), run);
  const index = indexAt(args.whole(1), list.length);
  return index === undefined ? null : list.with(index, args.any(2));
}

function replaceMatching(args: Arguments, run: Run): Value {
  const match = args.function(1);
  const newItem = args.any(2);
  if (match.parameters.length !== 2) return null;
  const replaced: Value[] = [];
  for (const item of spent(args.list(0), run)) {
    const chosen = invoke(match, [item, newItem], run);
    if (typeof chosen !== 'boolean') return null;
    replaced.push(chosen ? newItem : item);
  }
  return replaced;
}

function indexOf(args: Arguments, run: Run): Value {
  const match = args.any(1);
  return spent(args.list(0), run).flatMap((item, index) =>
    equal(item, match, run) === true ? [index + 1] : [],
  );
}

function distinct(list: FeelList, run: Run): Value {
  const kept: Value[] = [];
  const seen = new Set<Value>();
  for (const item of list) {
    // Primitive values are found in a set, the others one by one.
    const primitive = item === null || typeof item !== 'object';
    if (primitive ? seen.has(item) : has(kept, item, run)) continue;
    seen.add(item);
    kept.push(item);
  }
  return spent(kept, run);
}

function flatten(list: FeelList, run: Run): Value[] {
  run.spend(list.length);
  return list.flatMap((item) => (isList(item) ? flatten(item, run) : [item]));
}

/** Sorts by a caller's `precedes`, stable, with a bound on its calls. */
function sort(args: Arguments, run: Run): Value {
  const precedes = args.function(1);
  if (precedes.parameters.length !== 2) return null;
  return mergeSort(args.list(0), (a, b) => invoke(precedes, [a, b], run) === true, run);
}

function sortNaturally(list: FeelList, run: Run): Value {
  const [first = null] = list;
  if (list.some((item) => order(item, first, run) === null)) return list.length === 0 ? [] : null;
  return mergeSort(list, (a, b) => (order(a, b, run) ?? 0) < 0, run);
}

/** Own merge sort: an inconsistent `precedes` must neither hang nor depend on the host's sort. */
function mergeSort(list: FeelList, before: (a: Value, b: Value) => boolean, run: Run): Value[] {
  run.spend(list.length);
  if (list.length < 2) return [...list];
  const middle = list.length >> 1;
  const left = mergeSort(list.slice(0, middle), before, run);
  const right = mergeSort(list.slice(middle), before, run);
  const merged: Value[] = [];
  let [at, other] = [0, 0];
  while (at < left.length && other < right.length) {
    const [a = null, b = null] = [left[at], right[other]];
    // Only a right item that strictly precedes goes first, which keeps equals in order.
    if (before(b, a)) {
      merged.push(b);
      other += 1;
    } else {
      merged.push(a);
      at += 1;
    }
  }
  return [...merged, ...left.slice(at), ...right.slice(other)];
}
