import type { Run } from '../compile/run.ts';
import type { Value } from '../value/kinds.ts';
import { FeelRange } from '../value/kinds.ts';
import { weekdayOf } from './civil.ts';
import { DAY_NANOS, DaysDuration, MonthsDuration, SECOND_NANOS } from './durations.ts';
import { FeelDate, FeelDateTime, FeelTime, offsetOf } from './instants.ts';

/**
 * Returns a named property of a date, time, duration or range; null when it has none.
 *
 * @source OMG DMN 1.5, tables 60–66 (properties)
 */
export function propertyOf(value: Value, name: string, run: Run): Value {
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelTime) return timeProperty(value, name, { day: 0, run });
  if (value instanceof FeelDateTime) {
    const { date, time } = value;
    return dateProperty(date, name) ?? timeProperty(time, name, { day: date.epochDay, run });
  }
  if (value instanceof DaysDuration) return daysProperty(value.nanos, name);
  if (value instanceof MonthsDuration) return monthsProperty(value.months, name);
  return value instanceof FeelRange ? rangeProperty(value, name) : null;
}

function dateProperty(date: FeelDate, name: string): Value {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return weekdayOf(date.epochDay);
    default:
      return null;
  }
}

function timeProperty(time: FeelTime, name: string, at: { day: number; run: Run }): Value {
  switch (name) {
    case 'hour':
      return Math.floor(time.second / 3600);
    case 'minute':
      return Math.floor(time.second / 60) % 60;
    case 'second':
      return time.second % 60;
    case 'timezone':
      return time.place.kind === 'zone' ? time.place.name : null;
    case 'time offset': {
      const where = { day: at.day, second: time.second };
      const offset = offsetOf(time.place, where, at.run.world.zone);
      return offset === null ? null : new DaysDuration(BigInt(offset) * SECOND_NANOS);
    }
    default:
      return null;
  }
}

function daysProperty(nanos: bigint, name: string): Value {
  const seconds = nanos / SECOND_NANOS;
  switch (name) {
    case 'days':
      return Number(nanos / DAY_NANOS);
    case 'hours':
      return Number((seconds / 3600n) % 24n);
    case 'minutes':
      return Number((seconds / 60n) % 60n);
    case 'seconds':
      return Number(seconds % 60n);
    default:
      return null;
  }
}

function monthsProperty(months: number, name: string): Value {
  if (name === 'years') return Math.trunc(months / 12) + 0;
  return name === 'months' ? (months % 12) + 0 : null;
}

function rangeProperty(range: FeelRange, name: string): Value {
  switch (name) {
    case 'start':
      return range.start;
    case 'end':
      return range.end;
    case 'start included':
      return range.startIncluded;
    case 'end included':
      return range.endIncluded;
    default:
      return null;
  }
}
