import { addMonths, type Day, dayFromNumber, dayNumber, type EpochMs } from './day.ts';
import { midnightAt } from './day-grid.ts';
import { type Limit, spanMs } from './limit.ts';
import { type Ruler, rulersOf, type Run } from './ruler.ts';
import type { Suspension } from './suspension.ts';
import type { WorkCalendar } from './work-calendar.ts';
import { localDayNumber } from './zone.ts';

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
  /** In `unit`: working milliseconds, working days or natural days. */
  readonly budget: number;
  readonly used: number;
  /** Working milliseconds the clock ran before, whatever its unit. */
  readonly workedMs: number;
  /** The day of the first start: months are counted from it. */
  readonly origin: Day;
  /** The last day that is settled and cannot be counted again. */
  readonly through: Day;
};

const rulers = new WeakMap<WorkCalendar, Readonly<Record<Ruler['unit'], Ruler>>>();

/** Returns a ruler of a calendar; they are made once a calendar. */
export function rulerOf(calendar: WorkCalendar, unit: Ruler['unit']): Ruler {
  let known = rulers.get(calendar);
  if (known === undefined) {
    known = rulersOf(calendar.grid);
    rulers.set(calendar, known);
  }
  return known[unit];
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
 * @param origin days from 1970-01-01 to the day of the start
 * @source 民法典 第二百零二条
 */
export function budgetOf(calendar: WorkCalendar, limit: Limit, origin: number): number {
  if (limit.nature === 'same-day') return 1;
  if (limit.nature === 'span') return spanMs(limit, calendar.dayMinutes);
  if (limit.unit !== 'm') return limit.amount;
  return dayNumber(addMonths(dayFromNumber(origin), limit.amount)) - origin;
}

/**
 * Returns what a clock counts, from where and how much: spans from the instant, counts from the end
 * of the day of the start, which is not counted, and `same-day` from the instant to the next close.
 *
 * @source 民法典 第二百零一条
 */
export function scopeOf(calendar: WorkCalendar, clock: Clock): Omit<Run, 'pauses'> {
  const { limit, start, carried } = clock;
  if (carried !== undefined) return carriedScope(calendar, start, carried);
  const { grid } = calendar;
  const startDay = localDayNumber(grid.zone, start);
  const from = limit.nature === 'count' ? midnightAt(grid, startDay + 1) : start;
  const ruler = rulerOf(calendar, rulerUnit(limit));
  return { ruler, from, budget: budgetOf(calendar, limit, startDay) };
}

function carriedScope(
  calendar: WorkCalendar,
  start: EpochMs,
  carried: Carried,
): Omit<Run, 'pauses'> {
  const unsettled = midnightAt(calendar.grid, dayNumber(carried.through) + 1);
  const from = carried.unit === 'ms' ? start : Math.max(start, unsettled);
  const budget = carried.budget - carried.used;
  return { ruler: rulerOf(calendar, carried.unit), from, budget, isSpent: budget <= 0 };
}
