import type { Run } from '../compile/run.ts';
import { divide, multiply, roundTo } from '../number/arithmetic.ts';
import { numberOf, scaledOf } from '../number/decimal.ts';
import type { Num } from '../number/decimal.ts';
import { isNumber } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import { addCivilMonths, DAY_SECONDS, YEAR_MAX } from './civil.ts';
import { DAY_NANOS, DaysDuration, MonthsDuration, SECOND_NANOS } from './durations.ts';
import { dateOfEpochDay, FeelDate, FeelDateTime, FeelTime, offsetOf } from './instants.ts';

/** Largest number of months a duration may come to by arithmetic. */
const MONTHS_MAX = Number.MAX_SAFE_INTEGER;

/** Largest size in nanoseconds: twice the span of all FEEL dates. */
const NANOS_MAX = BigInt(YEAR_MAX) * 4n * 366n * DAY_NANOS;

/** Returns the sum of instant and duration or of two durations; null for every other pair. */
export function addTemporal(left: Value, right: Value): Value {
  if (left instanceof DaysDuration) {
    return right instanceof DaysDuration ? days(left.nanos + right.nanos) : shift(right, left, 1);
  }
  if (left instanceof MonthsDuration) {
    if (right instanceof MonthsDuration) return months(left.months + right.months);
    return shift(right, left, 1);
  }
  return shift(left, right, 1);
}

/** Returns the difference of two instants, two durations or an instant and a duration. */
export function subtractTemporal(left: Value, right: Value, run: Run): Value {
  if (left instanceof DaysDuration && right instanceof DaysDuration) {
    return days(left.nanos - right.nanos);
  }
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) {
    return months(left.months - right.months);
  }
  if (right instanceof DaysDuration || right instanceof MonthsDuration) {
    return shift(left, right, -1);
  }
  return between(left, right, run);
}

/** Nanoseconds from one instant to the other. @source OMG DMN 1.5, table 56 (subtraction) */
function between(left: Value, right: Value, run: Run): Value {
  if (left instanceof FeelTime && right instanceof FeelTime) {
    return difference(timeLine(left, 0, run), timeLine(right, 0, run));
  }
  const from = instantOf(right);
  const to = instantOf(left);
  if (from === null || to === null) return null;
  return difference(
    timeLine(to.time, to.date.epochDay, run),
    timeLine(from.time, from.date.epochDay, run),
  );
}

/** A date counts as its midnight in UTC when it meets an instant. @source 10.3.2.3.4 */
function instantOf(value: Value): FeelDateTime | null {
  if (value instanceof FeelDateTime) return value;
  return value instanceof FeelDate ? midnightOf(value) : null;
}

/** Returns the start of a day in UTC, as FEEL converts dates to instants. */
export function midnightOf(date: FeelDate): FeelDateTime {
  return new FeelDateTime(date, new FeelTime(0, 0, { kind: 'offset', seconds: 0 }));
}

interface Line {
  readonly nanos: bigint;
  readonly zoned: boolean;
}

function timeLine(time: FeelTime, day: number, run: Run): Line | null {
  const offset = offsetOf(time.place, { day, second: time.second }, run.world.zone);
  if (offset === null && time.place.kind !== 'local') return null;
  const seconds = BigInt(day) * BigInt(DAY_SECONDS) + BigInt(time.second - (offset ?? 0));
  return { nanos: seconds * SECOND_NANOS + BigInt(time.nano), zoned: offset !== null };
}

function difference(to: Line | null, from: Line | null): Value {
  if (to === null || from === null || to.zoned !== from.zoned) return null;
  return days(to.nanos - from.nanos);
}

