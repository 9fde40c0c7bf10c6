import type { Tx } from '#platform/db/index.ts';
import { newId } from '#platform/config/index.ts';
import { insertSealed, readLog, type SealingLog } from './entry-rows.ts';
import { sealEntry, type NewEntry } from './sealing.ts';

/** One transaction writes at most this many entries. */
export const entriesPerAppendMax = 1000;

/** The log of the park of a transaction, read once. */
const logOf = new WeakMap<Tx, Promise<SealingLog>>();

/**
 * Reads what `append` needs to know, beside another query of the transaction: asked together, both
 * take one round trip.
 *
 * @returns the park's log, under whose origin and suite entries are sealed
 * @throws {Error} when the park has no log
 */
export function readAhead(tx: Tx): Promise<SealingLog> {
  const reading = logOf.get(tx) ?? readLog(tx);
  logOf.set(tx, reading);
  return reading;
}

/**
 * Appends events to their streams in the caller's transaction, with the state they explain. They
 * are sent with its next query, at the latest with its commit, and it is there that they are
 * refused: each must follow the last of its stream.
 *
 * @param entries at most `entriesPerAppendMax`; those of one stream in ascending `seq`
 * @returns their ids, in order; a receipt follows when a checkpoint covers them
 * @throws {RefusalError} `journal.conflict` when a `seq` is taken: load again and decide again
 * @throws {Error} when a `seq` leaves a gap, an `at` goes back, or the park has no log
 * @source 3-architecture Journal (optimistic concurrency on (stream, seq)); ADR 0008
 */
export async function append(tx: Tx, entries: readonly NewEntry[]): Promise<{ id: string }[]> {
  if (entries.length === 0) return [];
  if (entries.length > entriesPerAppendMax) throw new RangeError('too many entries at once');
  const log = await readAhead(tx);
  const sealed = entries.map((entry) => sealEntry(log, { ...entry, id: entry.id ?? newId() }));
  await insertSealed(tx, log.origin, sealed);
  return sealed.map(({ id }) => ({ id }));
}
