import type { Suite } from '#engines/ledger/index.ts';
import { runStatement, sendLater, type Statement, type Tx } from '#platform/db/index.ts';
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

const groundStatement: Statement = {
  name: 'journal.ground',
  text: `
    select l.origin, l.suite, s.stream, head.seq, head.at
      from journal.log l
      cross join unnest($1::text[]) as s(stream)
      left join lateral (
        select seq, at from journal.entry e
         where e.park_id = l.park_id and e.stream = s.stream order by seq desc limit 1
      ) head on true
     where l.park_id = platform.current_park() and l.retired_at is null`,
};

type GroundRow = {
  readonly origin: string;
  readonly suite: string;
  readonly stream: string;
  readonly seq: number | null;
  readonly at: string | null;
};

/** Reads the park's log and where the streams end, in one statement. */
export async function readGround(tx: Tx, streams: readonly string[]): Promise<Ground> {
  const rows = await runStatement<GroundRow>(tx, groundStatement, [streams]);
  const first = rows[0];
  if (!first) throw new Error('this park has no log: ensureLog makes it when the park is loaded');
  return {
    log: { origin: first.origin, suite: suiteNamed(first.suite) },
    heads: new Map(rows.map(({ stream, seq, at }) => [stream, { seq: seq ?? 0, at }])),
  };
}

const entriesStatement: Statement = {
  name: 'journal.entries',
  text: `
    insert into journal.entry (id, log, stream, seq, type, at, act, act_salt, entry)
    select id, $1, stream, seq, type, at, act, act_salt, entry
      from unnest($2::uuid[], $3::text[], $4::int[], $5::text[], $6::timestamptz[], $7::text[],
        $8::bytea[], $9::text[]) as e(id, stream, seq, type, at, act, act_salt, entry)`,
};

const dataStatement: Statement = {
  name: 'journal.data',
  text: `
    insert into journal.datum (entry_id, ordinal, subject, salt, payload)
    select * from unnest($1::uuid[], $2::smallint[], $3::text[], $4::bytea[], $5::text[])`,
};

/**
 * Inserts sealed entries and their data, pending, as two array-bound statements that go with the
 * next query of the transaction or its commit: it is there that a conflict is refused.
 */
export async function insertSealed(
  tx: Tx,
  origin: string,
  sealed: readonly SealedEntry[],
): Promise<void> {
  const explain = (error: unknown) => conflictIn(error, sealed) ?? error;
  await sendLater(tx, entriesStatement, { values: [origin, ...entryColumns(sealed)], explain });
  if (sealed.every(({ data }) => data.length === 0)) return;
  await sendLater(tx, dataStatement, { values: dataColumns(sealed) });
}

/** Entries as the arrays `unnest` reads: ids, streams, seqs, types, instants, acts, salts, texts. */
export function entryColumns(entries: readonly SealedEntry[]): unknown[] {
  const column = <T>(read: (entry: SealedEntry) => T): T[] => entries.map(read);
  return [
    ...[column((e) => e.id), column((e) => e.stream), column((e) => e.seq)],
    ...[column((e) => e.type), column((e) => e.at), column((e) => e.act)],
    ...[column((e) => e.actSalt), column((e) => e.entry)],
  ];
}

/** Data of entries as arrays: entry ids, ordinals, subjects, salts, payloads. */
export function dataColumns(entries: readonly SealedEntry[]): unknown[] {
  const data = entries.flatMap((entry) =>
    entry.data.map((datum, ordinal) => ({ ...datum, entryId: entry.id, ordinal })),
  );
  const column = <T>(read: (datum: (typeof data)[number]) => T): T[] => data.map(read);
  return [
    ...[column((d) => d.entryId), column((d) => d.ordinal), column((d) => d.subject)],
    ...[column((d) => d.salt), column((d) => d.payload)],
  ];
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
