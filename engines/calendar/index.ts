/** Working time: see README.md for the laws. */
export {
  addDays,
  addMonths,
  compareDays,
  type Day,
  dayOf,
  daysBetween,
  type EpochMs,
  formatInstant,
  isDay,
  parseInstant,
  startOfDay,
  weekday,
  yearOf,
} from './day.ts';
export { CalendarGap } from './day-grid.ts';
export {
  type Carried,
  type Clock,
  type Deadline,
  deadlineOf,
  isInTime,
  latestStart,
  type Remaining,
  remainingOf,
} from './deadline.ts';
export type {
  CalendarLayers,
  DeskHours,
  FixedHolidays,
  HolidayNotice,
  NationalYear,
  OfficeDay,
  OfficeHours,
  Season,
} from './layers.ts';
export {
  type CountLimit,
  formatLimit,
  isLimitError,
  type Limit,
  type LimitError,
  limitOf,
  parseLimit,
  type SameDayLimit,
  type SpanLimit,
} from './limit.ts';
export { rungAt } from './rung.ts';
export type { Suspension } from './suspension.ts';
export {
  addWorkingDays,
  addWorkingMinutes,
  closeOf,
  COMPILED_YEARS,
  compileCalendar,
  type CompileOptions,
  dayIn,
  isOpenAt,
  isWorkingDay,
  nextWorkingDay,
  openingOf,
  startIn,
  subtractWorkingMinutes,
  type WorkCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from './work-calendar.ts';
export { fixedOffset, type ZoneOffset } from './zone.ts';
