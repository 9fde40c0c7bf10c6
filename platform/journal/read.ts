import type { Tx } from '#platform/db/index.ts';
import type { Act as LedgerAct, JsonValue } from '#engines/ledger/index.ts';
import type { Act } from './sealing.ts';

/** What an event says about one subject. */
export type StoredDatum =
  | { readonly subject: string; readonly payload: JsonValue; readonly erased: false }
  | { readonly subject: string; readonly erased: true };

/** An event as it was written; erased data is named as erased. */
export type StoredEntry = {
  readonly id: string;
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly act: Act;
  readonly data: readonly StoredDatum[];
  /** Place in the log; null while pending. */
  readonly leafIndex: number | null;
};

/** A page of entries is at most this long. */
export const entriesPerPageMax = 500;

/** A stream longer than this is a fault: it would never fold in time. */
export const entriesPerStreamMax = 10_000;

/**
 * Reads a stream from its first event.
 *
 * @returns ascending by `seq`; empty when nothing happened to it
 * @throws {RangeError} beyond `entriesPerStreamMax`
 */
export async function readStream(tx: Tx, stream: string): Promise<StoredEntry[]> {
  const rows = await entriesOf(tx)
    .where('stream', '=', stream)
    .orderBy('seq')
    .limit(entriesPerStreamMax + 1)
    .execute();
  if (rows.length > entriesPerStreamMax) throw new RangeError(`stream ${stream} is too long`);
  return withData(tx, rows);
}

/** Reads entries by id, in the order of the log, pending ones last; unknown ids are left out. */
export async function readEntries(tx: Tx, ids: readonly string[]): Promise<StoredEntry[]> {
  if (ids.length === 0) return [];
  if (ids.length > entriesPerPageMax) throw new RangeError('too many entries at once');
  const rows = await entriesOf(tx)
    .where('id', 'in', [...ids])
    .orderBy('leaf_index')
    .orderBy('stream')
    .orderBy('seq')
    .execute();
  return withData(tx, rows);
}

const entriesOf = (tx: Tx) =>
  tx.selectFrom('journal.entry').select(['id', 'stream', 'seq', 'type', 'at', 'act', 'leaf_index']);

type EntryRow = Awaited<ReturnType<ReturnType<typeof entriesOf>['execute']>>[number];

async function withData(tx: Tx, rows: readonly EntryRow[]): Promise<StoredEntry[]> {
  if (rows.length === 0) return [];
  const data = await tx
    .selectFrom('journal.datum')
    .select(['entry_id', 'subject', 'payload'])
    .where(
      'entry_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('entry_id')
    .orderBy('ordinal')
    .execute();
  const byEntry = Map.groupBy(data, (datum) => datum.entry_id);
  return rows.map((row) => ({
    id: row.id,
    stream: row.stream,
    seq: row.seq,
    type: row.type,
    at: row.at,
    act: readAct(row.act),
    data: (byEntry.get(row.id) ?? []).map(readDatum),
    leafIndex: row.leaf_index,
  }));
}

function readAct(text: string): Act {
  // `append` wrote this text from an Act; stream and seq stand in their own columns as well.
  const { stream: _stream, seq: _seq, ...act } = JSON.parse(text) as LedgerAct;
  return act;
}

function readDatum(datum: { subject: string; payload: string | null }): StoredDatum {
  if (datum.payload === null) return { subject: datum.subject, erased: true };
  // `append` wrote this text from a JsonValue.
  const payload = JSON.parse(datum.payload) as JsonValue;
  return { subject: datum.subject, payload, erased: false };
}
