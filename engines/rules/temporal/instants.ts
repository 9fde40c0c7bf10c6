import { Scalar } from '../value/scalar.ts';
import { civilOf, DAY_SECONDS, epochDayOf } from './civil.ts';
import type { Civil } from './civil.ts';

/** A calendar day. @source OMG DMN 1.5, 10.3.2.3.4 */
export class FeelDate extends Scalar {
  readonly kind = 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor(civil: Civil) {
    super();
    this.year = civil.year;
    this.month = civil.month;
    this.day = civil.day;
  }

  /** Days since 1970-01-01. */
  get epochDay(): number {
    return epochDayOf(this);
  }

  /** `YYYY-MM-DD`. */
  override toString(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0');
    return `${this.year < 0 ? '-' : ''}${year}-${two(this.month)}-${two(this.day)}`;
  }
}

/** Where a time is told: nowhere, a fixed offset in seconds, or a named zone. */
export type Place =
  | { readonly kind: 'local' }
  | { readonly kind: 'offset'; readonly seconds: number }
  | { readonly kind: 'zone'; readonly name: string };

/** The place of a time that names none. */
export const LOCAL: Place = { kind: 'local' };

/** A time of day. @source OMG DMN 1.5, 10.3.2.3.5 */
export class FeelTime extends Scalar {
  readonly kind = 'time';
  /** Seconds since midnight, 0…86399. */
  readonly second: number;
  /** Nanoseconds within the second. */
  readonly nano: number;
  readonly place: Place;

  constructor(second: number, nano: number, place: Place = LOCAL) {
    super();
    this.second = second;
    this.nano = nano;
    this.place = place;
  }

  override toString(): string {
    return clockText(this) + placeText(this.place);
  }
}

/** A day and a time. @source OMG DMN 1.5, 10.3.2.3.6 */
export class FeelDateTime extends Scalar {
  readonly kind = 'date and time';
  readonly date: FeelDate;
  readonly time: FeelTime;

  constructor(date: FeelDate, time: FeelTime) {
    super();
    this.date = date;
    this.time = time;
  }

  override toString(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }
}

/** Returns the offset of a place in seconds east of UTC; null for local and for unknown zones. */
export function offsetOf(
  place: Place,
  at: { day: number; second: number },
  zone: ((zone: string, epochMs: number) => number) | undefined,
): number | null {
  if (place.kind === 'local') return null;
  if (place.kind === 'offset') return place.seconds;
  if (zone === undefined) return null;
  const wall = (at.day * DAY_SECONDS + at.second) * 1000;
  // The offset is asked for an instant, the wall clock is not one yet: a second look corrects it.
  const first = zone(place.name, wall);
  if (!Number.isFinite(first)) return null;
  return zone(place.name, wall - first * 60_000) * 60;
}

/** Returns the date that lies `epochDay` days after 1970-01-01. */
export function dateOfEpochDay(epochDay: number): FeelDate {
  return new FeelDate(civilOf(epochDay));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function clockText(time: FeelTime): string {
  const hours = Math.floor(time.second / 3600);
  const minutes = Math.floor(time.second / 60) % 60;
  const fraction =
    time.nano === 0 ? '' : `.${String(time.nano).padStart(9, '0').replace(/0+$/, '')}`;
  return `${two(hours)}:${two(minutes)}:${two(time.second % 60)}${fraction}`;
}

/** Returns `Z`, `+hh:mm`, `@Zone/Name` or nothing. */
export function placeText(place: Place): string {
  if (place.kind === 'local') return '';
  if (place.kind === 'zone') return `@${place.name}`;
  if (place.seconds === 0) return 'Z';
  const size = Math.abs(place.seconds);
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  const sign = place.seconds < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${rest}`;
}
