import type { Run } from '../compile/run.ts';
import { isKnownZone } from '../compile/structure.ts';
import { scaledOf } from '../number/decimal.ts';
import { roundTo, subtract, wholeOf } from '../number/arithmetic.ts';
import type { Num } from '../number/decimal.ts';
import { dayOfYear, DAY_SECONDS, isCivil, isoWeek, weekdayOf } from '../temporal/civil.ts';
import { midnightOf } from '../temporal/arithmetic.ts';
import {
  DaysDuration,
  MonthsDuration,
  parseDuration,
  SECOND_NANOS,
} from '../temporal/durations.ts';
import { dateOfEpochDay, FeelDate, FeelDateTime, FeelTime, LOCAL } from '../temporal/instants.ts';
import type { Place } from '../temporal/instants.ts';
import { parseDate, parseDateTime, parseTime } from '../temporal/parse.ts';
import type { Value } from '../value/kinds.ts';
import { signature } from './signature.ts';
import type { Arguments, FunctionGroup } from './signature.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Functions that make and read dates, times and durations. @source OMG DMN 1.5, 10.3.4.1, 10.3.4.8 */
export const DATE_FUNCTIONS: FunctionGroup = {
  date: [
    signature('from: string', (args) => parseDate(args.text(0))),
    signature('from: date|date and time', (args) => dateIn(args.any(0))),
    signature('year: number, month: number, day: number', (args) => civil(args)),
  ],
  time: [
    signature('from: string', (args, run) => parseTime(args.text(0), zones(run))),
    signature('from: time|date and time|date', (args) => timeIn(args.any(0))),
    signature(
      'hour: number, minute: number, second: number, offset?: days and time duration',
      (args) => clock(args, { first: 0, place: placeIn(args.any(3)) }),
    ),
  ],
  'date and time': [
    signature('from: string', (args, run) => instantFrom(args.text(0), run)),
    signature('from: date and time', (args) => args.any(0)),
    signature('date: date|date and time, time: time', (args) => joined(args)),
    signature(
      'year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: days and time duration',
      (args) => dateAndTime(args, placeIn(args.any(6))),
    ),
    signature(
      'year: number, month: number, day: number, hour: number, minute: number, second: number, timezone: string',
      (args, run) => {
        const name = args.text(6);
        return isKnownZone(name, run) ? dateAndTime(args, { kind: 'zone', name }) : null;
      },
    ),
  ],
  duration: [signature('from: string', (args) => parseDuration(args.text(0)))],
  'years and months duration': [
    signature('from: date|date and time, to: date|date and time', (args) =>
      wholeMonths(dateIn(args.any(0)), dateIn(args.any(1))),
    ),
  ],
  now: [signature('', (_args, run) => now(run))],
  today: [signature('', (_args, run) => now(run)?.date ?? null)],
  'day of year': dateReading((date) => dayOfYear(date)),
  'day of week': dateReading((date) => WEEKDAYS[weekdayOf(date.epochDay) - 1] ?? null),
  'month of year': dateReading((date) => MONTHS[date.month - 1] ?? null),
  'week of year': dateReading((date) => isoWeek(date)),
};

function dateReading(read: (date: FeelDate) => Value): FunctionGroup[string] {
  return [
    signature('date: date|date and time', (args) => {
      const date = dateIn(args.any(0));
      return date === null ? null : read(date);
    }),
  ];
}

function zones(run: Run): (name: string) => boolean {
  return (name) => isKnownZone(name, run);
}

function dateIn(value: Value): FeelDate | null {
  if (value instanceof FeelDateTime) return value.date;
  return value instanceof FeelDate ? value : null;
}

function timeIn(value: Value): FeelTime | null {
  if (value instanceof FeelDate) return midnightOf(value).time;
  if (value instanceof FeelDateTime) return value.time;
  return value instanceof FeelTime ? value : null;
}

function civil(args: Arguments): FeelDate | null {
  const [year, month, day] = [args.whole(0), args.whole(1), args.whole(2)];
  if (year === undefined || month === undefined || day === undefined) return null;
  return isCivil({ year, month, day }) ? new FeelDate({ year, month, day }) : null;
}

/** A fixed offset given as a duration; null is no place, an unusable one is no time. */
function placeIn(value: Value): Place | null {
  if (value === null) return LOCAL;
  if (!(value instanceof DaysDuration)) return null;
  const seconds = Number(value.nanos / SECOND_NANOS);
  return Math.abs(seconds) > 18 * 3600 ? null : { kind: 'offset', seconds };
}

function clock(
  args: Arguments,
  { first, place }: { first: number; place: Place | null },
): FeelTime | null {
  const hour = args.whole(first);
  const minute = args.whole(first + 1);
  const second = roundTo(args.number(first + 2), 0, 'floor');
  const whole = second === null ? undefined : wholeOf(second);
  if (hour === undefined || minute === undefined || whole === undefined || place === null) {
    return null;
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || whole < 0 || whole > 59) return null;
  const nano = nanosOf(subtract(args.number(first + 2), whole));
  return new FeelTime(hour * 3600 + minute * 60 + whole, nano, place);
}

function nanosOf(fraction: Num | null): number {
  if (fraction === null || fraction === 0) return 0;
  const { coefficient, scale } = scaledOf(fraction);
  const size =
    scale <= 9 ? coefficient * 10n ** BigInt(9 - scale) : coefficient / 10n ** BigInt(scale - 9);
  return Number(size);
}

function dateAndTime(args: Arguments, place: Place | null): FeelDateTime | null {
  const date = civil(args);
  const time = clock(args, { first: 3, place });
  return date === null || time === null ? null : new FeelDateTime(date, time);
}

function instantFrom(text: string, run: Run): FeelDateTime | null {
  const date = parseDate(text);
  if (date !== null) return new FeelDateTime(date, new FeelTime(0, 0));
  return parseDateTime(text, zones(run));
}

function joined(args: Arguments): FeelDateTime | null {
  const date = dateIn(args.any(0));
  const time = args.any(1);
  return date !== null && time instanceof FeelTime ? new FeelDateTime(date, time) : null;
}

/** Whole months from one day to another, negative backwards. @source OMG DMN 1.5, table 68 */
function wholeMonths(from: FeelDate | null, to: FeelDate | null): MonthsDuration | null {
  if (from === null || to === null) return null;
  const months = (to.year - from.year) * 12 + to.month - from.month;
  if (months > 0 && to.day < from.day) return new MonthsDuration(months - 1);
  if (months < 0 && to.day > from.day) return new MonthsDuration(months + 1);
  return new MonthsDuration(months);
}

function now(run: Run): FeelDateTime | null {
  const { now: at } = run.world;
  if (at === undefined) return null;
  const local = at.epochMs + at.offsetMinutes * 60_000;
  const seconds = Math.floor(local / 1000);
  const day = Math.floor(seconds / DAY_SECONDS);
  const place: Place = { kind: 'offset', seconds: at.offsetMinutes * 60 };
  const nano = (local - seconds * 1000) * 1_000_000;
  return new FeelDateTime(
    dateOfEpochDay(day),
    new FeelTime(seconds - day * DAY_SECONDS, nano, place),
  );
}
