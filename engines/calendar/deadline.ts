import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  type EpochMs,
  MINUTE_MS,
  yearOf,
} from './day.ts';
import { type Limit, spanMs } from './limit.ts';
import { advance, elapsed, type Pause, type Ruler, rulersOf, type Run } from './ruler.ts';
import { pausedAt, pausesOf, type Suspension } from './suspension.ts';
import {
  addWorkingDays,
  dayIn,
  isWorkingDay,
  startIn,
  type WorkCalendar,
} from './work-calendar.ts';

/** One clock: a limit that began to run, and the ledger of its suspensions. */
export type Clock = {
  readonly limit: Limit;
  readonly start: EpochMs;
  readonly suspensions?: readonly Suspension[];
  /**
   * Whether a last day off moves to the next working day (limits `d` and `m`; default yes). `false`
   * gives the natural date, for a period that no act of an office ends.
   */
  readonly moves?: boolean;
  /** What the clock had used before `start` on another calendar; made by `switchClock`. */
  readonly carried?: Carried;
};

/** What a clock brings along when it goes on elsewhere. */
export type Carried = {
  readonly unit: Ruler['unit'];
  readonly budget: number;
  readonly used: number;
  /** Working milliseconds the clock ran before, whatever its unit. */
  readonly workedMs: number;
  /** The day of the first start: months are counted from it. */
  readonly origin: Day;
  /** The last day that is settled and cannot be counted again. */
  readonly through: Day;
};

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

const rulers = new WeakMap<WorkCalendar, Readonly<Record<Ruler['unit'], Ruler>>>();

/** Returns a ruler of a calendar; they are made once a calendar. */
export function rulerOf(calendar: WorkCalendar, unit: Ruler['unit']): Ruler {
  const known = rulers.get(calendar) ?? rulersOf(calendar.grid);
  rulers.set(calendar, known);
  return known[unit];
}

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
  const due = dueOf(calendar, running);
  const dueDay = due === null ? null : dayIn(calendar, due - 1);
  const until = dueDay ?? dayIn(calendar, running.pauses.at(-1)?.from ?? clock.start);
  return {
    due,
    dueDay,
    provisional: touchesProvisional(calendar, dayIn(calendar, clock.start), until),
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

/** Returns a clock made ready for counting. */
export function prepare(calendar: WorkCalendar, clock: Clock): Running {
  const endOfMax = (from: EpochMs, max: Limit): EpochMs =>
    // Without suspensions of its own a clock always ends.
    dueOf(calendar, prepare(calendar, { limit: max, start: from })) as EpochMs;
  return {
    ...scopeOf(calendar, clock),
    pauses: pausesOf(clock.suspensions ?? [], endOfMax),
    moves: clock.moves ?? true,
  };
}

function scopeOf(
  calendar: WorkCalendar,
  clock: Clock,
): { ruler: Ruler; from: EpochMs; budget: number } {
  const { limit, start, carried } = clock;
  if (carried !== undefined) {
    const ruler = rulerOf(calendar, carried.unit);
    const settled = carried.unit === 'ms' ? start : startIn(calendar, addDays(carried.through, 1));
    const from = Math.max(start, settled);
    return { ruler, from, budget: carried.budget - carried.used };
  }
  const startDay = dayIn(calendar, start);
  const unit = rulerUnit(limit);
  const from = limit.nature === 'count' ? startIn(calendar, addDays(startDay, 1)) : start;
  return { ruler: rulerOf(calendar, unit), from, budget: budgetOf(calendar, limit, startDay) };
}

/** Returns what a limit is counted in. */
export function rulerUnit(limit: Limit): Ruler['unit'] {
  if (limit.nature === 'span') return 'ms';
  return limit.nature === 'same-day' || limit.unit === 'wd' ? 'wd' : 'd';
}

/**
 * Returns how much a limit allows in the unit of its ruler; months become the days to the
 * corresponding day, so that a suspension of months is counted in days.
 *
 * @param origin the day of the start
 */
export function budgetOf(calendar: WorkCalendar, limit: Limit, origin: Day): number {
  if (limit.nature === 'same-day') return 1;
  if (limit.nature === 'span') return spanMs(limit, calendar.dayMinutes);
  if (limit.unit !== 'm') return limit.amount;
  return daysBetween(origin, addMonths(origin, limit.amount));
}

/** Returns when a ready clock runs out. */
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
  const last = dayIn(calendar, end - 1);
  if (isWorkingDay(calendar, last)) return end;
  let day = addWorkingDays(calendar, last, 1);
  for (;;) {
    const close = startIn(calendar, addDays(day, 1));
    const pause = pauses.find(({ from, to }) => from < close && (to === undefined || close <= to));
    if (pause === undefined) return close;
    if (pause.to === undefined) return null;
    // The next candidate ends after the pause, so every pause is met at most once.
    day = addWorkingDays(calendar, addDays(dayIn(calendar, pause.to), -1), 1);
  }
}

