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
export type { CalendarFinding, CalendarFindingCode } from './check-field.ts';
export { checkLayers } from './check-layers.ts';
export { CalendarGap } from './day-grid.ts';
export type { Carried, Clock } from './clock.ts';
export { type Deadline, deadlineOf, isInTime } from './deadline.ts';
export { type Remaining, remainingOf } from './remaining.ts';
export { type DayExplanation, explainDay } from './explain-day.ts';
export { latestStart } from './latest-start.ts';
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
  extendLimit,
  formatLimit,
  isLimitError,
  type Limit,
  LIMIT_MAX,
  type LimitError,
  limitOf,
  parseLimit,
  type SameDayLimit,
  type SpanLimit,
} from './limit.ts';
export {
  type CalendarAlarm,
  calendarAlarms,
  type DeadlineChange,
  NOTICE_SEASON,
  type OpenClock,
  recomputeDeadlines,
} from './recompute.ts';
export { rungAt } from './rung.ts';
export type { Suspension } from './suspension.ts';
export { carriedAt, type ClockChange, switchClock, type SwitchResult } from './switch.ts';
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
