import { compareNumbers } from '../number/arithmetic.ts';
import { DAY_SECONDS } from '../temporal/civil.ts';
import { DaysDuration, MonthsDuration } from '../temporal/durations.ts';
import { FeelDate, FeelDateTime, FeelTime, offsetOf } from '../temporal/instants.ts';
import type { Run } from '../compile/run.ts';
import { FeelRange, isContext, isList, isNumber, kindOf } from './kinds.ts';
import type { FeelContext, FeelList, Value } from './kinds.ts';

/**
 * Returns a negative, zero or positive number as `left` is before, at or after `right`; null when
 * the two cannot be put in order.
 *
 * @source OMG DMN 1.5, table 53 (general semantics of comparison)
 */
export function order(left: Value, right: Value, run: Run): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return orderText(left, right);
  if (left instanceof FeelDate && right instanceof FeelDate) return left.epochDay - right.epochDay;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (left instanceof FeelDateTime && right instanceof FeelDateTime) {
    return orderPairs(dateTimeKey(left, run), dateTimeKey(right, run));
  }
  if (left instanceof FeelTime && right instanceof FeelTime) {
    return orderPairs(timeKey(left, run), timeKey(right, run));
  }
  if (left instanceof DaysDuration && right instanceof DaysDuration) {
    return left.nanos < right.nanos ? -1 : left.nanos > right.nanos ? 1 : 0;
  }
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) {
    return left.months - right.months;
  }
  return null;
}

/** Orders texts by code point, which differs from UTF-16 order beyond the basic plane. */
function orderText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return surrogateRank(a) - surrogateRank(b);
  }
  return left.length - right.length;
}

/** Lifts surrogates above the private use area, where their code points lie. */
function surrogateRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10_000 : unit;
}

/**
 * Seconds on one line, and whether the line is UTC's or a local one. The value of a time is its
 * seconds; what is finer is kept and written, and makes no difference.
 */
interface Key {
  readonly seconds: number;
  readonly zoned: boolean;
}

function dateTimeKey(value: FeelDateTime, run: Run): Key | null {
  const { time } = value;
  const day = value.date.epochDay;
  const offset = offsetOf(time.place, { day, second: time.second }, run.world.zone);
  if (offset === null && time.place.kind !== 'local') return null;
  const seconds = day * DAY_SECONDS + time.second - (offset ?? 0);
  return { seconds, zoned: offset !== null };
}

function timeKey(time: FeelTime, run: Run): Key | null {
  const offset = offsetOf(time.place, { day: 0, second: time.second }, run.world.zone);
  if (offset === null && time.place.kind !== 'local') return null;
  return { seconds: time.second - (offset ?? 0), zoned: offset !== null };
}

function orderPairs(left: Key | null, right: Key | null): number | null {
  if (left === null || right === null || left.zoned !== right.zoned) return null;
  return left.seconds - right.seconds;
}

/**
 * Returns whether two values are equal; null when their types make the question meaningless.
 * `null = null` is true and `null = anything else` is false.
 *
 * @source OMG DMN 1.5, table 53
 */
export function equal(left: Value, right: Value, run: Run): boolean | null {
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  if (left === null || right === null) return left === right;
  const kind = kindOf(left);
  if (kind !== kindOf(right)) return null;
  switch (kind) {
    case 'string':
    case 'boolean':
      return left === right;
    case 'list':
      return isList(left) && isList(right) ? equalLists(left, right, run) : null;
    case 'context':
      return isContext(left) && isContext(right) ? equalContexts(left, right, run) : null;
    case 'range':
      return left instanceof FeelRange && right instanceof FeelRange
        ? equalRanges(left, right, run)
        : null;
    case 'function':
      return left === right ? true : null;
    default:
      return equalInOrder(left, right, run);
  }
}

/** A zoned and a zoneless instant are of one type and never the same instant. */
function equalInOrder(left: Value, right: Value, run: Run): boolean | null {
  const place = order(left, right, run);
  return place === null ? false : place === 0;
}

function equalLists(left: FeelList, right: FeelList, run: Run): boolean | null {
  run.spend(left.length);
  if (left.length !== right.length) return false;
  // A pair that cannot be compared makes the lists different, not unknown.
  return left.every((item, index) => equal(item, right[index] ?? null, run) === true);
}

function equalContexts(left: FeelContext, right: FeelContext, run: Run): boolean {
  const names = Object.keys(left);
  run.spend(names.length);
  if (names.length !== Object.keys(right).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(right, name) && equal(left[name] ?? null, right[name] ?? null, run) === true,
  );
}

function equalRanges(left: FeelRange, right: FeelRange, run: Run): boolean {
  return (
    left.compared === right.compared &&
    left.startIncluded === right.startIncluded &&
    left.endIncluded === right.endIncluded &&
    equal(left.start, right.start, run) === true &&
    equal(left.end, right.end, run) === true
  );
}

/**
 * Returns whether a range contains a value; null when they cannot be compared. A null end is
 * unknown, or no limit where the range was written as a comparison.
 *
 * @source OMG DMN 1.5, table 54 (`in` with an interval)
 */
export function contains(range: FeelRange, value: Value, run: Run): boolean | null {
  const { start, end, compared } = range;
  const free = { start: compared && start === null, end: compared && end === null };
  const low = free.start || side(range.startIncluded, order(start, value, run));
  const high = free.end || side(range.endIncluded, order(value, end, run));
  if (value === null || low === null || high === null)
    return low === false || high === false ? false : null;
  return low && high;
}

function side(included: boolean, place: number | null): boolean | null {
  if (place === null) return null;
  return included ? place <= 0 : place < 0;
}
