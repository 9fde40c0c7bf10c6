import { DAY_MS, MINUTE_MS, type EpochMs } from './day.ts';

/** Minutes east of UTC of a zone at an instant; supplied by the caller (engines know no zones). */
export type ZoneOffset = (zone: string, at: EpochMs) => number;

/** The offsets of one zone over a stretch of time: `offsets[i]` holds from `starts[i]` on. */
export type ZoneTable = {
  readonly starts: readonly EpochMs[];
  readonly offsets: readonly number[];
};

/** A change that is taken back within this many days is not seen; no zone in use does that. */
const PROBE_DAYS = 14;

/** Returns a zone offset that is the same everywhere and always, e.g. 480 for Asia/Shanghai. */
export function fixedOffset(minutes: number): ZoneOffset {
  return () => minutes;
}

/** Returns the offsets of a zone between two instants, probed and then bisected to the minute. */
export function zoneTable(offset: (at: EpochMs) => number, from: EpochMs, to: EpochMs): ZoneTable {
  const starts = [from];
  const offsets = [offset(from)];
  const step = PROBE_DAYS * DAY_MS;
  for (let at = from; at < to; at += step) {
    const next = offset(at + step);
    if (next === offsets[offsets.length - 1]) continue;
    starts.push(changeBetween(offset, at, at + step));
    offsets.push(next);
  }
  return { starts, offsets };
}

/** Bisects to the first minute after `from` whose offset is that of `to`. */
function changeBetween(offset: (at: EpochMs) => number, from: EpochMs, to: EpochMs): EpochMs {
  const value = offset(to);
  let [low, high] = [Math.floor(from / MINUTE_MS), Math.ceil(to / MINUTE_MS)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle * MINUTE_MS) === value) high = middle;
    else low = middle;
  }
  return high * MINUTE_MS;
}

/** Returns minutes east of UTC at an instant. */
export function offsetAt(table: ZoneTable, at: EpochMs): number {
  let index = table.starts.length - 1;
  while (index > 0 && at < (table.starts[index] ?? 0)) index -= 1;
  return table.offsets[index] ?? 0;
}

/** Returns the local day of an instant, as days since 1970-01-01. */
export function localDayNumber(table: ZoneTable, at: EpochMs): number {
  return Math.floor((at + offsetAt(table, at) * MINUTE_MS) / DAY_MS);
}

/** Returns the instant at which a local day begins; where 00:00 is skipped, its first instant. */
export function midnightOf(table: ZoneTable, number: number): EpochMs {
  const utc = number * DAY_MS;
  if (table.offsets.length === 1) return utc - (table.offsets[0] ?? 0) * MINUTE_MS;
  const before = offsetAt(table, utc - DAY_MS);
  const after = offsetAt(table, utc + DAY_MS);
  const early = utc - Math.max(before, after) * MINUTE_MS;
  const late = utc - Math.min(before, after) * MINUTE_MS;
  if (localDayNumber(table, early) === number) return early;
  return localDayNumber(table, late - MINUTE_MS) < number ? late : firstOf(table, number, early);
}

function firstOf(table: ZoneTable, number: number, early: EpochMs): EpochMs {
  let at = early;
  while (localDayNumber(table, at) < number) at += MINUTE_MS;
  return at;
}
