import { type Day, dayFromNumber, type EpochMs, yearOf } from './day.ts';
import { instantOfClose, midnightAt } from './day-grid.ts';
import { type Clock, scopeOf } from './clock.ts';
import type { Limit } from './limit.ts';
import { advance, type Pause, type Run } from './ruler.ts';
import { pausesOf } from './suspension.ts';
import type { WorkCalendar } from './work-calendar.ts';
import { localDayNumber } from './zone.ts';

/** When a clock must have been answered. */
export type Deadline = {
  /** An act at this instant is still in time; `null` while an open suspension has no maximum. */
  readonly due: EpochMs | null;
  /** The day of `due`, where 24:00 belongs to the day it ends; `null` as `due`. */
  readonly dueDay: Day | null;
  /** Whether a day between start and due may still change. */
  readonly provisional: boolean;
  /** Whether an open suspension was taken to last until its maximum. */
  readonly assumesMaximum: boolean;
};

/** A clock made ready, with its rule for a last day off. */
export type Running = Run & { readonly moves: boolean };

/**
 * Returns when a clock runs out.
 *
 * Spans run from the instant. Counts leave out the day of the start and end at the close of their
 * last day (`wd`) or at 24:00 (`d`, `m`), a last day off moving on; a counted day is used if the
 * clock runs at its close. `same-day` is the first close after the start. Months clamp, then move.
 *
 * @throws {CalendarGap} when the answer lies outside the compiled years
 * @throws {RangeError} when a suspension ends before it begins
 * @source design/2-service-language, Time; 民法典 第二百零一条至第二百零三条; 行政许可法 第八十二条
 */
export function deadlineOf(calendar: WorkCalendar, clock: Clock): Deadline {
  const running = prepare(calendar, clock);
  return deadlineFrom(calendar, clock, { due: dueOf(calendar, running), pauses: running.pauses });
}

/** Returns the deadline of a clock whose due instant was found. */
export function deadlineFrom(
  calendar: WorkCalendar,
  clock: Clock,
  found: { readonly due: EpochMs | null; readonly pauses: readonly Pause[] },
): Deadline {
  const { due, pauses } = found;
  const { zone } = calendar.grid;
  const startDay = dayFromNumber(localDayNumber(zone, clock.start));
  const dueDay = due === null ? null : dayFromNumber(localDayNumber(zone, due - 1));
  const open = pauses.at(-1)?.from ?? clock.start;
  const until = dueDay ?? dayFromNumber(localDayNumber(zone, open));
  return {
    due,
    dueDay,
    provisional: touchesProvisional(calendar, startDay, until),
    assumesMaximum: hasOpenMaximum(clock, due),
  };
}

function touchesProvisional(calendar: WorkCalendar, from: Day, to: Day): boolean {
  const last = yearOf(to);
  for (let year = yearOf(from); year <= last; year += 1)
    if (!calendar.plan.years.has(year)) return true;
  return false;
}

function hasOpenMaximum(clock: Clock, due: EpochMs | null): boolean {
  return (clock.suspensions ?? []).some(
    ({ from, to, max }) => to === undefined && max !== undefined && (due === null || from < due),
  );
}

/** Returns a clock made ready for counting: its pauses merged, each at most as long as its maximum. */
export function prepare(calendar: WorkCalendar, clock: Clock): Running {
  const endOfMax = (from: EpochMs, max: Limit): EpochMs =>
    // A clock without suspensions runs out.
    dueOf(calendar, prepare(calendar, { limit: max, start: from })) as EpochMs;
  const pauses = pausesOf(clock.suspensions ?? [], endOfMax);
  return { ...scopeOf(calendar, clock), pauses, moves: clock.moves ?? true };
}

/** Returns when a ready clock runs out, `null` when it never does. */
export function dueOf(calendar: WorkCalendar, running: Running): EpochMs | null {
  const end = advance(running);
  if (end === null || running.ruler.unit !== 'd' || !running.moves) return end;
  return moveOn(calendar, end, running.pauses);
}

/**
 * Returns 24:00 of the last day, or of the next working day at whose end the clock runs.
 *
 * @source 民法典 第二百零三条 (a last day that is a holiday gives way to the day after it)
 */
function moveOn(calendar: WorkCalendar, end: EpochMs, pauses: readonly Pause[]): EpochMs | null {
  const { grid } = calendar;
  let last = workingDayFrom(calendar, localDayNumber(grid.zone, end - 1));
  if (midnightAt(grid, last + 1) === end) return end;
  for (;;) {
    const close = midnightAt(grid, last + 1);
    const pause = pauses.find(({ from, to }) => from < close && (to === undefined || close <= to));
    if (pause === undefined) return close;
    if (pause.to === undefined) return null;
    // The next candidate ends after the pause, so every pause is met at most once.
    last = workingDayFrom(calendar, localDayNumber(grid.zone, pause.to));
  }
}

/** Returns the first working day on or after a day number, as a day number. */
function workingDayFrom({ grid }: WorkCalendar, number: number): number {
  const rank = grid.daysBefore[number - grid.firstNumber] ?? grid.workingDays.length;
  return localDayNumber(grid.zone, instantOfClose(grid, rank + 1) - 1);
}

/** Returns whether an act at an instant answers a deadline in time; the instant itself does. */
export function isInTime(at: EpochMs, deadline: Pick<Deadline, 'due'>): boolean {
  return deadline.due === null || at <= deadline.due;
}
