import { sql } from 'kysely';
import type { Suite } from '#engines/ledger/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { journalRefusals } from './errors.ts';
import type { SealedEntry } from './sealing.ts';
import { suiteNamed } from './suites.ts';

/** Where a stream ends: nothing yet is seq 0. */
export type StreamHead = { readonly seq: number; readonly at: string | null };

/** What stands before the entries that are to be written. */
export type Ground = {
  readonly log: { readonly origin: string; readonly suite: Suite };
  readonly heads: ReadonlyMap<string, StreamHead>;
};

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

/**
 * Inserts sealed entries and their data, pending, as two array-bound statements.
 *
 * @throws {RefusalError} `journal.conflict` when somebody else wrote one of their places first
 */
export async function insertSealed(
  tx: Tx,
  origin: string,
  sealed: readonly SealedEntry[],
): Promise<void> {
  try {
    await insertEntries(tx, origin, sealed);
  } catch (error) {
    throw conflictIn(error, sealed) ?? error;
  }
  await insertData(tx, sealed);
}

async function insertEntries(
  tx: Tx,
  origin: string,
  sealed: readonly SealedEntry[],
): Promise<void> {
  const column = <T>(read: (entry: SealedEntry) => T): T[] => sealed.map(read);
  await sql`
    insert into journal.entry (id, log, stream, seq, type, at, act, act_salt, entry)
    select id, ${origin}, stream, seq, type, at, act, act_salt, entry
      from unnest(${column((e) => e.id)}::uuid[], ${column((e) => e.stream)}::text[],
        ${column((e) => e.seq)}::int[], ${column((e) => e.type)}::text[],
        ${column((e) => e.at)}::timestamptz[], ${column((e) => e.act)}::text[],
        ${column((e) => e.actSalt)}::bytea[], ${column((e) => e.entry)}::text[])
      as e(id, stream, seq, type, at, act, act_salt, entry)`.execute(tx);
}

async function insertData(tx: Tx, sealed: readonly SealedEntry[]): Promise<void> {
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
export function conflictIn(error: unknown, entries: readonly SealedEntry[]) {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return undefined;
  if (!('constraint' in error) || error.constraint !== 'entry_park_id_stream_seq_key') {
    return undefined;
  }
  const { stream, seq } = entries[0] ?? { stream: '', seq: 0 };
  return journalRefusals.refuse('journal.conflict', { stream, seq });
}