/** How a clock stands at an instant. */
export type Remaining = {
  /** `minutes` for spans, `days` (working or natural) for counts and `same-day`. */
  readonly unit: 'minutes' | 'days';
  /** Of that unit; negative once overdue. Minutes are whole, begun ones counted as used. */
  readonly left: number;
  /** Working minutes the clock has run, suspensions excluded. */
  readonly usedMinutes: number;
  /** Working minutes from start to due, suspensions excluded. */
  readonly budgetMinutes: number;
  readonly suspended: boolean;
  readonly due: EpochMs | null;
  readonly dueDay: Day | null;
  /** The deadline if an open suspension ended now; equal to `due` when none is open. */
  readonly dueIfResumed: EpochMs;
  readonly provisional: boolean;
};

/**
 * Returns what is left of a clock at `now` (pass the instant it was stopped for a stopped one).
 *
 * @throws {CalendarGap} when the answer lies outside the compiled years
 */
export function remainingOf(
  calendar: WorkCalendar,
  clock: Clock & { readonly now: EpochMs },
): Remaining {
  const { now } = clock;
  const running = prepare(calendar, clock);
  const deadline = deadlineOf(calendar, clock);
  const suspended = pausedAt(running.pauses, now);
  const halted = suspended || deadline.due === null;
  const resumed = halted ? { ...running, pauses: pausesUntil(running.pauses, now) } : running;
  // Every pause of `resumed` has an end, so this clock runs out.
  const dueIfResumed = dueOf(calendar, resumed) as EpochMs;
  const work = rulerOf(calendar, 'ms');
  const workedMs = clock.carried?.workedMs ?? 0;
  const usedMs = workedMs + elapsed(work, { from: clock.start, to: now }, running.pauses);
  const budgetMs =
    workedMs + elapsed(work, { from: clock.start, to: dueIfResumed }, resumed.pauses);
  const left = leftOf(running, { now, due: deadline.due });
  return {
    unit: running.ruler.unit === 'ms' ? 'minutes' : 'days',
    left: running.ruler.unit === 'ms' ? Math.floor(left / MINUTE_MS) : left,
    usedMinutes: Math.ceil(usedMs / MINUTE_MS),
    budgetMinutes: Math.floor(budgetMs / MINUTE_MS),
    suspended,
    due: deadline.due,
    dueDay: deadline.dueDay,
    dueIfResumed,
    provisional: deadline.provisional,
  };
}

function pausesUntil(pauses: readonly Pause[], now: EpochMs): Pause[] {
  return pauses
    .filter((pause) => pause.from < now)
    .map((pause) => ({ from: pause.from, to: Math.min(pause.to ?? now, now) }));
}

/** A day moved to is grace: nothing is left on it, and it is not overdue either. */
function leftOf(running: Running, at: { now: EpochMs; due: EpochMs | null }): number {
  const { ruler, from, budget, pauses } = running;
  if (at.due !== null && at.now > at.due)
    return 0 - elapsed(ruler, { from: at.due, to: at.now }, pauses);
  return Math.max(0, budget - elapsed(ruler, { from, to: at.now }, pauses));
}

/** Returns whether an act at an instant answers a deadline in time; the instant itself does. */
export function isInTime(at: EpochMs, deadline: Pick<Deadline, 'due'>): boolean {
  return deadline.due === null || at <= deadline.due;
}
