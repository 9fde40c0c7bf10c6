import {
  civilToNumber,
  DAY_MS,
  type Day,
  dayFromNumber,
  dayNumber,
  type EpochMs,
  MINUTE_MS,
  yearOf,
} from './day.ts';
import {
  CalendarGap,
  closeAt,
  type DayGrid,
  earliestAtWorkingMs,
  indexOfNumber,
  latestAtWorkingMs,
  layGrid,
  midnightAt,
  windowsAt,
  workingMsBefore,
} from './day-grid.ts';
import { type DayPlan, deskHours, planDays, planOf } from './day-plan.ts';
import { calendarVersion } from './version.ts';
import type { CalendarLayers } from './layers.ts';
import { formatWindows, windowMinutes } from './window.ts';
import { localDayNumber, type ZoneOffset, zoneTable } from './zone.ts';

/** The working time of one office or desk, compiled; a value that never changes. */
export type WorkCalendar = {
  /** Names everything the calendar was made of: notices a year, and a checksum of all its days. */
  readonly version: string;
  readonly zone: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Working minutes of a standard day, what `0.5wd` is a half of. */
  readonly dayMinutes: number;
  /** Whether the year of a day has no notice yet, so that the day may still change. */
  readonly provisional: (day: Day) => boolean;
  readonly grid: DayGrid;
  readonly plan: DayPlan;
};

/** Which hours, which knowledge and which years to compile. */
export type CompileOptions = {
  /** A desk of the office; the office itself when absent. */
  readonly desk?: string;
  /** Only notices published on or before this day: the calendar as it was known then. */
  readonly asOf?: Day;
  readonly firstYear?: number;
  readonly lastYear?: number;
};

/** Years compiled when the caller names none; a question beyond them is a {@link CalendarGap}. */
export const COMPILED_YEARS = { first: 2005, last: 2069 } as const;

/**
 * Compiles layers into a calendar; about 24,000 days, a few milliseconds, done once per office.
 *
 * @param zoneOffset minutes east of UTC of `layers.zone` at an instant
 * @throws {RangeError} when a window or day is misspelt; check content with `checkLayers` first
 * @source design/6-conventions-cn §7 (national, regional and office layer)
 */
export function compileCalendar(
  layers: CalendarLayers,
  zoneOffset: ZoneOffset,
  options: CompileOptions = {},
): WorkCalendar {
  const firstNumber = civilToNumber(options.firstYear ?? COMPILED_YEARS.first, 1, 1);
  const endNumber = civilToNumber((options.lastYear ?? COMPILED_YEARS.last) + 1, 1, 1);
  const zone = zoneTable(
    (at) => zoneOffset(layers.zone, at),
    (firstNumber - 2) * DAY_MS,
    (endNumber + 2) * DAY_MS,
  );
  const plan = planDays(layers, deskHours(layers, options.desk), options.asOf);
  const range = { firstNumber, count: endNumber - firstNumber };
  const grid = layGrid(zone, range, (number) => planOf(plan, number).windows);
  return Object.freeze({
    version: calendarVersion(layers.zone, plan, grid),
    zone: layers.zone,
    firstDay: dayFromNumber(firstNumber),
    lastDay: dayFromNumber(endNumber - 1),
    dayMinutes: windowMinutes(plan.hours.standard),
    provisional: (day: Day) => !plan.years.has(yearOf(day)),
    grid,
    plan,
  });
}

/** Returns the day of an instant in the calendar's zone. */
export function dayIn(calendar: WorkCalendar, at: EpochMs): Day {
  return dayFromNumber(localDayNumber(calendar.grid.zone, at));
}

/** Returns the instant at which a day begins in the calendar's zone (24:00 of the day before). */
export function startIn(calendar: WorkCalendar, day: Day): EpochMs {
  return midnightAt(calendar.grid, dayNumber(day));
}

/** Returns whether the office works on a day. @throws {CalendarGap} outside the compiled years */
export function isWorkingDay(calendar: WorkCalendar, day: Day): boolean {
  return closeOf(calendar, day) !== undefined;
}

/** Returns the instant at which a working day closes, `undefined` on a day off. */
export function closeOf(calendar: WorkCalendar, day: Day): EpochMs | undefined {
  return closeAt(calendar.grid, indexOfNumber(calendar.grid, dayNumber(day)));
}

/** Returns the windows of a day as `HH:MM-HH:MM`; none on a day off. */
export function openingOf(calendar: WorkCalendar, day: Day): string[] {
  return formatWindows(windowsAt(calendar.grid, indexOfNumber(calendar.grid, dayNumber(day))));
}

/** Returns whether an instant lies inside an opening window (its end excluded). */
export function isOpenAt(calendar: WorkCalendar, at: EpochMs): boolean {
  return workingMsBefore(calendar.grid, at + 1) > workingMsBefore(calendar.grid, at);
}

/** Returns the first working day after a day. */
export function nextWorkingDay(calendar: WorkCalendar, day: Day): Day {
  return addWorkingDays(calendar, day, 1);
}

/**
 * Returns the `count`-th working day after a day, before it when negative; 0 is identity.
 *
 * @source 民法典 第二百零一条 (the first day is not counted)
 */
export function addWorkingDays(calendar: WorkCalendar, day: Day, count: number): Day {
  const { grid } = calendar;
  const index = indexOfNumber(grid, dayNumber(day));
  if (count === 0) return day;
  const rank =
    count > 0
      ? (grid.daysBefore[index + 1] ?? 0) + count - 1
      : (grid.daysBefore[index] ?? 0) + count;
  const found = grid.workingDays[rank];
  if (found === undefined) throw new CalendarGap(`${count} working days from ${day} lie outside`);
  return dayFromNumber(grid.firstNumber + found);
}

/**
 * Counts working days from the day after `from` through `to`; negative when `to` lies earlier.
 *
 * @source 民法典 第二百零一条 (the first day is not counted)
 */
export function workingDaysBetween(calendar: WorkCalendar, from: Day, to: Day): number {
  const through = (day: Day): number =>
    calendar.grid.daysBefore[indexOfNumber(calendar.grid, dayNumber(day)) + 1] ?? 0;
  return through(to) - through(from);
}

/** Returns whole working minutes from one instant to another; negative when `to` lies earlier. */
export function workingMinutesBetween(calendar: WorkCalendar, from: EpochMs, to: EpochMs): number {
  const ms = workingMsBefore(calendar.grid, to) - workingMsBefore(calendar.grid, from);
  // Adding 0 turns -0 into 0.
  return Math.trunc(ms / MINUTE_MS) + 0;
}

/** Returns the earliest instant by which that many working minutes have passed; 0 is identity. */
export function addWorkingMinutes(calendar: WorkCalendar, from: EpochMs, minutes: number): EpochMs {
  if (minutes < 0) return subtractWorkingMinutes(calendar, from, -minutes);
  if (minutes === 0) return from;
  const { grid } = calendar;
  return earliestAtWorkingMs(grid, workingMsBefore(grid, from) + minutes * MINUTE_MS);
}

/** Returns the latest instant from which that many working minutes remain until `to`; 0 is identity. */
export function subtractWorkingMinutes(
  calendar: WorkCalendar,
  to: EpochMs,
  minutes: number,
): EpochMs {
  if (minutes < 0) return addWorkingMinutes(calendar, to, -minutes);
  if (minutes === 0) return to;
  const { grid } = calendar;
  return latestAtWorkingMs(grid, workingMsBefore(grid, to) - minutes * MINUTE_MS);
}
