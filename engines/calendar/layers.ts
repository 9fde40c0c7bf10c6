import type { Day } from './day.ts';

/** One notice that sets days: of the State Council, a region, or a later change of an earlier one. */
export type HolidayNotice = {
  readonly number: string;
  readonly title: string;
  /** The day from which it is known; orders the notices and answers "as known on". */
  readonly publishedOn: Day;
  readonly url?: string;
  /** Stretches off, both ends included, weekends inside them too. */
  readonly off?: readonly { readonly name: string; readonly from: Day; readonly to: Day }[];
  /** Days worked although they are a weekend (调休上班). */
  readonly work?: readonly { readonly day: Day; readonly for: string }[];
  /** Days an earlier notice had set and this one gives back to the weekday rule. */
  readonly ordinary?: readonly Day[];
};

/** The notices of one year; a year without a notice is provisional. */
export type NationalYear = {
  /** The year named in the notice; its days may begin in late December of the year before. */
  readonly year: number;
  readonly notices: readonly HolidayNotice[];
};

/** Holidays on fixed dates, all that is known of a year whose notice is not out. */
export type FixedHolidays = {
  readonly from: Day;
  /** `MM-DD`, as many as apply from `from` until the next entry. */
  readonly days: readonly string[];
  readonly source: string;
};

/** A day on which an office keeps other hours than usual. */
export type OfficeDay = {
  readonly day: Day;
  /** Defaults to the standard windows for an extra day; required for a shortened one. */
  readonly windows?: readonly string[];
  readonly reason?: string;
};

/** Hours that hold every year between two dates, both included, e.g. summer hours. */
export type Season = {
  /** `MM-DD`; a season may run over the turn of the year. */
  readonly from: string;
  readonly to: string;
  readonly windows: readonly string[];
};

/** The hours of a desk: what it does not say is the office's. */
export type DeskHours = {
  /** Standard windows, `HH:MM-HH:MM`, sorted; they define the length of a working day. */
  readonly windows?: readonly string[];
  /** ISO weekdays worked, 1 Monday … 7 Sunday; Monday to Friday when absent. */
  readonly weekdays?: readonly number[];
  /** Other windows on a weekday (key `1`…`7`), e.g. a half Saturday. */
  readonly weekdayWindows?: Readonly<Record<string, readonly string[]>>;
  readonly seasons?: readonly Season[];
  /** Days worked although every other layer says off (weekend service, 周末服务). */
  readonly extraDays?: readonly OfficeDay[];
  /** Working days with fewer hours; a day off stays off. */
  readonly shortenedDays?: readonly OfficeDay[];
  /** Days not worked although every other layer says so. */
  readonly closedDays?: readonly OfficeDay[];
};

/** The hours of an office, with those of its desks by name. */
export type OfficeHours = DeskHours & {
  readonly windows: readonly string[];
  readonly desks?: Readonly<Record<string, DeskHours>>;
};

/** Everything a calendar is made of; a later layer overrides an earlier one, day by day. */
export type CalendarLayers = {
  /** IANA zone name, handed to the caller's zone function. */
  readonly zone: string;
  readonly national: readonly NationalYear[];
  readonly fixed?: readonly FixedHolidays[];
  readonly regional?: readonly HolidayNotice[];
  readonly office: OfficeHours;
};
