import { sql } from 'kysely';
import type { Suite } from '#engines/ledger/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { newId } from '#platform/config/index.ts';
import { journalRefusals } from './errors.ts';
import { sealEntry, type NewEntry, type SealedEntry } from './sealing.ts';
import { suiteNamed } from './suites.ts';

/** One transaction writes at most this many entries. */
export const entriesPerAppendMax = 1000;

/** Where a stream ends: nothing yet is seq 0. */
type StreamHead = { readonly seq: number; readonly at: string | null };

/** What stands before the entries that are to be written. */
export type Ground = {
  readonly log: { readonly origin: string; readonly suite: Suite };
  readonly heads: ReadonlyMap<string, StreamHead>;
};

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
  const ground = await readGround(tx, [...new Set(entries.map((entry) => entry.stream))]);
  checkContinuity(entries, ground.heads);
  const sealed = entries.map((entry) =>
    sealEntry(ground.log, { ...entry, id: entry.id ?? newId() }),
  );
  try {
    await insertSealed(tx, ground.log.origin, sealed);
  } catch (error) {
    throw conflictIn(error, entries) ?? error;
  }
  return sealed.map(({ id }) => ({ id }));
}

/** Reads the park's log and where the streams end, in one statement. */
export async function readGround(tx: Tx, streams: readonly string[]): Promise<Ground> {
  const { rows } = await sql<{
    origin: string;
    suite: string;
    stream: string;
    seq: number | null;
    at: string | null;
  }>`
    select l.origin, l.suite, s.stream, head.seq, head.at
      from journal.log l
      cross join unnest(${streams}::text[]) as s(stream)
      left join lateral (
        select seq, at from journal.entry e
         where e.park_id = l.park_id and e.stream = s.stream order by seq desc limit 1
      ) head on true
     where l.park_id = platform.current_park() and l.retired_at is null`.execute(tx);
  const first = rows[0];
  if (!first) throw new Error('this park has no log: ensureLog makes it when the park is loaded');
  return {
    log: { origin: first.origin, suite: suiteNamed(first.suite) },
    heads: new Map(rows.map(({ stream, seq, at }) => [stream, { seq: seq ?? 0, at }])),
  };
}

/** Refuses a taken `seq`; a gap or a step back in time is a fault of the caller. */
export function checkContinuity(
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

/** Inserts sealed entries and their data as two array-bound statements. */
async function insertSealed(tx: Tx, origin: string, sealed: readonly SealedEntry[]): Promise<void> {
  const column = <T>(read: (entry: SealedEntry) => T): T[] => sealed.map(read);
  await sql`
    insert into journal.entry (id, log, stream, seq, type, at, act, act_salt, entry)
    select id, ${origin}, stream, seq, type, at, act, act_salt, entry
      from unnest(${column((e) => e.id)}::uuid[], ${column((e) => e.stream)}::text[],
        ${column((e) => e.seq)}::int[], ${column((e) => e.type)}::text[],
        ${column((e) => e.at)}::timestamptz[], ${column((e) => e.act)}::text[],
        ${column((e) => e.actSalt)}::bytea[], ${column((e) => e.entry)}::text[])
      as e(id, stream, seq, type, at, act, act_salt, entry)`.execute(tx);
  const data = sealed.flatMap((entry) =>
    entry.data.map((datum, ordinal) => ({ ...datum, entryId: entry.id, ordinal })),
  );
  if (data.length === 0) return;
  await sql`
    insert into journal.datum (entry_id, ordinal, subject, salt, payload)
    select * from unnest(${data.map((d) => d.entryId)}::uuid[],
      ${data.map((d) => d.ordinal)}::smallint[], ${data.map((d) => d.subject)}::text[],
      ${data.map((d) => d.salt)}::bytea[], ${data.map((d) => d.payload)}::text[])`.execute(tx);
}

/** Two transactions that decided on the same state: the unique key let the first one through. */
function conflictIn(error: unknown, entries: readonly NewEntry[]) {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return undefined;
  if (!('constraint' in error) || error.constraint !== 'entry_park_id_stream_seq_key') {
    return undefined;
  }
  const { stream, seq } = entries[0] ?? { stream: '', seq: 0 };
  return journalRefusals.refuse('journal.conflict', { stream, seq });
}
