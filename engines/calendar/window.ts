/** Opening windows of one day as minutes since local midnight, sorted, disjoint, half-open. */
export type DayWindows = readonly { readonly from: number; readonly to: number }[];

/** A day may not have more windows than this. */
const WINDOWS_MAX = 12;

const WINDOW_FORM = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]|24):([0-5]\d)$/;

/**
 * Returns the windows of a day, or `undefined` when one is misspelt, empty, overlapping or unsorted.
 * Windows that touch (`…-12:00`, `12:00-…`) are joined, so one stretch has one form.
 *
 * @param texts `HH:MM-HH:MM` in local time; `24:00` is allowed as an end
 */
export function parseWindows(texts: readonly string[]): DayWindows | undefined {
  if (texts.length > WINDOWS_MAX) return undefined;
  const windows: { from: number; to: number }[] = [];
  for (const text of texts) {
    const window = parseWindow(text);
    const last = windows[windows.length - 1];
    if (window === undefined || (last !== undefined && window.from < last.to)) return undefined;
    if (last !== undefined && window.from === last.to) last.to = window.to;
    else windows.push(window);
  }
  return windows;
}

function parseWindow(text: string): { from: number; to: number } | undefined {
  const found = WINDOW_FORM.exec(text);
  if (found === null) return undefined;
  const from = Number(found[1]) * 60 + Number(found[2]);
  const to = Number(found[3]) * 60 + Number(found[4]);
  return to <= 24 * 60 && from < to ? { from, to } : undefined;
}

/** Returns the windows written `HH:MM-HH:MM`. */
export function formatWindows(windows: DayWindows): string[] {
  const clock = (minute: number): string =>
    [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return windows.map((window) => `${clock(window.from)}-${clock(window.to)}`);
}

/** Returns the open minutes of a day. */
export function windowMinutes(windows: DayWindows): number {
  return windows.reduce((sum, window) => sum + window.to - window.from, 0);
}