/** Moves an instant by a duration; a date keeps only whole days of the result. */
function shift(instant: Value, duration: Value, sign: 1 | -1): Value {
  if (duration instanceof MonthsDuration) return shiftMonths(instant, duration.months * sign);
  if (!(duration instanceof DaysDuration)) return null;
  const nanos = duration.nanos * BigInt(sign);
  if (instant instanceof FeelDate) return shiftInstant(midnightOf(instant), nanos)?.date ?? null;
  if (instant instanceof FeelDateTime) return shiftInstant(instant, nanos);
  if (instant instanceof FeelTime) return shiftTime(instant, nanos);
  return null;
}

function shiftMonths(instant: Value, count: number): Value {
  const date = instant instanceof FeelDateTime ? instant.date : instant;
  if (!(date instanceof FeelDate)) return null;
  const civil = addCivilMonths(date, count);
  if (civil === null) return null;
  const moved = new FeelDate(civil);
  return instant instanceof FeelDateTime ? new FeelDateTime(moved, instant.time) : moved;
}

function shiftInstant(instant: FeelDateTime, nanos: bigint): FeelDateTime | null {
  const { time } = instant;
  const total = BigInt(time.second) * SECOND_NANOS + BigInt(time.nano) + nanos;
  const dayShift = floorDivide(total, DAY_NANOS);
  const epochDay = BigInt(instant.date.epochDay) + dayShift;
  if (epochDay > EPOCH_DAY_MAX || epochDay < -EPOCH_DAY_MAX) return null;
  const date = dateOfEpochDay(Number(epochDay));
  return new FeelDateTime(date, timeAt(total - dayShift * DAY_NANOS, time));
}

/** Days from 1970 that certainly stay within the years FEEL knows. */
const EPOCH_DAY_MAX = BigInt(YEAR_MAX - 2000) * 365n;

function shiftTime(time: FeelTime, nanos: bigint): FeelTime {
  const total = BigInt(time.second) * SECOND_NANOS + BigInt(time.nano) + nanos;
  return timeAt(total - floorDivide(total, DAY_NANOS) * DAY_NANOS, time);
}

function timeAt(nanos: bigint, like: FeelTime): FeelTime {
  return new FeelTime(Number(nanos / SECOND_NANOS), Number(nanos % SECOND_NANOS), like.place);
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

function days(nanos: bigint): DaysDuration | null {
  return nanos > NANOS_MAX || nanos < -NANOS_MAX ? null : new DaysDuration(nanos);
}

function months(count: number): MonthsDuration | null {
  return Math.abs(count) > MONTHS_MAX ? null : new MonthsDuration(count);
}

/** Returns a duration times a number, cut to whole months or nanoseconds. */
export function multiplyDuration(duration: Value, factor: Value): Value {
  if (!isNumber(factor)) return null;
  const size = sizeOf(duration);
  return size === null ? null : ofSize(duration, multiply(size, factor));
}

/** Returns a duration divided by a number, or the ratio of two durations of one kind. */
export function divideDuration(duration: Value, divisor: Value): Value {
  const size = sizeOf(duration);
  if (size === null) return null;
  if (isNumber(divisor)) return ofSize(duration, divide(size, divisor));
  const other = sizeOf(divisor);
  const alike = duration instanceof DaysDuration === divisor instanceof DaysDuration;
  return other === null || !alike ? null : divide(size, other);
}

/** Returns the negation of a duration; null for anything else. */
export function negateDuration(value: Value): Value {
  if (value instanceof DaysDuration) return days(-value.nanos);
  return value instanceof MonthsDuration ? months(-value.months) : null;
}

function sizeOf(duration: Value): Num | null {
  if (duration instanceof DaysDuration) return numberOf(duration.nanos, 0);
  return duration instanceof MonthsDuration ? duration.months : null;
}

function ofSize(like: Value, size: Num | null): Value {
  const whole = size === null ? null : roundTo(size, 0, 'down');
  if (whole === null) return null;
  const { coefficient, scale } = scaledOf(whole);
  const units = coefficient * 10n ** BigInt(-Math.min(0, scale));
  return like instanceof DaysDuration ? days(units) : months(Number(units));
}
