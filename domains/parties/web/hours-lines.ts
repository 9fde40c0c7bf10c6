import type { OfficeHours } from '../model.ts';

/** Days of a week in a row with the same hours, 1 Monday … 7 Sunday; `season` where not all year. */
export type HoursLine = {
  readonly from: number;
  readonly to: number;
  readonly windows: readonly string[];
  readonly season?: { readonly from: string; readonly to: string };
};

/**
 * Returns office hours as people read them: a line for each run of weekdays that are alike, then
 * the hours of seasons. Single days, such as shortened ones, are not told.
 */
export function hoursLines(office: OfficeHours): HoursLine[] {
  const lines: HoursLine[] = [];
  for (const day of office.weekdays.toSorted((a, b) => a - b)) {
    const windows = office.weekdayWindows?.[day] ?? office.windows;
    const last = lines.at(-1);
    const goesOn = last?.to === day - 1 && last.windows.join() === windows.join();
    if (goesOn) lines[lines.length - 1] = { ...last, to: day };
    else lines.push({ from: day, to: day, windows });
  }
  const [first, last] = [lines[0]?.from, lines.at(-1)?.to];
  if (first === undefined || last === undefined) return [];
  const seasons = (office.seasons ?? []).map(({ from, to, windows }) => ({
    ...{ from: first, to: last, windows },
    season: { from, to },
  }));
  return [...lines, ...seasons];
}
