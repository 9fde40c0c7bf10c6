import { Scalar } from '../value/scalar.ts';

/** Nanoseconds of a second and of a day. */
export const SECOND_NANOS = 1_000_000_000n;
export const DAY_NANOS = 86_400n * SECOND_NANOS;

/** A days and time duration, exact to the nanosecond. @source OMG DMN 1.5, 10.3.2.3.7 */
export class DaysDuration extends Scalar {
  readonly kind = 'days and time duration';
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }

  /** ISO 8601, `P1DT2H3M4.5S`. */
  override toString(): string {
    if (this.nanos === 0n) return 'PT0S';
    const size = this.nanos < 0n ? -this.nanos : this.nanos;
    const seconds = size / SECOND_NANOS;
    const days = seconds / 86_400n;
    const time =
      part((seconds / 3600n) % 24n, 'H') +
      part((seconds / 60n) % 60n, 'M') +
      secondsPart(seconds % 60n, size % SECOND_NANOS);
    return `${this.nanos < 0n ? '-' : ''}P${part(days, 'D')}${time === '' ? '' : `T${time}`}`;
  }
}

/** A years and months duration. @source OMG DMN 1.5, 10.3.2.3.8 */
export class MonthsDuration extends Scalar {
  readonly kind = 'years and months duration';
  readonly months: number;

  constructor(months: number) {
    super();
    this.months = months === 0 ? 0 : months;
  }

  /** ISO 8601, `P1Y2M`. */
  override toString(): string {
    if (this.months === 0) return 'P0M';
    const size = Math.abs(this.months);
    const years = Math.floor(size / 12);
    const text = (years > 0 ? `${years}Y` : '') + (size % 12 > 0 ? `${size % 12}M` : '');
    return `${this.months < 0 ? '-' : ''}P${text}`;
  }
}

function part(value: bigint, unit: string): string {
  return value === 0n ? '' : `${value}${unit}`;
}

function secondsPart(seconds: bigint, nanos: bigint): string {
  if (nanos === 0n) return part(seconds, 'S');
  return `${seconds}.${nanos.toString().padStart(9, '0').replace(/0+$/, '')}S`;
}

const DURATION_TEXT =
  /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{0,9})\d*)?S)?)?$/;

/**
 * Returns the duration an ISO 8601 text writes; null where it is none, mixes months with days, or
 * is too large to be exact.
 *
 * @source XML Schema Part 2, dayTimeDuration and yearMonthDuration
 */
export function parseDuration(text: string): DaysDuration | MonthsDuration | null {
  const match = DURATION_TEXT.exec(text);
  if (match === null || text.length > 200) return null;
  const [, minus, years, months, days, clock, hours, minutes, seconds, fraction] = match;
  if (clock === 'T') return null;
  if (years !== undefined || months !== undefined) {
    if (days !== undefined || clock !== undefined) return null;
    const total = Number(years ?? 0) * 12 + Number(months ?? 0);
    return Number.isSafeInteger(total) ? new MonthsDuration(minus === '-' ? -total : total) : null;
  }
  if (days === undefined && clock === undefined) return null;
  const whole =
    BigInt(days ?? 0) * 86_400n +
    BigInt(hours ?? 0) * 3600n +
    BigInt(minutes ?? 0) * 60n +
    BigInt(seconds ?? 0);
  const total = whole * SECOND_NANOS + BigInt((fraction ?? '').padEnd(9, '0'));
  return new DaysDuration(minus === '-' ? -total : total);
}
