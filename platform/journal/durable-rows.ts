import pg from 'pg';
import { conflictIn, dataColumns, entryColumns } from './entry-rows.ts';
import type { SealedEntry } from './sealing.ts';

/**
 * Joins long texts to one value: an array of them would be escaped here and unescaped there, quote by
 * quote. Canonical JSON never holds it, because it writes control characters as escapes.
 */
const separator = '\u001f';

/** One statement is one transaction: the answer comes when its commit is on the disk. */
const placeStatement = `
  select journal.place($1, $2, $3::uuid[], $4::text[], $5::int[], $6::text[], $7::timestamptz[],
      string_to_array($8, chr(31)), $9::bytea[], string_to_array($10, chr(31)),
      $11::uuid[], $12::smallint[], $13::text[], $14::bytea[], $15::text[]) as first`;

/**
 * Writes a group with its leaf indices in one transaction of one round trip.
 *
 * @param pool connections under the worker role
 * @returns index of the first, the others follow; `pending-before` and nothing written when an
 *   earlier event of one of the streams has no index yet
 * @throws {RefusalError} `journal.conflict` when a place in a stream is taken
 * @throws {Error} when a `seq` leaves a gap, an `at` goes back, or there is no such log
 */
export async function placeGroup(
  pool: pg.Pool,
  log: { readonly park: string; readonly origin: string },
  entries: readonly SealedEntry[],
): Promise<number | 'pending-before'> {
  const [ids, streams, seqs, types, ats, , salts] = entryColumns(entries);
  const acts = entries.map(({ act }) => act).join(separator);
  const texts = entries.map(({ entry }) => entry).join(separator);
  const columns = [ids, streams, seqs, types, ats, acts, salts, texts];
  const values = [log.park, log.origin, ...columns, ...dataColumns(entries)];
  try {
    const named = { name: 'journal-place', text: placeStatement, values };
    const { rows } = await pool.query<{ first: number }>(named);
    const [placed] = rows;
    if (!placed) throw new Error('journal.place gave no answer');
    return placed.first;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === 'GJ004') return 'pending-before';
    throw conflictIn(error, entries) ?? error;
  }
}
