import { isDay } from './day.ts';
import { parseWindows } from './window.ts';

/** One thing wrong with calendar content; `path` is a JSON pointer (RFC 6901). */
export type CalendarFinding = {
  /** Key of `text/{zh-CN,en}.json`. */
  readonly code: CalendarFindingCode;
  readonly severity: 'error' | 'warning';
  readonly path: string;
  readonly values: Readonly<Record<string, string | number>>;
};

export type CalendarFindingCode =
  | 'calendar.not-an-object'
  | 'calendar.not-a-list'
  | 'calendar.not-a-text'
  | 'calendar.not-a-day'
  | 'calendar.not-a-date'
  | 'calendar.not-a-year'
  | 'calendar.not-a-weekday'
  | 'calendar.not-windows'
  | 'calendar.no-windows'
  | 'calendar.span-reversed'
  | 'calendar.span-too-long'
  | 'calendar.day-off-and-worked'
  | 'calendar.worked-weekday'
  | 'calendar.day-far-from-year'
  | 'calendar.year-twice';

const WARNINGS: ReadonlySet<CalendarFindingCode> = new Set([
  'calendar.worked-weekday',
  'calendar.day-far-from-year',
]);

/** Checking stops adding findings here; the first ones are enough to mend the content. */
const FINDINGS_MAX = 500;

/** A place in the content that can be complained about. */
export type Spot = {
  readonly note: (code: CalendarFindingCode, values?: CalendarFinding['values']) => void;
  readonly at: (key: string | number) => Spot;
};

/** Fields of an entry whose values are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Returns the root of some content; what is noted below it is pushed to `findings`. */
export function rootSpot(findings: CalendarFinding[]): Spot {
  const spotAt = (path: string): Spot => ({
    note: (code, values = {}) => {
      const severity = WARNINGS.has(code) ? 'warning' : 'error';
      if (findings.length < FINDINGS_MAX) findings.push({ code, severity, path, values });
    },
    at: (key) => spotAt(`${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`),
  });
  return spotAt('');
}

/** Returns the fields of an entry, or notes that it is none. */
export function fieldsOf(value: unknown, spot: Spot): Fields | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    // An object that is no list may be asked for any field.
    return value as Fields;
  }
  spot.note('calendar.not-an-object');
  return undefined;
}

/** Returns the items of a list (none when absent), or notes that it is none. */
export function itemsOf(value: unknown, spot: Spot): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  spot.note('calendar.not-a-list');
  return [];
}

/** Checks every entry of a list of entries. */
export function eachEntry(
  value: unknown,
  spot: Spot,
  check: (entry: Fields, spot: Spot) => void,
): void {
  itemsOf(value, spot).forEach((item, index) => {
    const entry = fieldsOf(item, spot.at(index));
    if (entry !== undefined) check(entry, spot.at(index));
  });
}

/** Notes a text that is missing or empty. */
export function checkText(value: unknown, spot: Spot): void {
  if (typeof value !== 'string' || value === '') spot.note('calendar.not-a-text');
}

/** Returns a calendar day, or notes that it is none. */
export function dayAt(value: unknown, spot: Spot): string | undefined {
  if (typeof value === 'string' && isDay(value)) return value;
  spot.note('calendar.not-a-day', { value: String(value) });
  return undefined;
}

/** Notes what is no `MM-DD`; 02-29 is one. */
export function checkDate(value: unknown, spot: Spot): void {
  // A leap year admits every date there is.
  if (typeof value !== 'string' || !isDay(`2024-${value}`))
    spot.note('calendar.not-a-date', { value: String(value) });
}

/** Notes what is no ISO weekday. */
export function checkWeekday(value: unknown, spot: Spot): void {
  const ok = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 7;
  if (!ok) spot.note('calendar.not-a-weekday', { value: String(value) });
}

/** Notes what are no opening windows. */
export function checkWindows(value: unknown, spot: Spot): void {
  if (!Array.isArray(value)) return spot.note('calendar.not-a-list');
  const texts = value.map(String);
  if (texts.length === 0) spot.note('calendar.no-windows');
  else if (parseWindows(texts) === undefined)
    spot.note('calendar.not-windows', { value: texts.join(', ') });
}
