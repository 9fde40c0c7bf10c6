import {
  closeOf,
  dayIn,
  isLimitError,
  parseLimit,
  startIn,
  workingDaysBetween,
  workingMinutesBetween,
  type EpochMs,
  type WorkCalendar,
} from '#engines/calendar/index.ts';
import type { ClockReading } from '#engines/process/index.ts';

/** When a clock is looked at (epoch milliseconds), and the calendar it counts on. */
export type TimeLeftGround = { readonly now: EpochMs; readonly calendar: WorkCalendar };

/** What is left of a clock, or by how much it is late, in the parts people say. */
export type TimeLeft = {
  readonly isOver: boolean;
  readonly days: number;
  readonly unit: 'workdays' | 'days';
  /** Working hours and minutes beyond the days; minutes only where no day is left. */
  readonly hours: number;
  readonly minutes: number;
};

const dayMs = 86_400_000;

/**
 * Returns what is left in one way for every place it is said in: days counted as the limit counts
 * them (working days, or natural ones), today not among them; within a working day, hours and
 * minutes of the office.
 *
 * @source 9-pages Manners (deadlines as people say them)
 */
export function timeLeft(
  clock: Pick<ClockReading, 'due' | 'dueIfResumed' | 'limit'>,
  { now, calendar }: TimeLeftGround,
): TimeLeft {
  const due = clock.due ?? clock.dueIfResumed;
  const isOver = due < now;
  const natural = isNatural(clock.limit) ? naturalDays(calendar, now, due) : 0;
  if (natural > 0) return { isOver, days: natural, unit: 'days', hours: 0, minutes: 0 };
  const left = workingLeft(calendar, { now, due, isOver });
  return { isOver, unit: 'workdays', ...left };
}

function workingLeft(
  calendar: WorkCalendar,
  { now, due, isOver }: { readonly now: EpochMs; readonly due: EpochMs; readonly isOver: boolean },
): Pick<TimeLeft, 'days' | 'hours' | 'minutes'> {
  const all = Math.abs(workingMinutesBetween(calendar, now, due));
  const rest = all % calendar.dayMinutes;
  const ahead = isOver
    ? 0
    : workingDaysBetween(calendar, dayIn(calendar, now), dayIn(calendar, due));
  const isWithinDay = all < calendar.dayMinutes || (!isOver && ahead === 0);
  if (isWithinDay) return { days: 0, hours: Math.floor(all / 60), minutes: all % 60 };
  // A limit of days ends with the office day; what is left of today is not part of the count.
  if (!isOver && isEndOfDay(calendar, due)) return { days: ahead, hours: 0, minutes: 0 };
  const days = Math.floor(all / calendar.dayMinutes);
  return { days, hours: Math.floor(rest / 60), minutes: 0 };
}

const isEndOfDay = (calendar: WorkCalendar, due: EpochMs): boolean => {
  const close = closeOf(calendar, dayIn(calendar, due));
  return close === undefined || due >= close;
};

/** Whether the limit counts natural days or months; of an extended one, as its last part does. */
function isNatural(limit: string): boolean {
  const parsed = parseLimit(limit.slice(limit.lastIndexOf('+') + 1));
  return !isLimitError(parsed) && parsed.nature === 'count' && parsed.unit !== 'wd';
}

function naturalDays(calendar: WorkCalendar, now: EpochMs, due: EpochMs): number {
  const midnight = (at: EpochMs) => startIn(calendar, dayIn(calendar, at));
  return Math.abs(Math.round((midnight(due) - midnight(now)) / dayMs));
}
