import { type Day, dayNumber, yearOf } from './day.ts';
import type { Clock } from './clock.ts';
import { type Deadline, deadlineOf } from './deadline.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** A clock that runs, with the id its owner knows it by. */
export type OpenClock = Clock & { readonly id: string };

/** What a new calendar does to an open clock; each `moved` one is an event of its case. */
export type DeadlineChange = {
  readonly id: string;
  /** `moved`: the due instant changes; `confirmed`: it stays and is no longer provisional. */
  readonly kind: 'moved' | 'confirmed';
  readonly before: Deadline;
  readonly after: Deadline;
};

/**
 * Returns the open clocks that a new calendar changes, in their order; the others are left out.
 *
 * @source design/2-service-language, Time (when it arrives, open clocks are recomputed)
 */
export function recomputeDeadlines(
  before: WorkCalendar,
  after: WorkCalendar,
  clocks: readonly OpenClock[],
): DeadlineChange[] {
  return clocks.flatMap((clock): DeadlineChange[] => {
    const [old, now] = [deadlineOf(before, clock), deadlineOf(after, clock)];
    if (old.due !== now.due) return [{ id: clock.id, kind: 'moved', before: old, after: now }];
    if (!old.provisional || now.provisional) return [];
    return [{ id: clock.id, kind: 'confirmed', before: old, after: now }];
  });
}

/** A year whose notice is not loaded, and how pressing that is. */
export type CalendarAlarm = {
  readonly year: number;
  /** `expected`: it is the season; `late`: later than ever since 2018; `missing`: days are being guessed. */
  readonly level: 'expected' | 'late' | 'missing';
  /** Days until the year begins; 0 or less once it has. */
  readonly daysLeft: number;
};

/**
 * Between these dates (`MM-DD`) the notice for the next year came out.
 *
 * @source packs/calendars/cn: publication days of the notices for 2019–2026, 10-25 … 12-08
 */
export const NOTICE_SEASON = { opens: '10-25', closes: '12-08' } as const;

/** Returns the alarms of a day: this year or the next without a notice. */
export function calendarAlarms(calendar: WorkCalendar, today: Day): CalendarAlarm[] {
  const year = yearOf(today);
  return [year, year + 1].flatMap((missing) => {
    const level = alarmLevel(missing, today);
    if (calendar.plan.years.has(missing) || level === undefined) return [];
    const daysLeft = dayNumber(`${String(missing).padStart(4, '0')}-01-01`) - dayNumber(today);
    return [{ year: missing, level, daysLeft }];
  });
}

function alarmLevel(year: number, today: Day): CalendarAlarm['level'] | undefined {
  if (year <= yearOf(today)) return 'missing';
  const date = today.slice(5);
  if (date > NOTICE_SEASON.closes) return 'late';
  return date >= NOTICE_SEASON.opens ? 'expected' : undefined;
}
