import { DAY_MS, type EpochMs, MINUTE_MS } from './day.ts';
import { type DayWindows, formatWindows, windowMinutes } from './window.ts';
import { localDayNumber, midnightOf, offsetAt, type ZoneTable } from './zone.ts';

/** A question that lies outside the years a calendar was compiled for. */
export class CalendarGap extends RangeError {
  override readonly name = 'CalendarGap';
}

/**
 * All days of a calendar with running totals, so that every question is a look-up or one bisection.
 * Index 0 is the first day; totals have one entry more than there are days.
 */
export type DayGrid = {
  readonly zone: ZoneTable;
  readonly firstNumber: number;
  /** Working minutes before each day. */
  readonly minutesBefore: Int32Array;
  /** Working days before each day. */
  readonly daysBefore: Int32Array;
  /** The index of each working day, in order. */
  readonly workingDays: Int32Array;
  /** Which of `patterns` each day has; pattern 0 is a day off. */
  readonly patternOf: Uint16Array;
  readonly patterns: readonly DayWindows[];
};

/** Returns the grid of `count` days from a day number on. */
export function layGrid(
  zone: ZoneTable,
  range: { readonly firstNumber: number; readonly count: number },
  windowsOf: (dayNumber: number) => DayWindows,
): DayGrid {
  const { firstNumber, count } = range;
  const [minutesBefore, daysBefore] = [new Int32Array(count + 1), new Int32Array(count + 1)];
  const patternOf = new Uint16Array(count);
  const patterns: DayWindows[] = [[]];
  // Days share their windows by reference, so most need no text to be made.
  const known = new Map<DayWindows, number>();
  const working: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const windows = windowsOf(firstNumber + index);
    const id = known.get(windows) ?? idOf(patterns, windows);
    known.set(windows, id);
    patternOf[index] = id;
    if (id !== 0) working.push(index);
    minutesBefore[index + 1] = (minutesBefore[index] ?? 0) + windowMinutes(windows);
    daysBefore[index + 1] = working.length;
  }
  const workingDays = Int32Array.from(working);
  return { zone, firstNumber, minutesBefore, daysBefore, workingDays, patternOf, patterns };
}

/** Returns the place of some windows among the patterns, where they are put if they are new. */
function idOf(patterns: DayWindows[], windows: DayWindows): number {
  const text = formatWindows(windows).join();
  const found = patterns.findIndex((pattern) => formatWindows(pattern).join() === text);
  return found < 0 ? patterns.push(windows) - 1 : found;
}

/** Returns the index of a local day number. @throws {CalendarGap} outside the grid */
export function indexOfNumber(grid: DayGrid, number: number): number {
  const index = number - grid.firstNumber;
  if (index < 0 || index >= grid.patternOf.length)
    throw new CalendarGap(`day number ${number} lies outside the compiled years`);
  return index;
}

/** Returns the index of the day of an instant. @throws {CalendarGap} outside the grid */
export function indexOfInstant(grid: DayGrid, at: EpochMs): number {
  return indexOfNumber(grid, localDayNumber(grid.zone, at));
}

/** Returns the windows of a day by its index. */
export function windowsAt(grid: DayGrid, index: number): DayWindows {
  return grid.patterns[grid.patternOf[index] ?? 0] ?? [];
}

/** Returns the instant from which a day's windows are counted; noon decides which offset holds. */
function clockZero(grid: DayGrid, index: number): EpochMs {
  const utc = (grid.firstNumber + index) * DAY_MS;
  return utc - offsetAt(grid.zone, utc + DAY_MS / 2) * MINUTE_MS;
}

/** Returns the instant at which the last window of a working day ends. */
export function closeAt(grid: DayGrid, index: number): EpochMs | undefined {
  const last = windowsAt(grid, index).at(-1);
  return last === undefined ? undefined : clockZero(grid, index) + last.to * MINUTE_MS;
}

/** Returns working milliseconds from the first day of the grid up to an instant. */
export function workingMsBefore(grid: DayGrid, at: EpochMs): number {
  const index = indexOfInstant(grid, at);
  const clock = at - clockZero(grid, index);
  let ms = (grid.minutesBefore[index] ?? 0) * MINUTE_MS;
  for (const window of windowsAt(grid, index)) {
    if (clock <= window.from * MINUTE_MS) break;
    ms += Math.min(clock, window.to * MINUTE_MS) - window.from * MINUTE_MS;
  }
  return ms;
}

/** Returns the earliest instant at which `ms` working milliseconds of the grid have passed. */
export function earliestAtWorkingMs(grid: DayGrid, ms: number): EpochMs {
  const index = lastIndex(grid, (before) => before * MINUTE_MS < ms);
  let left = ms - (grid.minutesBefore[index] ?? 0) * MINUTE_MS;
  for (const window of windowsAt(grid, index)) {
    const length = (window.to - window.from) * MINUTE_MS;
    if (left <= length) return clockZero(grid, index) + window.from * MINUTE_MS + left;
    left -= length;
  }
  throw new CalendarGap('the working time asked for ends after the compiled years');
}

/** Returns the latest instant at which only `ms` working milliseconds of the grid have passed. */
export function latestAtWorkingMs(grid: DayGrid, ms: number): EpochMs {
  const index = lastIndex(grid, (before) => before * MINUTE_MS <= ms);
  let left = ms - (grid.minutesBefore[index] ?? 0) * MINUTE_MS;
  for (const window of windowsAt(grid, index)) {
    const length = (window.to - window.from) * MINUTE_MS;
    if (left < length) return clockZero(grid, index) + window.from * MINUTE_MS + left;
    left -= length;
  }
  throw new CalendarGap('the working time asked for ends after the compiled years');
}

function lastIndex(grid: DayGrid, holds: (minutesBefore: number) => boolean): number {
  if (!holds(grid.minutesBefore[0] ?? 0))
    throw new CalendarGap('the working time asked for begins before the compiled years');
  let [low, high] = [0, grid.minutesBefore.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(grid.minutesBefore[middle] ?? 0)) low = middle;
    else high = middle;
  }
  return low;
}

/** Returns how many working days of the grid had closed at an instant, its own close included. */
export function closesUntil(grid: DayGrid, at: EpochMs): number {
  const index = indexOfInstant(grid, at);
  const close = closeAt(grid, index);
  return (grid.daysBefore[index] ?? 0) + (close !== undefined && close <= at ? 1 : 0);
}

/** Returns the instant of the `count`-th close of the grid, counted from 1. */
export function instantOfClose(grid: DayGrid, count: number): EpochMs {
  const index = grid.workingDays[count - 1];
  const close = index === undefined ? undefined : closeAt(grid, index);
  if (close === undefined) throw new CalendarGap(`close ${count} lies outside the compiled years`);
  return close;
}

/** Returns the instant at which a local day number begins. @throws {CalendarGap} outside the grid */
export function midnightAt(grid: DayGrid, number: number): EpochMs {
  indexOfNumber(grid, number);
  return midnightOf(grid.zone, number);
}
