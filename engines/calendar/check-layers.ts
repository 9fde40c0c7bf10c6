import {
  type CalendarFinding,
  checkDate,
  checkText,
  checkWeekday,
  checkWindows,
  dayAt,
  eachEntry,
  type Fields,
  fieldsOf,
  itemsOf,
  rootSpot,
  type Spot,
} from './check-field.ts';
import { dayNumber, weekday } from './day.ts';
import type { CalendarLayers } from './layers.ts';

/** No holiday of a notice is longer; a longer one is a slip of the pen. */
const SPAN_DAYS_MAX = 31;

/**
 * Checks calendar content and returns all findings; `layers` only when none is an error.
 *
 * @param value what a pack's files gave, of the shape of {@link CalendarLayers}
 */
export function checkLayers(value: unknown): {
  readonly layers?: CalendarLayers;
  readonly findings: readonly CalendarFinding[];
} {
  const findings: CalendarFinding[] = [];
  const spot = rootSpot(findings);
  const root = fieldsOf(value, spot);
  if (root !== undefined) {
    checkText(root['zone'], spot.at('zone'));
    checkNational(root['national'], spot.at('national'));
    eachEntry(root['fixed'], spot.at('fixed'), checkFixed);
    eachEntry(root['regional'], spot.at('regional'), checkNotice);
    checkOffice(root['office'], spot.at('office'));
  }
  if (findings.some((finding) => finding.severity === 'error')) return { findings };
  // Every field that is read has just been checked.
  return { layers: value as CalendarLayers, findings };
}

function checkNational(value: unknown, spot: Spot): void {
  const seen = new Set<unknown>();
  if (value === undefined) spot.note('calendar.not-a-list');
  eachEntry(value, spot, (entry, at) => {
    const year = entry['year'];
    if (typeof year !== 'number' || !Number.isInteger(year) || year < 1949 || year > 9999)
      return at.at('year').note('calendar.not-a-year', { value: String(year) });
    if (seen.has(year)) at.at('year').note('calendar.year-twice', { year });
    seen.add(year);
    eachEntry(entry['notices'], at.at('notices'), (notice, place) => {
      const days = checkNotice(notice, place);
      for (const day of days.filter((set) => !isNearYear(set, year)))
        place.note('calendar.day-far-from-year', { day, year });
    });
  });
}

/** A notice sets days of its own year, or of the December before it. */
function isNearYear(day: string, year: number): boolean {
  return day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`);
}

/** Checks a notice and returns the days it names. */
function checkNotice(notice: Fields, spot: Spot): string[] {
  checkText(notice['number'], spot.at('number'));
  checkText(notice['title'], spot.at('title'));
  dayAt(notice['publishedOn'], spot.at('publishedOn'));
  const named: string[] = [];
  const off = new Set<number>();
  eachEntry(notice['off'], spot.at('off'), (span, at) => {
    checkText(span['name'], at.at('name'));
    for (const number of spanDays(span, at)) off.add(number);
    if (typeof span['from'] === 'string') named.push(span['from']);
  });
  eachEntry(notice['work'], spot.at('work'), (work, at) => {
    checkText(work['for'], at.at('for'));
    const day = dayAt(work['day'], at.at('day'));
    if (day === undefined) return;
    named.push(day);
    if (off.has(dayNumber(day))) at.note('calendar.day-off-and-worked', { day });
    if (weekday(day) <= 5) at.note('calendar.worked-weekday', { day });
  });
  itemsOf(notice['ordinary'], spot.at('ordinary')).forEach((value, index) => {
    dayAt(value, spot.at('ordinary').at(index));
  });
  return named;
}

function spanDays(span: Fields, spot: Spot): number[] {
  const from = dayAt(span['from'], spot.at('from'));
  const to = dayAt(span['to'], spot.at('to'));
  if (from === undefined || to === undefined) return [];
  const length = dayNumber(to) - dayNumber(from) + 1;
  if (length < 1) spot.note('calendar.span-reversed', { from, to });
  if (length > SPAN_DAYS_MAX) spot.note('calendar.span-too-long', { from, to, length });
  if (length < 1 || length > SPAN_DAYS_MAX) return [];
  return Array.from({ length }, (_, index) => dayNumber(from) + index);
}

function checkFixed(entry: Fields, spot: Spot): void {
  dayAt(entry['from'], spot.at('from'));
  checkText(entry['source'], spot.at('source'));
  if (entry['days'] === undefined) spot.at('days').note('calendar.not-a-list');
  itemsOf(entry['days'], spot.at('days')).forEach((value, index) =>
    checkDate(value, spot.at('days').at(index)),
  );
}

function checkOffice(value: unknown, spot: Spot): void {
  const office = fieldsOf(value, spot);
  if (office === undefined) return;
  if (office['windows'] === undefined) spot.at('windows').note('calendar.no-windows');
  checkHours(office, spot);
  if (office['desks'] === undefined) return;
  const desks = fieldsOf(office['desks'], spot.at('desks')) ?? {};
  for (const [name, desk] of Object.entries(desks)) {
    const hours = fieldsOf(desk, spot.at('desks').at(name));
    if (hours !== undefined) checkHours(hours, spot.at('desks').at(name));
  }
}

function checkHours(hours: Fields, spot: Spot): void {
  if (hours['windows'] !== undefined) checkWindows(hours['windows'], spot.at('windows'));
  itemsOf(hours['weekdays'], spot.at('weekdays')).forEach((value, index) =>
    checkWeekday(value, spot.at('weekdays').at(index)),
  );
  checkWeekdayWindows(hours['weekdayWindows'], spot.at('weekdayWindows'));
  eachEntry(hours['seasons'], spot.at('seasons'), (season, at) => {
    checkDate(season['from'], at.at('from'));
    checkDate(season['to'], at.at('to'));
    checkWindows(season['windows'], at.at('windows'));
  });
  eachEntry(hours['closedDays'], spot.at('closedDays'), checkOfficeDay);
  eachEntry(hours['extraDays'], spot.at('extraDays'), checkOfficeDay);
  eachEntry(hours['shortenedDays'], spot.at('shortenedDays'), (entry, at) => {
    checkOfficeDay(entry, at);
    if (entry['windows'] === undefined) at.at('windows').note('calendar.no-windows');
  });
}

function checkOfficeDay(entry: Fields, spot: Spot): void {
  dayAt(entry['day'], spot.at('day'));
  if (entry['windows'] !== undefined) checkWindows(entry['windows'], spot.at('windows'));
}

function checkWeekdayWindows(value: unknown, spot: Spot): void {
  if (value === undefined) return;
  for (const [key, windows] of Object.entries(fieldsOf(value, spot) ?? {})) {
    checkWeekday(Number(key), spot.at(key));
    checkWindows(windows, spot.at(key));
  }
}
