import { compareDays, type Day, dayFromNumber, dayNumber, weekdayOfNumber, yearOf } from './day.ts';
import type { CalendarLayers, DeskHours, FixedHolidays, HolidayNotice } from './layers.ts';
import { type DayWindows, parseWindows } from './window.ts';

/** The layer that decided about a day. */
export type DayLayer = 'weekday' | 'fixed' | 'national' | 'regional' | 'office';

/** What one layer says about one day, with the notice that says it. */
export type DayRule = {
  readonly says: 'off' | 'work';
  readonly layer: DayLayer;
  readonly name?: string;
  readonly notice?: HolidayNotice;
};

/** One day as it holds in one office: `windows` is empty exactly when it is off. */
export type PlannedDay = {
  readonly windows: DayWindows;
  readonly layer: DayLayer;
  readonly rule?: DayRule;
};

/** The layers, indexed for questions about single days. */
export type DayPlan = {
  readonly rules: ReadonlyMap<number, DayRule>;
  readonly fixed: readonly FixedHolidays[];
  /** Years with at least one known notice, and how many. */
  readonly years: ReadonlyMap<number, number>;
  readonly regionalNotices: number;
  readonly hours: PlannedHours;
};

type PlannedHours = {
  readonly standard: DayWindows;
  readonly weekdays: ReadonlySet<number>;
  readonly byWeekday: ReadonlyMap<number, DayWindows>;
  readonly seasons: readonly { from: string; to: string; windows: DayWindows }[];
  readonly extra: ReadonlyMap<number, DayWindows>;
  readonly shortened: ReadonlyMap<number, DayWindows>;
  readonly closed: ReadonlySet<number>;
};

/** Returns the hours of a desk, or of the office when no desk is named. */
export function deskHours(layers: CalendarLayers, desk?: string): DeskHours {
  const own = desk === undefined ? undefined : layers.office.desks?.[desk];
  if (desk !== undefined && own === undefined) throw new RangeError(`no such desk: ${desk}`);
  return { ...layers.office, ...own };
}

/**
 * Indexes the layers; notices apply in the order of their publication, regional after national.
 *
 * @param asOf only notices published on or before this day are known; all when absent
 */
export function planDays(layers: CalendarLayers, hours: DeskHours, asOf?: Day): DayPlan {
  const known = (notice: HolidayNotice): boolean =>
    asOf === undefined || notice.publishedOn <= asOf;
  const rules = new Map<number, DayRule>();
  const years = new Map<number, number>();
  const national = layers.national.flatMap((year) => {
    const notices = year.notices.filter(known);
    if (notices.length > 0) years.set(year.year, notices.length);
    return notices;
  });
  const regional = (layers.regional ?? []).filter(known);
  applyNotices(rules, national, 'national');
  applyNotices(rules, regional, 'regional');
  const regionalNotices = regional.length;
  return { rules, fixed: layers.fixed ?? [], years, regionalNotices, hours: planHours(hours) };
}

function applyNotices(
  rules: Map<number, DayRule>,
  notices: readonly HolidayNotice[],
  layer: 'national' | 'regional',
): void {
  const inOrder = notices.toSorted((a, b) => compareDays(a.publishedOn, b.publishedOn));
  for (const notice of inOrder) {
    for (const day of notice.ordinary ?? []) rules.delete(dayNumber(day));
    for (const { name, from, to } of notice.off ?? []) {
      const last = dayNumber(to);
      for (let n = dayNumber(from); n <= last; n += 1)
        rules.set(n, { says: 'off', layer, name, notice });
    }
    for (const work of notice.work ?? [])
      rules.set(dayNumber(work.day), { says: 'work', layer, name: work.for, notice });
  }
}

function planHours(hours: DeskHours): PlannedHours {
  const standard = windowsOf(hours.windows ?? []);
  const days = (list: DeskHours['extraDays']): Map<number, DayWindows> =>
    new Map(
      (list ?? []).map((entry) => [
        dayNumber(entry.day),
        entry.windows === undefined ? standard : windowsOf(entry.windows),
      ]),
    );
  return {
    standard,
    weekdays: new Set(hours.weekdays ?? [1, 2, 3, 4, 5]),
    byWeekday: new Map(
      Object.entries(hours.weekdayWindows ?? {}).map(([day, texts]) => [
        Number(day),
        windowsOf(texts),
      ]),
    ),
    seasons: (hours.seasons ?? []).map((season) => ({
      ...season,
      windows: windowsOf(season.windows),
    })),
    extra: days(hours.extraDays),
    shortened: days(hours.shortenedDays),
    closed: new Set((hours.closedDays ?? []).map((entry) => dayNumber(entry.day))),
  };
}

function windowsOf(texts: readonly string[]): DayWindows {
  const windows = parseWindows(texts);
  if (windows === undefined) throw new RangeError(`not opening windows: ${texts.join(', ')}`);
  return windows;
}

const CLOSED: DayWindows = [];

/** Returns how one day stands; office over region over nation over the weekday. */
export function planOf(plan: DayPlan, number: number): PlannedDay {
  const { hours } = plan;
  const rule = plan.rules.get(number) ?? fixedRule(plan, number);
  const extra = hours.extra.get(number);
  if (hours.closed.has(number)) return { windows: CLOSED, layer: 'office' };
  if (extra !== undefined) return { windows: extra, layer: 'office' };
  const weekday = weekdayOfNumber(number);
  const working = rule === undefined ? hours.weekdays.has(weekday) : rule.says === 'work';
  const layer = rule?.layer ?? 'weekday';
  const because = rule === undefined ? { layer } : { layer, rule };
  if (!working) return { windows: CLOSED, ...because };
  const shortened = hours.shortened.get(number);
  if (shortened !== undefined) return { windows: shortened, layer: 'office' };
  // A weekend worked by notice has the hours of an ordinary day, not those of a half Saturday.
  const ofWeekday = rule === undefined ? hours.byWeekday.get(weekday) : undefined;
  return { windows: ofWeekday ?? seasonWindows(hours, number), ...because };
}

function fixedRule(plan: DayPlan, number: number): DayRule | undefined {
  const day = dayFromNumber(number);
  if (plan.fixed.length === 0 || plan.years.has(yearOf(day))) return undefined;
  const inForce = plan.fixed.filter((entry) => entry.from <= day).at(-1);
  if (inForce?.days.includes(day.slice(5)) !== true) return undefined;
  return { says: 'off', layer: 'fixed', name: inForce.source };
}

function seasonWindows(hours: PlannedHours, number: number): DayWindows {
  if (hours.seasons.length === 0) return hours.standard;
  const date = dayFromNumber(number).slice(5);
  const season = hours.seasons.find(({ from, to }) =>
    from <= to ? from <= date && date <= to : date >= from || date <= to,
  );
  return season?.windows ?? hours.standard;
}
