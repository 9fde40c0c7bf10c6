/** An instant: whole milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** A calendar day in park time, `YYYY-MM-DD`. */
export type Day = string;

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

const INSTANT_FORM =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Returns the number of days of a month (1–12) of the proleptic Gregorian calendar. */
function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/**
 * Returns days since 1970-01-01 of a civil date; negative before it.
 * The year is taken to begin in March so that the leap day comes last.
 *
 * @source Gregorian calendar, ISO 8601-1 §4.2.1; every 400 years have 146,097 days
 */
export function civilToNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function numberToCivil(number: number): { year: number; month: number; day: number } {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const doe = shifted - era * 146_097;
  const leaps = Math.floor(doe / 1_460) - Math.floor(doe / 36_524) + Math.floor(doe / 146_096);
  const yoe = Math.floor((doe - leaps) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const shiftedMonth = Math.floor((5 * doy + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = doy - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Returns whether the text is a real calendar day written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return numberOf(text) !== undefined;
}

/**
 * Returns days since 1970-01-01.
 *
 * @throws {RangeError} when the text is not a real day
 */
export function dayNumber(day: Day): number {
  const number = numberOf(day);
  if (number === undefined) throw new RangeError(`not a calendar day: ${day}`);
  return number;
}

/** Without a pattern: every instant of a case is read with each act. */
function numberOf(text: string): number | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  // What holds anything but digits is no number, hence in no range.
  const isReal = year >= 0 && month >= 1 && month <= 12 && day >= 1;
  return isReal && day <= daysInMonth(year, month) ? civilToNumber(year, month, day) : undefined;
}

/** The number that stands in a text from one place to before another; NaN unless all are digits. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Returns the day that lies `number` days after 1970-01-01. */
export function dayFromNumber(number: number): Day {
  const { year, month, day } = numberToCivil(number);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Returns the year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** Returns the ISO weekday, 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return weekdayOfNumber(dayNumber(day));
}

/** Returns the ISO weekday of days since 1970-01-01, which was a Thursday. */
export function weekdayOfNumber(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** Returns -1, 0 or 1 as `a` lies before, on or after `b`. */
export function compareDays(a: Day, b: Day): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Returns the day `count` calendar days later (earlier when negative); 0 is identity. */
export function addDays(day: Day, count: number): Day {
  return dayFromNumber(dayNumber(day) + count);
}

/** Returns calendar days from `a` to `b`; negative when `b` lies earlier. */
export function daysBetween(a: Day, b: Day): number {
  return dayNumber(b) - dayNumber(a);
}

/**
 * Returns the corresponding day `count` months later; a month without that day gives its last day.
 *
 * @source 民法典 第二百零二条 (the corresponding day, or the last day of the month)
 */
export function addMonths(day: Day, count: number): Day {
  const { year, month, day: date } = numberToCivil(dayNumber(day));
  const months = year * 12 + (month - 1) + count;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  const toDate = Math.min(date, daysInMonth(toYear, toMonth));
  return dayFromNumber(civilToNumber(toYear, toMonth, toDate));
}

/** Returns the day of an instant at a fixed offset, minutes east of UTC. */
export function dayOf(at: EpochMs, offsetMinutes: number): Day {
  return dayFromNumber(Math.floor((at + offsetMinutes * MINUTE_MS) / DAY_MS));
}

/** Returns the instant at which a day begins at a fixed offset, minutes east of UTC. */
export function startOfDay(day: Day, offsetMinutes: number): EpochMs {
  return dayNumber(day) * DAY_MS - offsetMinutes * MINUTE_MS;
}

/**
 * Returns the instant written as `2026-09-18T09:30:00.000Z`; seconds, milliseconds and `±HH:MM` may vary.
 *
 * @throws {RangeError} when the text is no instant (a zone is required)
 * @source ISO 8601-1 §5.4; RFC 3339 §5.6 without leap seconds
 */
export function parseInstant(iso: string): EpochMs {
  return canonicalInstant(iso) ?? anyInstant(iso);
}

/** The one form in which events are written, `2026-09-18T09:30:00.000Z`; undefined for others. */
function canonicalInstant(iso: string): EpochMs | undefined {
  const isForm = iso.length === 24 && iso[10] === 'T' && iso[13] === ':' && iso[16] === ':';
  if (!isForm || iso[19] !== '.' || iso[23] !== 'Z') return undefined;
  const day = numberOf(iso.slice(0, 10));
  const [hour, minute, second] = [digits(iso, 11, 13), digits(iso, 14, 16), digits(iso, 17, 19)];
  const millisecond = digits(iso, 20, 23);
  const isTime = hour <= 23 && minute <= 59 && second <= 59 && millisecond >= 0;
  if (day === undefined || !isTime) return undefined;
  return day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

function anyInstant(iso: string): EpochMs {
  const found = INSTANT_FORM.exec(iso);
  const day = found === null ? undefined : numberOf(found[1] ?? '');
  if (found === null || day === undefined) throw new RangeError(`not an instant: ${iso}`);
  const [hour, minute, second] = [Number(found[2]), Number(found[3]), Number(found[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) throw new RangeError(`not an instant: ${iso}`);
  const milliseconds = Number((found[5] ?? '').padEnd(3, '0'));
  const clock = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  return day * DAY_MS + clock - offsetOf(found[6] ?? 'Z', iso) * MINUTE_MS;
}

function offsetOf(zone: string, iso: string): number {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
  if (hours > 23 || minutes > 59) throw new RangeError(`not an instant: ${iso}`);
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Returns the instant as `YYYY-MM-DDTHH:MM:SS.mmmZ`, the form of the wire and of events. */
export function formatInstant(at: EpochMs): string {
  const number = Math.floor(at / DAY_MS);
  const clock = at - number * DAY_MS;
  const [seconds, ms] = [Math.floor(clock / 1000), clock % 1000];
  const [minutes, second] = [Math.floor(seconds / 60), seconds % 60];
  const time = [Math.floor(minutes / 60), minutes % 60, second].map((part) => pad(part, 2));
  return `${dayFromNumber(number)}T${time.join(':')}.${pad(ms, 3)}Z`;
}
