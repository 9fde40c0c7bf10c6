import { formatInstant, parseInstant } from '#engines/calendar/index.ts';
import { zoneOffset } from '#platform/calendars/index.ts';

/** An instant in park time as a ledger writes it, `2026-09-18 10:00`; empty for none. */
export function stampOf(instant: string | null, zone: string): string {
  if (instant === null) return '';
  const at = parseInstant(instant);
  const local = formatInstant(at + zoneOffset(zone, at) * 60_000);
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}

/**
 * The instant of park time somebody wrote as `2026-09-18`, `2026-09-18 10:00` or `2026/9/18 10:00`.
 *
 * @returns ISO in UTC, or undefined when it is no such text or no such day
 */
export function instantOfStamp(text: string, zone: string): string | undefined {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2})?)?$/.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00'] = match;
  const local = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const utc = Date.parse(`${local}T${hour.padStart(2, '0')}:${minute}:00.000Z`);
  // A day that is none (31 April) reads as another one, or not at all.
  if (Number.isNaN(utc) || formatInstant(utc).slice(0, 10) !== local) return undefined;
  return formatInstant(utc - zoneOffset(zone, utc) * 60_000);
}
