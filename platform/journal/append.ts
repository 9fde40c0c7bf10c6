import type { Tx } from '#platform/db/index.ts';
import { newId } from '#platform/config/index.ts';
import { insertSealed, readGround, type StreamHead } from './entry-rows.ts';
import { journalRefusals } from './errors.ts';
import { sealEntry, type NewEntry, type SealedEntry } from './sealing.ts';

/** One transaction writes at most this many entries. */
export const entriesPerAppendMax = 1000;

/**
 * Appends events to their streams in the caller's transaction, with the state they explain.
 *
 * @param entries at most `entriesPerAppendMax`; those of one stream in ascending `seq`
 * @returns their ids, in order; a receipt follows when a checkpoint covers them
 * @throws {RefusalError} `journal.conflict` when a `seq` is taken: load again and decide again
 * @throws {Error} when a `seq` leaves a gap, an `at` goes back, or the park has no log
 * @source 3-architecture Journal (optimistic concurrency on (stream, seq))
 */
export async function append(tx: Tx, entries: readonly NewEntry[]): Promise<{ id: string }[]> {
  if (entries.length === 0) return [];
  if (entries.length > entriesPerAppendMax) throw new RangeError('too many entries at once');
  const prepared = await prepare(tx, entries);
  await insertSealed(tx, prepared.origin, prepared.sealed);
  return prepared.sealed.map(({ id }) => ({ id }));
}

/** Checks entries against the ends of their streams and makes their commitments. */
async function prepare(
  tx: Tx,
  entries: readonly NewEntry[],
): Promise<{ origin: string; sealed: SealedEntry[] }> {
  const { log, heads } = await readGround(tx, [...new Set(entries.map((entry) => entry.stream))]);
  checkContinuity(entries, heads);
  const sealed = entries.map((entry) => sealEntry(log, { ...entry, id: entry.id ?? newId() }));
  return { origin: log.origin, sealed };
}

/** Refuses a taken `seq`; a gap or a step back in time is a fault of the caller. */
function checkContinuity(
  entries: readonly NewEntry[],
  heads: ReadonlyMap<string, StreamHead>,
): void {
  const last = new Map(heads);
  for (const { stream, seq, at } of entries) {
    const head = last.get(stream) ?? { seq: 0, at: null };
    if (seq <= head.seq) throw journalRefusals.refuse('journal.conflict', { stream, seq });
    if (seq > head.seq + 1) throw new Error(`${stream}: seq ${seq} leaves a gap after ${head.seq}`);
    if (head.at !== null && at < head.at) throw new Error(`${stream}: ${at} is before ${head.at}`);
    last.set(stream, { seq, at });
  }
}
