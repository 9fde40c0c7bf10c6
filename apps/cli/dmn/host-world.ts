import type { World } from '#engines/rules/index.ts';

/** What one decision may take: milliseconds, and steps of the rules engine. */
export const DECIDE_MILLISECONDS_MAX = 10_000;
export const DECIDE_STEPS_MAX = 20_000_000;

/**
 * Returns what a decision may know of this computer: clock, time zones, time elapsed, limits.
 *
 * @param now instant of the decision, in epoch milliseconds
 */
export function hostWorld(now = Date.now()): World {
  const begun = performance.now();
  return {
    now: { epochMs: now, offsetMinutes: -new Date(now).getTimezoneOffset() },
    zone: offsetMinutes,
    elapsed: () => performance.now() - begun,
    limits: { milliseconds: DECIDE_MILLISECONDS_MAX, steps: DECIDE_STEPS_MAX },
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws {RangeError} for a zone that does not exist */
function offsetMinutes(zone: string, epochMs: number): number {
  const format = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, format);
  const parts = format.formatToParts(epochMs);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes = '0', seconds = '0'] =
    /GMT([+-])(\d+)(?::(\d+))?(?::(\d+))?/u.exec(name) ?? [];
  if (hours === undefined) return 0;
  const size = Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  return sign === '-' ? -size : size;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
}
