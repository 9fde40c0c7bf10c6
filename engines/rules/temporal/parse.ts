import { civilOf, DAY_SECONDS, isCivil } from './civil.ts';
import { FeelDate, FeelDateTime, FeelTime, LOCAL } from './instants.ts';
import type { Place } from './instants.ts';

const DATE_TEXT = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/;
const TIME_TEXT = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9})\d*)?(.*)$/;
const OFFSET_TEXT = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
const ZONE_TEXT = /^@([A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*)$/;

/** Largest offset from UTC. @source XML Schema Part 2, 3.2.7.3 (±14:00); DMN examples go to 18:00 */
const OFFSET_SECONDS_MAX = 18 * 3600;

/** Answers whether a named zone exists. */
export type ZoneKnown = (name: string) => boolean;

/** Returns the date a text writes as `YYYY-MM-DD`; null where it is none. */
export function parseDate(text: string): FeelDate | null {
  const match = DATE_TEXT.exec(text);
  if (match === null) return null;
  const size = Number(match[2]);
  const civil = {
    year: match[1] === '-' ? -size : size,
    month: Number(match[3]),
    day: Number(match[4]),
  };
  return isCivil(civil) ? new FeelDate(civil) : null;
}

/**
 * Returns the time a text writes as `hh:mm:ss[.fff][Z|±hh:mm|@Zone]`; null where it is none.
 * `24:00:00` is midnight.
 *
 * @source XML Schema Part 2 (1.1), 3.3.8 (hour 24 only at the end of a day)
 */
export function parseTime(text: string, known: ZoneKnown): FeelTime | null {
  const match = TIME_TEXT.exec(text.startsWith('T') ? text.slice(1) : text);
  if (match === null) return null;
  const [, hours, minutes, seconds, fraction, suffix] = match;
  const place = parsePlace(suffix ?? '', known);
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (place === null || minute > 59 || second > 59) return null;
  const nano = Number((fraction ?? '').padEnd(9, '0'));
  const ofDay = hour * 3600 + minute * 60 + second;
  if (ofDay + nano / 1e9 > DAY_SECONDS) return null;
  return new FeelTime(ofDay % DAY_SECONDS, nano, place);
}

/** Returns the instant a text writes as date, `T` and time; null where it is none. */
export function parseDateTime(text: string, known: ZoneKnown): FeelDateTime | null {
  const at = text.indexOf('T');
  if (at < 0) return null;
  const written = parseDate(text.slice(0, at));
  const rest = text.slice(at + 1);
  const time = rest.startsWith('T') ? null : parseTime(rest, known);
  const date = rest.startsWith('24') ? nextDay(written) : written;
  return date === null || time === null ? null : new FeelDateTime(date, time);
}

/** The end of a day is the beginning of the next. */
function nextDay(date: FeelDate | null): FeelDate | null {
  const civil = date === null ? undefined : civilOf(date.epochDay + 1);
  return civil !== undefined && isCivil(civil) ? new FeelDate(civil) : null;
}

function parsePlace(text: string, known: ZoneKnown): Place | null {
  if (text === '') return LOCAL;
  if (text === 'Z' || text === 'z') return { kind: 'offset', seconds: 0 };
  const zone = ZONE_TEXT.exec(text);
  if (zone !== null) {
    const name = zone[1] ?? '';
    return known(name) ? { kind: 'zone', name } : null;
  }
  const offset = OFFSET_TEXT.exec(text);
  if (offset === null) return null;
  const [, sign, hours, minutes, seconds] = offset;
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
  if (size > OFFSET_SECONDS_MAX) return null;
  return { kind: 'offset', seconds: sign === '-' ? -size : size };
}
