/** Years a FEEL date may name. @source OMG DMN 1.5, 10.3.2.3.4 (XML Schema, nine digits) */
export const YEAR_MAX = 999_999_999;

/** Seconds of a day. */
export const DAY_SECONDS = 86_400;

/** A day of the proleptic Gregorian calendar. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Returns the number of days from 1970-01-01 to the day; negative before.
 *
 * @source ISO 8601 (proleptic Gregorian calendar); years of 400 repeat
 */
export function epochDayOf({ year, month, day }: Civil): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leaps + dayOfYear - 719_468;
}

/** Returns the day that lies `epochDay` days after 1970-01-01. */
export function civilOf(epochDay: number): Civil {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const quarters = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524);
  const yearOfEra = Math.floor((dayOfEra - quarters + Math.floor(dayOfEra / 146_096)) / 365);
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - (365 * yearOfEra + leaps);
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** True for a leap year. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Returns the number of days of a month (1…12). */
export function monthLength(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True when the three numbers name a day of the calendar within the years FEEL knows. */
export function isCivil({ year, month, day }: Civil): boolean {
  const whole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(day);
  if (!whole || Math.abs(year) > YEAR_MAX || month < 1 || month > 12) return false;
  return day >= 1 && day <= monthLength(year, month);
}

/** Returns the day `months` later, clamped to the end of a shorter month; null beyond the years. */
export function addCivilMonths(civil: Civil, months: number): Civil | null {
  const index = civil.year * 12 + civil.month - 1 + months;
  const year = Math.floor(index / 12);
  if (Math.abs(year) > YEAR_MAX) return null;
  const month = index - year * 12 + 1;
  return { year, month, day: Math.min(civil.day, monthLength(year, month)) };
}

/** Returns 1 (Monday) … 7 (Sunday). */
export function weekdayOf(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

/** Returns the day of the year, 1…366. */
export function dayOfYear(civil: Civil): number {
  return epochDayOf(civil) - epochDayOf({ year: civil.year, month: 1, day: 1 }) + 1;
}

/** Returns the ISO 8601 week number, 1…53. @source ISO 8601, 3.1.1.23 */
export function isoWeek(civil: Civil): number {
  const epochDay = epochDayOf(civil);
  // The week belongs to the year its Thursday lies in.
  const thursday = civilOf(epochDay - weekdayOf(epochDay) + 4);
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}
