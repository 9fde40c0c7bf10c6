import type { EpochMs } from './day.ts';
import {
  closesUntil,
  type DayGrid,
  earliestAtWorkingMs,
  instantOfClose,
  midnightAt,
  workingMsBefore,
} from './day-grid.ts';
import { localDayNumber } from './zone.ts';

/**
 * What a clock counts, as a function of time that never falls: working milliseconds, closes of
 * working days, or midnights. All three natures of a limit run through the same arithmetic; a pause
 * takes away what was counted inside it, hence a pause in which nothing is counted changes nothing.
 */
export type Ruler = {
  readonly unit: 'ms' | 'wd' | 'd';
  /** What was counted up to and including the instant, from an origin of the ruler's own. */
  readonly count: (at: EpochMs) => number;
  /** The earliest instant at which the count is reached. */
  readonly reach: (count: number) => EpochMs;
};

/** Returns the three rulers of a grid. */
export function rulersOf(grid: DayGrid): Readonly<Record<Ruler['unit'], Ruler>> {
  return {
    ms: {
      unit: 'ms',
      count: (at) => workingMsBefore(grid, at),
      reach: (ms) => earliestAtWorkingMs(grid, ms),
    },
    wd: {
      unit: 'wd',
      count: (at) => closesUntil(grid, at),
      reach: (count) => instantOfClose(grid, count),
    },
    d: {
      unit: 'd',
      count: (at) => localDayNumber(grid.zone, at),
      reach: (number) => midnightAt(grid, number),
    },
  };
}

/** A stretch in which a clock stands still; `to` is absent while nobody knows its end. */
export type Pause = { readonly from: EpochMs; readonly to?: EpochMs };

/**
 * Returns what a clock counts in a stretch of time outside the pauses.
 *
 * @param pauses sorted and disjoint
 */
export function elapsed(
  ruler: Ruler,
  stretch: { readonly from: EpochMs; readonly to: EpochMs },
  pauses: readonly Pause[],
): number {
  const { from, to } = stretch;
  if (to <= from) return 0;
  let counted = ruler.count(to) - ruler.count(from);
  for (const pause of pauses) {
    const start = Math.max(pause.from, from);
    const end = Math.min(pause.to ?? to, to);
    if (end > start) counted -= ruler.count(end) - ruler.count(start);
  }
  return counted;
}

/** A clock made ready: what it counts, from where, how much, and where it stands still. */
export type Run = {
  readonly ruler: Ruler;
  readonly from: EpochMs;
  /** In the unit of the ruler. */
  readonly budget: number;
  /** Whether all of it was counted before `from`: only what a last day off gives is left. */
  readonly isSpent?: boolean;
  /** Sorted and disjoint. */
  readonly pauses: readonly Pause[];
};

/**
 * Returns the earliest instant at which a clock has counted its budget, `null` when a pause without
 * an end comes first.
 */
export function advance(run: Run): EpochMs | null {
  return run.isSpent === true ? rewind(run) : goOn(run);
}

function goOn({ ruler, from, budget, pauses }: Run): EpochMs | null {
  let at = from;
  let left = budget;
  for (const pause of pauses) {
    if (pause.to !== undefined && pause.to <= at) continue;
    const run = ruler.count(Math.max(pause.from, at)) - ruler.count(at);
    if (run >= left) break;
    if (pause.to === undefined) return null;
    left -= run;
    at = pause.to;
  }
  return ruler.reach(ruler.count(at) + left);
}

/** The earliest instant at which a clock had counted its budget that has counted more, or no more. */
function rewind({ ruler, from, budget, pauses }: Run): EpochMs {
  let at = from;
  let over = -budget;
  for (const pause of pauses.toReversed()) {
    if (pause.from >= at) continue;
    const run = ruler.count(at) - ruler.count(Math.min(pause.to ?? at, at));
    if (run > over) break;
    over -= run;
    at = pause.from;
  }
  return ruler.reach(ruler.count(at) - over);
}
