import type { Tx } from '#platform/db/index.ts';
import { newId } from '#platform/config/index.ts';
import { insertSealed, readGround, type Ground, type StreamHead } from './entry-rows.ts';
import { journalRefusals } from './errors.ts';
import { sealEntry, type NewEntry, type SealedEntry } from './sealing.ts';

/** One transaction writes at most this many entries. */
export const entriesPerAppendMax = 1000;

/** What a transaction read ahead of its appends. */
const readBefore = new WeakMap<Tx, Ground>();

/**
 * Reads where streams end for the appends of this transaction, beside the query that locks what
 * they are about: asked together, both take one round trip. Who holds no such lock loses nothing
 * but the act: the place in the stream is unique.
 */
export async function readAhead(tx: Tx, streams: readonly string[]): Promise<void> {
  readBefore.set(tx, await readGround(tx, streams));
}

/**
 * Appends events to their streams in the caller's transaction, with the state they explain.
 *
 * @param entries at most `entriesPerAppendMax`; those of one stream in ascending `seq`
 * @returns their ids, in order; a receipt follows when a checkpoint covers them
 * @throws {RefusalError} `journal.conflict` when a `seq` is taken: load again and decide again;
 *   thrown by a later query or the commit when somebody takes it at the same time
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
  const { log, heads } = await groundOf(tx, [...new Set(entries.map((entry) => entry.stream))]);
  readBefore.set(tx, { log, heads: checkContinuity(entries, heads) });
  const sealed = entries.map((entry) => sealEntry(log, { ...entry, id: entry.id ?? newId() }));
  return { origin: log.origin, sealed };
}

/** What was read ahead or left by an earlier append, when it knows all the streams. */
async function groundOf(tx: Tx, streams: readonly string[]): Promise<Ground> {
  const known = readBefore.get(tx);
  if (known !== undefined && streams.every((stream) => known.heads.has(stream))) return known;
  return readGround(tx, streams);
}

/** Returns the new ends. Refuses a taken `seq`; a gap or a step back in time is a fault of the caller. */
function checkContinuity(
  entries: readonly NewEntry[],
  heads: ReadonlyMap<string, StreamHead>,
): ReadonlyMap<string, StreamHead> {
  const last = new Map(heads);
  for (const { stream, seq, at } of entries) {
    const head = last.get(stream) ?? { seq: 0, at: null };
    if (seq <= head.seq) throw journalRefusals.refuse('journal.conflict', { stream, seq });
    if (seq > head.seq + 1) throw new Error(`${stream}: seq ${seq} leaves a gap after ${head.seq}`);
    if (head.at !== null && at < head.at) throw new Error(`${stream}: ${at} is before ${head.at}`);
    last.set(stream, { seq, at });
  }
  return last;
}
