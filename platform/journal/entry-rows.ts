import pg from 'pg';
import type { Suite } from '#engines/ledger/index.ts';
import {
  askLater,
  Instants,
  LongTexts,
  sendLater,
  type Statement,
  type Tx,
} from '#platform/db/index.ts';
import { journalRefusals } from './errors.ts';
import type { SealedEntry } from './sealing.ts';
import { suiteNamed } from './suites.ts';

/** What an entry is sealed for. */
export type SealingLog = { readonly origin: string; readonly suite: Suite };

const logStatement: Statement = {
  name: 'journal.log',
  // The worker role sees the logs of every park: the park is named, not left to the policy.
  text: `select origin, suite from journal.log
          where park_id = platform.current_park() and retired_at is null`,
  joins: 'same',
};

/**
 * Asks for the log of the park of this transaction, with its next query.
 *
 * @returns reads the answer; throws when the park has no log
 */
export async function askLog(tx: Tx): Promise<() => Promise<SealingLog>> {
  const rows = await askLater<{ origin: string; suite: string }>(tx, logStatement, []);
  return async () => {
    const [log] = await rows();
    if (!log) throw new Error('this park has no log: ensureLog makes it when the park is loaded');
    return { origin: log.origin, suite: suiteNamed(log.suite) };
  };
}

const appendStatement: Statement = {
  name: 'journal.append',
  text: `select journal.append(($1::text[])[1], $2::uuid[], $3::text[], $4::int[], $5::text[],
    $6::timestamptz[], string_to_array($7, chr(31)), $8::bytea[], string_to_array($9, chr(31)),
    $10::uuid[], $11::smallint[], $12::text[], $13::bytea[], string_to_array($14, chr(31)))`,
  joins: 'rows',
};

/**
 * Inserts sealed entries and their data, pending, with the next query of the transaction or its
 * commit: it is there that one out of place is refused.
 */
export function insertSealed(
  tx: Tx,
  origin: string,
  sealed: readonly SealedEntry[],
): Promise<void> {
  return sendLater(tx, appendStatement, {
    values: [[origin], ...columnsOf(sealed)],
    explain: (error) => conflictIn(error, sealed) ?? error,
  });
}

function columnsOf(sealed: readonly SealedEntry[]): unknown[] {
  const [ids, streams, seqs, types, ats, , salts] = entryColumns(sealed);
  const acts = new LongTexts(sealed.map(({ act }) => act));
  const texts = new LongTexts(sealed.map(({ entry }) => entry));
  const payloads = sealed.flatMap(({ data }) => data.map(({ payload }) => payload));
  const data = [...dataColumns(sealed).slice(0, -1), new LongTexts(payloads)];
  return [ids, streams, seqs, types, ats, acts, salts, texts, ...data];
}

/** Entries as the arrays `unnest` reads: ids, streams, seqs, types, instants, acts, salts, texts. */
export function entryColumns(entries: readonly SealedEntry[]): unknown[] {
  const column = <T>(read: (entry: SealedEntry) => T): T[] => entries.map(read);
  return [
    ...[column((e) => e.id), column((e) => e.stream), column((e) => e.seq)],
    ...[column((e) => e.type), new Instants(column((e) => e.at)), column((e) => e.act)],
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

/**
 * The refusal an error of PostgreSQL means: of two entries for one place in a stream the unique key
 * lets one through.
 */
export function conflictIn(error: unknown, entries: readonly SealedEntry[]) {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  if (error.constraint !== 'entry_park_id_stream_seq_key' || error.code !== '23505') {
    return undefined;
  }
  // The detail ends as `(park_id, stream, seq)=(…, case/2026-1, 3) already exists.`
  const { detail = '' } = error;
  const taken = entries.find(({ stream, seq }) => detail.includes(`, ${stream}, ${seq})`));
  const { stream, seq } = taken ?? entries[0] ?? { stream: '', seq: 0 };
  return journalRefusals.refuse('journal.conflict', { stream, seq });
}
