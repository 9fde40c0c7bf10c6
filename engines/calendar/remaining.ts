import { type Clock, rulerOf } from './clock.ts';
import { type Day, type EpochMs, MINUTE_MS } from './day.ts';
import { deadlineFrom, dueOf, prepare, type Running } from './deadline.ts';
import { elapsed, type Pause } from './ruler.ts';
import { pausedAt } from './suspension.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** How a clock stands at an instant. */
export type Remaining = {
  /** `minutes` for spans, `days` (working or natural) for counts and `same-day`. */
  readonly unit: 'minutes' | 'days';
  /** Of that unit; negative once overdue. Minutes are whole, begun ones counted as used. */
  readonly left: number;
  /** Working minutes the clock has run, suspensions excluded, begun ones counted. */
  readonly usedMinutes: number;
  /** Working minutes from start to due, suspensions excluded. */
  readonly budgetMinutes: number;
  readonly suspended: boolean;
  readonly due: EpochMs | null;
  readonly dueDay: Day | null;
  /** The deadline if the suspension ended now; equal to `due` when the clock runs. */
  readonly dueIfResumed: EpochMs;
  readonly provisional: boolean;
};

/**
 * Returns what is left of a clock at `now` (pass the instant it was stopped for a stopped one).
 *
 * @throws {CalendarGap} when the answer lies outside the compiled years
 * @throws {RangeError} when a suspension ends before it begins
 */
export function remainingOf(
  calendar: WorkCalendar,
  clock: Clock & { readonly now: EpochMs },
): Remaining {
  const { now, start } = clock;
  const running = prepare(calendar, clock);
  const due = dueOf(calendar, running);
  const { dueDay, provisional } = deadlineFrom(calendar, clock, { due, pauses: running.pauses });
  const suspended = pausedAt(running.pauses, now);
  const halted = suspended || due === null;
  const resumed = halted ? { ...running, pauses: pausesUntil(running.pauses, now) } : running;
  // Every pause of `resumed` has an end, so this clock runs out.
  const dueIfResumed = halted ? (dueOf(calendar, resumed) as EpochMs) : due;
  const work = rulerOf(calendar, 'ms');
  const workedMs = clock.carried?.workedMs ?? 0;
  const usedMs = workedMs + elapsed(work, { from: start, to: now }, running.pauses);
  const budgetMs = workedMs + elapsed(work, { from: start, to: dueIfResumed }, resumed.pauses);
  const left = leftOf(running, now, due);
  return {
    unit: running.ruler.unit === 'ms' ? 'minutes' : 'days',
    left: running.ruler.unit === 'ms' ? Math.floor(left / MINUTE_MS) : left,
    usedMinutes: Math.ceil(usedMs / MINUTE_MS),
    budgetMinutes: Math.floor(budgetMs / MINUTE_MS),
    suspended,
    due,
    dueDay,
    dueIfResumed,
    provisional,
  };
}

function pausesUntil(pauses: readonly Pause[], now: EpochMs): Pause[] {
  return pauses
    .filter((pause) => pause.from < now)
    .map((pause) => ({ from: pause.from, to: Math.min(pause.to ?? now, now) }));
}

/** A day moved to is grace: nothing is left on it, and it is not overdue either. */
function leftOf(running: Running, now: EpochMs, due: EpochMs | null): number {
  const { ruler, from, budget, pauses } = running;
  if (due !== null && now > due) return 0 - elapsed(ruler, { from: due, to: now }, pauses);
  return Math.max(0, budget - elapsed(ruler, { from, to: now }, pauses));
}
