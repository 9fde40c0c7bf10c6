import { addDays, type Day, dayNumber, type EpochMs } from './day.ts';
import { closeAt, indexOfInstant } from './day-grid.ts';
import { budgetOf, type Carried, type Clock, rulerOf, rulerUnit } from './clock.ts';
import { prepare } from './deadline.ts';
import type { Limit } from './limit.ts';
import { elapsed, type Ruler } from './ruler.ts';
import { dayIn, type WorkCalendar } from './work-calendar.ts';

/** A clock that went on, or why it cannot: days never become minutes nor the reverse. */
export type SwitchResult =
  | { readonly ok: true; readonly clock: Clock }
  | {
      readonly ok: false;
      readonly code: 'calendar.units-mixed';
      readonly values: { readonly from: string; readonly to: string };
    };

/** A change of clock: another calendar (another holder), another limit (an extension), or both. */
export type ClockChange = {
  readonly at: EpochMs;
  readonly from: WorkCalendar;
  readonly to: WorkCalendar;
  readonly limit?: Limit;
};

/**
 * Returns the clock as it goes on from `at`, keeping what was used; a day half passed is settled by
 * the calendar in which the clock runs at its close, and never counted twice.
 *
 * @source design/2-service-language, Time; issue 3 §1 (switch of clock keeps what was used)
 */
export function switchClock(clock: Clock, change: ClockChange): SwitchResult {
  const { at, from, to, limit = clock.limit } = change;
  const carried = carriedAt(from, clock, at);
  if (limit.nature !== clock.limit.nature || rulerUnit(limit) !== carried.unit) {
    const values = { from: carried.unit, to: rulerUnit(limit) };
    return { ok: false, code: 'calendar.units-mixed', values };
  }
  const budget =
    change.limit === undefined ? carried.budget : budgetOf(to, limit, dayNumber(carried.origin));
  return { ok: true, clock: { ...clock, limit, start: at, carried: { ...carried, budget } } };
}

/** Returns what a clock has used at an instant, in the unit it counts. */
export function carriedAt(calendar: WorkCalendar, clock: Clock, at: EpochMs): Carried {
  const running = prepare(calendar, clock);
  const { ruler, from, pauses } = running;
  const before = clock.carried;
  const origin = before?.origin ?? dayIn(calendar, clock.start);
  // Only `same-day` may still count the day of its start.
  const unsettled = clock.limit.nature === 'same-day' ? addDays(origin, -1) : origin;
  const work = rulerOf(calendar, 'ms');
  return {
    unit: ruler.unit,
    budget: before?.budget ?? running.budget,
    used: (before?.used ?? 0) + elapsed(ruler, { from, to: at }, pauses),
    workedMs: (before?.workedMs ?? 0) + elapsed(work, { from: clock.start, to: at }, pauses),
    origin,
    through: later(before?.through ?? unsettled, lastSettled(calendar, ruler.unit, at)),
  };
}

function lastSettled(calendar: WorkCalendar, unit: Ruler['unit'], at: EpochMs): Day {
  const today = dayIn(calendar, at);
  const close =
    unit === 'wd' ? closeAt(calendar.grid, indexOfInstant(calendar.grid, at)) : undefined;
  return close !== undefined && close <= at ? today : addDays(today, -1);
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
