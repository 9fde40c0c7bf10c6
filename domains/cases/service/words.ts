import { dayOf, formatInstant, parseInstant, weekday } from '#engines/calendar/index.ts';
import type { ClockReading } from '#engines/process/index.ts';
import { zoneOffset } from '#platform/calendars/index.ts';
import { translate } from '#platform/text/index.ts';
import { inLanguage, type Language, type Localized } from '#platform/text/localized.ts';
import { timeLeft, type TimeLeft, type TimeLeftGround } from './time-left.ts';

/** Says things in one language, for one park's zone. */
export type Words = {
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly pick: (text: Localized) => string;
  /** `9月18日 周五 17:30`, in park time. */
  readonly instant: (at: number) => string;
  /** `2026年9月18日 周五`, of a calendar day `YYYY-MM-DD`. */
  readonly day: (day: string) => string;
  /** `2026年9月18日`, as `day` without its weekday. */
  readonly date: (day: string) => string;
  /** `2026年9月`, of a month `YYYY-MM`. */
  readonly month: (month: string) => string;
  /** What is left of a clock and until when: `还剩 3 个工作日（9月18日 周五 17:30 前）`. */
  readonly left: (clock: ClockReading, on: TimeLeftGround) => string;
  /** As `left` without its due, for lines that say it apart: `还剩 3 个工作日`. */
  readonly leftShort: (clock: ClockReading, on: TimeLeftGround) => string;
  /** As `left`, from a cached due instant, for lists. */
  readonly due: (due: string | null, now: string) => string;
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
    date: (day) => say('cases.words.date', partsOf(say, day)),
    month: (month) => say('cases.words.month', partsOf(say, `${month}-01`)),
    left: (clock, on) => leftText(say, clock, { on, instant }),
    leftShort: (clock, on) => leftShort(say, clock, on),
    due: (due, now) => dueText(say, instant, { due, now }),
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

function leftText(
  say: Words['say'],
  clock: ClockReading,
  { on, instant }: { readonly on: TimeLeftGround; readonly instant: (at: number) => string },
): string {
  if (clock.state === 'met' || clock.state === 'missed') return say(`cases.words.${clock.state}`);
  if (clock.state === 'stopped') return say('cases.words.stopped');
  const left = timeLeft(clock, on);
  const amount = amountText(say, left);
  if (clock.suspended) return say('cases.words.paused', { amount });
  const due = instant(clock.due ?? clock.dueIfResumed);
  return say(left.isOver ? 'cases.words.over' : 'cases.words.left', { amount, due });
}

function leftShort(say: Words['say'], clock: ClockReading, on: TimeLeftGround): string {
  const left = timeLeft(clock, on);
  return say(left.isOver ? 'cases.words.over_by' : 'cases.words.left_for', {
    amount: amountText(say, left),
  });
}

function amountText(say: Words['say'], { days, unit, hours, minutes }: TimeLeft): string {
  if (days > 0 && hours > 0) {
    return say('cases.words.workdays_hours', { n: days, h: hours, count: days });
  }
  if (days > 0) return say(`cases.words.${unit}`, { n: days, count: days });
  if (hours === 0) return say('cases.words.minutes', { n: minutes });
  if (minutes === 0) return say('cases.words.whole_hours', { n: hours });
  return say('cases.words.hours', { n: hours, m: minutes });
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
