import { sql } from 'kysely';
import {
  type CalendarLayers,
  compileCalendar,
  type OfficeHours,
  type WorkCalendar,
} from '#engines/calendar/index.ts';
import type { Db, Tx } from '#platform/db/index.ts';

/** What a base pack says of working days; offices bring their hours and their zone. */
export type CalendarBase = Pick<CalendarLayers, 'national' | 'fixed' | 'regional'>;

declare module '#platform/db/index.ts' {
  interface Database {
    'platform.calendar': { code: string; version: string; data: CalendarBase; loaded_at: string };
  }
}

/**
 * Keeps a version of a base calendar; the same version again changes nothing.
 *
 * @param db connections under the owner role
 * @returns whether it is new
 * @throws {Error} when the version is there already with other days
 */
export async function saveCalendar(
  db: Db | Tx,
  { code, version, data }: { code: string; version: string; data: CalendarBase },
): Promise<boolean> {
  const text = JSON.stringify(data);
  const { rows } = await sql<{ same: boolean }>`
    select data = ${text}::jsonb as same from platform.calendar
     where code = ${code} and version = ${version}`.execute(db);
  if (rows[0]?.same === true) return false;
  if (rows[0]) throw new Error(`${code} ${version} is loaded already with other days`);
  await sql`insert into platform.calendar (code, version, data)
    values (${code}, ${version}, ${text}::jsonb)`.execute(db);
  return true;
}

/** The latest loaded version of a base calendar, or undefined. */
export async function latestCalendar(
  db: Db | Tx,
  code: string,
): Promise<{ version: string; data: CalendarBase } | undefined> {
  const { rows } = await sql<{ version: string; data: CalendarBase }>`
    select version, data from platform.calendar
     where code = ${code} order by loaded_at desc, version desc limit 1`.execute(db);
  return rows[0];
}

const compiled = new Map<string, WorkCalendar>();

/** Compiled calendars kept; each takes a few hundred kilobytes. */
const compiledMax = 200;

/**
 * The working time of an office: a base version with the office's zone and hours, compiled once.
 *
 * @param version names `base` completely: equal versions hold equal days
 */
export function calendarOfOffice(
  base: { readonly version: string; readonly data: CalendarBase },
  zone: string,
  office: OfficeHours,
): WorkCalendar {
  const key = JSON.stringify([base.version, zone, office]);
  const known = compiled.get(key);
  if (known) return known;
  if (compiled.size >= compiledMax) compiled.clear();
  const calendar = compileCalendar({ ...base.data, zone, office }, zoneOffset);
  compiled.set(key, calendar);
  return calendar;
}

/**
 * Minutes east of UTC of an IANA zone at an instant (epoch milliseconds).
 *
 * @throws {RangeError} for a zone nobody knows
 */
export function zoneOffset(zone: string, at: number): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return Math.round(zoned.offsetNanoseconds / 60_000_000_000);
}
