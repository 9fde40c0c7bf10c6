import {
  dayOf,
  formatInstant,
  parseInstant,
  weekday,
  workingMinutesBetween,
  type WorkCalendar,
} from '#engines/calendar/index.ts';
import type { ClockReading } from '#engines/process/index.ts';
import { zoneOffset } from '#platform/calendars/index.ts';
import { translate } from '#platform/text/index.ts';
import { inLanguage, type Language, type Localized } from '#platform/text/localized.ts';

/** Says things in one language, for one park's zone. */
export type Words = {
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly pick: (text: Localized) => string;
  /** `9月18日 周五 17:30`, in park time. */
  readonly instant: (at: number) => string;
  /** `2026年9月18日 周五`, of a calendar day `YYYY-MM-DD`. */
  readonly day: (day: string) => string;
  /** `2026年9月`, of a month `YYYY-MM`. */
  readonly month: (month: string) => string;
  /** What is left of a clock, as people say it. */
  readonly left: (clock: ClockReading) => string;
  /** As `left`, from a cached due instant, for lists. */
  readonly due: (due: string | null, now: string) => string;
  /** Working days and hours to a due instant, or since it: `还剩 2 个工作日 3 小时`. */
  readonly leftUntil: (due: string, on: { now: string; calendar: WorkCalendar }) => string;
};

/** The words of a language in a zone (IANA name). */
export function wordsOf(language: Language, zone: string): Words {
  const say: Words['say'] = (key, values) => translate(language, key, values);
  const instant = (at: number) => instantText(say, zone, at);
  return {
    say,
    pick: (text) => inLanguage(text, language),
    instant,
    day: (day) => say('cases.words.day', partsOf(say, day)),
    month: (month) => say('cases.words.month', partsOf(say, `${month}-01`)),
    left: (clock) => leftText(say, instant, clock),
    due: (due, now) => dueText(say, instant, { due, now }),
    leftUntil: (due, on) => leftUntil(say, due, on),
  };
}

function instantText(say: Words['say'], zone: string, at: number): string {
  const offset = zoneOffset(zone, at);
  const day = dayOf(at, offset);
  const time = formatInstant(at + offset * 60_000).slice(11, 16);
  return say('cases.words.instant', { ...partsOf(say, day), time });
}

/** The parts of a day (`YYYY-MM-DD`) as each language puts them together. */
function partsOf(say: Words['say'], day: string): Readonly<Record<string, string | number>> {
  const month = Number(day.slice(5, 7));
  return {
    year: Number(day.slice(0, 4)),
    month,
    monthName: say(`cases.words.months.${month}`),
    day: Number(day.slice(8, 10)),
    weekday: say(`cases.words.weekday.${weekday(day)}`),
  };
}

function leftText(say: Words['say'], instant: (at: number) => string, clock: ClockReading): string {
  if (clock.state === 'met' || clock.state === 'missed') return say(`cases.words.${clock.state}`);
  if (clock.state === 'stopped') return say('cases.words.stopped');
  const { left, unit } = clock.remaining;
  const days = clock.limit.endsWith('wd') || clock.limit === 'same-day' ? 'workdays' : 'days';
  const amount = amountText(say, Math.abs(left), unit === 'days' ? days : unit);
  if (clock.suspended) return say('cases.words.paused', { amount });
  const due = instant(clock.due ?? clock.dueIfResumed);
  return say(left < 0 ? 'cases.words.over' : 'cases.words.left', { amount, due });
}

type Unit = 'minutes' | 'days' | 'workdays';

function amountText(say: Words['say'], amount: number, unit: Unit): string {
  const n = Math.round(amount);
  if (unit !== 'minutes') return say(`cases.words.${unit}`, { n, count: n });
  const minutes = Math.round(amount);
  if (minutes < 60) return say('cases.words.minutes', { n: minutes });
  return say('cases.words.hours', { n: Math.floor(minutes / 60), m: minutes % 60 });
}

function dueText(
  say: Words['say'],
  instant: (at: number) => string,
  { due, now }: { readonly due: string | null; readonly now: string },
): string {
  if (due === null) return '';
  const key = due < now ? 'cases.words.was_due' : 'cases.words.due';
  return say(key, { due: instant(parseInstant(due)) });
}

function leftUntil(
  say: Words['say'],
  due: string,
  { now, calendar }: { readonly now: string; readonly calendar: WorkCalendar },
): string {
  const minutes = workingMinutesBetween(calendar, parseInstant(now), parseInstant(due));
  const amount = workingText(say, Math.abs(minutes), calendar.dayMinutes);
  return say(due < now ? 'cases.words.over_by' : 'cases.words.left_for', { amount });
}

/** Working minutes in the days and hours of an office; minutes only where no day is left. */
function workingText(say: Words['say'], minutes: number, dayMinutes: number): string {
  const days = Math.floor(minutes / dayMinutes);
  const rest = minutes % dayMinutes;
  if (days === 0) return amountText(say, rest, 'minutes');
  const hours = Math.floor(rest / 60);
  if (hours === 0) return amountText(say, days, 'workdays');
  return say('cases.words.workdays_hours', { n: days, h: hours, count: days });
}
