import { recollectionOf, type Tx } from '#platform/db/index.ts';
import { newId } from '#platform/config/index.ts';
import { askLog, insertSealed, type SealingLog } from './entry-rows.ts';
import { sealEntry, type NewEntry } from './sealing.ts';

/** One transaction writes at most this many entries. */
export const entriesPerAppendMax = 1000;

/** How the log of the park of a transaction is known, asked for once. */
const logOf = new WeakMap<Tx, () => Promise<SealingLog>>();

/**
 * Asks for what `append` has to know with the next query of the transaction, so that both take one
 * round trip.
 */
export async function readAhead(tx: Tx): Promise<void> {
  if (!logOf.has(tx)) logOf.set(tx, await askLog(tx));
}

/**
 * Appends events to their streams in the caller's transaction, with the state they explain. They
 * are sent with its next query, at the latest with its commit, and it is there that they are
 * refused: each must follow the last of its stream.
 *
 * @param entries at most `entriesPerAppendMax`; those of one stream in ascending `seq`
 * @returns their ids, in order; a receipt follows when a checkpoint covers them
 * @throws {RefusalError} `journal.conflict` when a `seq` is taken: load again and decide again
 * @throws {Error} when a `seq` leaves a gap, an `at` goes back, or the park has no such log
 * @source 3-architecture Journal (optimistic concurrency on (stream, seq)); ADR 0008
 */
export async function append(tx: Tx, entries: readonly NewEntry[]): Promise<{ id: string }[]> {
  if (entries.length === 0) return [];
  if (entries.length > entriesPerAppendMax) throw new RangeError('too many entries at once');
  const log = await sealingLogOf(tx);
  const sealed = entries.map((entry) => sealEntry(log, { ...entry, id: entry.id ?? newId() }));
  await insertSealed(tx, log.origin, sealed);
  return sealed.map(({ id }) => ({ id }));
}

const logKey = 'journal.log';

/** The log of the park: as it was asked for, else as an earlier act knew it, which `append` checks. */
async function sealingLogOf(tx: Tx): Promise<SealingLog> {
  const known = await recollectionOf(tx);
  const asked = logOf.get(tx);
  // Remembered below, and by nobody else.
  const recalled =
    asked === undefined ? (known.recall(logKey) as SealingLog | undefined) : undefined;
  if (recalled !== undefined) return recalled;
  const answer = asked ?? (await askLog(tx));
  logOf.set(tx, answer);
  const log = await answer();
  known.remember(logKey, log);
  return log;
}
