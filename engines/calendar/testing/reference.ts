import type { CalendarLayers, HolidayNotice } from '../layers.ts';
import type { Limit } from '../limit.ts';
import type { Suspension } from '../suspension.ts';

/**
 * A slow calendar that looks at every day and every minute, uses the platform's own dates, and shares
 * no code with the engine. It knows one office at UTC+8 and instants on whole minutes.
 */
export type Reference = ReturnType<typeof referenceOf>;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** No clock of the tests runs longer. */
const HORIZON = 1_200 * DAY;
const EAST = 8 * 60 * MINUTE;

type RefClock = {
  readonly limit: Limit;
  readonly start: number;
  readonly suspensions: readonly Suspension[];
  readonly moves?: boolean;
};

type Days = ReturnType<typeof daysOf>;

/** Answers about single days, each found by reading all layers again. */
function daysOf(layers: CalendarLayers) {
  const hours = new Map<string, [number, number][]>();
  const windows = (day: string): [number, number][] => {
    const known = hours.get(day) ?? hoursOn(layers, day);
    hours.set(day, known);
    return known;
  };
  const isWorking = (day: string): boolean => windows(day).length > 0;
  const close = (day: string): number => midnight(day) + (windows(day).at(-1)?.[1] ?? 0) * MINUTE;
  const dayMinutes = layers.office.windows.map(minutesOf).reduce((sum, [a, b]) => sum + b - a, 0);
  return { windows, isWorking, close, dayMinutes };
}

/** Returns the reference answers for some layers. */
export function referenceOf(layers: CalendarLayers) {
  const days = daysOf(layers);

  const endOf = ({ from, to = Infinity, max }: Suspension): number =>
    max === undefined
      ? to
      : Math.min(to, due({ limit: max, start: from, suspensions: [] }) ?? Infinity);

  /** Tells whether a clock stands still in the last moment before an instant. */
  const standing = (clock: RefClock): ((at: number) => boolean) => {
    const pauses = clock.suspensions.map((one) => ({ from: one.from, to: endOf(one) }));
    return (at) => pauses.some((pause) => pause.from < at && at <= pause.to);
  };

  function due(clock: RefClock): number | null {
    const stands = standing(clock);
    let left = budgetOf(days, clock);
    for (const at of ticks(days, clock)) {
      if (!stands(at)) left -= 1;
      if (left === 0) return movesOn(clock) ? moved(days, stands, at) : at;
    }
    return null;
  }

  /** What the clock has used at an instant, in its own unit. */
  function used(clock: RefClock, now: number): number {
    const stands = standing(clock);
    let count = 0;
    for (const at of ticks(days, clock)) {
      if (at > now) return count;
      if (!stands(at)) count += 1;
    }
    return count;
  }

  return { ...days, due, used, budget: (clock: RefClock) => budgetOf(days, clock), midnight };
}

/** The instants at which a unit of a clock is used up: ends of minutes, closes, midnights. */
function ticks(days: Days, clock: RefClock): Generator<number> {
  return clock.limit.nature === 'span' ? minutes(days, clock.start) : closes(days, clock);
}

function* minutes(days: Days, start: number): Generator<number> {
  for (let day = dayAt(start); midnight(day) < start + HORIZON; day = plus(day, 1)) {
    const zero = midnight(day);
    for (const [from, to] of days.windows(day))
      for (let minute = from; minute < to; minute += 1)
        if (zero + minute * MINUTE >= start) yield zero + (minute + 1) * MINUTE;
  }
}

function* closes(days: Days, { limit, start }: RefClock): Generator<number> {
  const natural = limit.nature === 'count' && limit.unit !== 'wd';
  let day = dayAt(start);
  const today = days.isWorking(day) && start < days.close(day);
  if (limit.nature === 'same-day' && today) yield days.close(day);
  while (midnight(day) < start + HORIZON) {
    day = plus(day, 1);
    if (natural) yield midnight(plus(day, 1));
    else if (days.isWorking(day)) yield days.close(day);
  }
}

function movesOn({ limit, moves = true }: RefClock): boolean {
  return moves && limit.nature === 'count' && limit.unit !== 'wd';
}

function moved(days: Days, stands: (at: number) => boolean, end: number): number | null {
  if (days.isWorking(dayAt(end - 1))) return end;
  for (let at = end + DAY; at < end + HORIZON; at += DAY)
    if (days.isWorking(dayAt(at - 1)) && !stands(at)) return at;
  return null;
}

function budgetOf({ dayMinutes }: Days, { limit, start }: RefClock): number {
  if (limit.nature === 'same-day') return 1;
  if (limit.nature === 'span')
    return Math.floor(((limit.unit === 'wh' ? 60 : dayMinutes) * limit.hundredths) / 100);
  if (limit.unit !== 'm') return limit.amount;
  const target = plusMonths(dayAt(start), limit.amount);
  return Math.round((midnight(target) - midnight(dayAt(start))) / DAY);
}

function hoursOn(layers: CalendarLayers, day: string): [number, number][] {
  const { office } = layers;
  if (office.closedDays?.some((entry) => entry.day === day)) return [];
  const extra = office.extraDays?.findLast((entry) => entry.day === day);
  if (extra !== undefined) return (extra.windows ?? office.windows).map(minutesOf);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  let working = (office.weekdays ?? [1, 2, 3, 4, 5]).includes(weekday);
  const inOrder = (notices: readonly HolidayNotice[]): readonly HolidayNotice[] =>
    [...notices].sort((a, b) => Date.parse(a.publishedOn) - Date.parse(b.publishedOn));
  const national = inOrder(layers.national.flatMap((year) => year.notices));
  for (const notice of [...national, ...inOrder(layers.regional ?? [])]) {
    if (notice.off?.some(({ from, to }) => from <= day && day <= to)) working = false;
    if (notice.work?.some((work) => work.day === day)) working = true;
  }
  if (!working) return [];
  const shortened = office.shortenedDays?.findLast((entry) => entry.day === day);
  return (shortened?.windows ?? office.windows).map(minutesOf);
}

function minutesOf(window: string): [number, number] {
  const [from = '', to = ''] = window.split('-');
  const minutes = (clock: string): number =>
    Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return [minutes(from), minutes(to)];
}

function dayAt(at: number): string {
  return new Date(at + EAST).toISOString().slice(0, 10);
}

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

function plus(day: string, days: number): string {
  return dayAt(midnight(day) + days * DAY);
}

function plusMonths(day: string, months: number): string {
  const target = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  target.setUTCMonth(target.getUTCMonth() + months);
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0));
  target.setUTCDate(Math.min(Number(day.slice(8)), last.getUTCDate()));
  return target.toISOString().slice(0, 10);
}
