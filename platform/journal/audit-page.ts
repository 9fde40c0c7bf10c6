import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import { tileWidth } from '#engines/ledger/index.ts';

/** Entries read at a time, a whole number of tiles: large enough that a round trip costs nothing. */
export const entriesPerAuditPage = 4 * tileWidth;

/** A span of leaf indices, `from` included, `to` not. */
export type Span = { readonly from: number; readonly to: number };

/**
 * A page of entries, a column as one text: a hundred thousand rows a second would spend most of
 * their time in being taken apart one by one. The values of a column are joined by `separator`.
 */
export type PageColumns = {
  readonly count: number;
  readonly ids: string;
  readonly streams: string;
  readonly seqs: string;
  readonly types: string;
  /** Instants as PostgreSQL writes them: a microsecond more than was sealed is seen. */
  readonly ats: string;
  readonly acts: string;
  readonly salts: Uint8Array;
  readonly entries: string;
  /** Hashes of the level-0 tiles of the span, one after the other. */
  readonly hashes: Uint8Array;
  readonly data: DataColumns;
};

/** The data of the entries of a page that speak of somebody, by entry and ordinal. */
export type DataColumns = {
  readonly count: number;
  /** Ids of the entries. */
  readonly owners: string;
  readonly ordinals: string;
  readonly subjects: string;
  /** `erasedPayload` where it was erased. */
  readonly payloads: string;
  /** 32 zero bytes where it was erased. */
  readonly salts: Uint8Array;
};

/** Joins the values of a column; canonical JSON never holds it, so other texts fail the count. */
export const separator = '\u001f';

/** Stands for a payload that is gone; no JSON begins with it. */
export const erasedPayload = '\u001e';

/** Reads a page as columns, in the order of the log. */
export async function readColumns(tx: Tx, origin: string, span: Span): Promise<PageColumns> {
  const { rows } = await sql<Omit<PageColumns, 'data'>>`
    select e.*, t.*
      from (select count(*) as count,
                   coalesce(string_agg(id::text, ${separator}), '') as ids,
                   coalesce(string_agg(stream, ${separator}), '') as streams,
                   coalesce(string_agg(seq::text, ${separator}), '') as seqs,
                   coalesce(string_agg(type, ${separator}), '') as types,
                   coalesce(string_agg(at::text, ${separator}), '') as ats,
                   coalesce(string_agg(act, ${separator}), '') as acts,
                   coalesce(string_agg(act_salt, ''::bytea), '') as salts,
                   coalesce(string_agg(entry, ${separator}), '') as entries
              from (select id, stream, seq, type, at, act, act_salt, entry from journal.entry
                     where log = ${origin} and leaf_index >= ${span.from} and leaf_index < ${span.to}
                     order by leaf_index) placed) e,
           (select coalesce(string_agg(hashes, ''::bytea order by tile_index), '') as hashes
              from journal.tile
             where log = ${origin} and level = 0
               and tile_index >= ${Math.floor(span.from / tileWidth)}
               and tile_index < ${Math.ceil(span.to / tileWidth)}) t`.execute(tx);
  const [page] = rows;
  if (!page) throw new Error('an aggregate gave no row');
  return { ...page, data: await readData(tx, speaking(page)) };
}

/** How the text of an entry says that it speaks of nobody. */
const speaksOfNobody = '"data":[],';

/** Ids of the entries that speak of somebody: asking for the data of all would double the reading. */
function speaking(page: Pick<PageColumns, 'ids' | 'entries'>): string[] {
  const entries = page.entries.split(separator);
  const ids = page.ids.split(separator);
  return ids.filter((id, at) => id !== '' && !entries[at]?.includes(speaksOfNobody));
}

const noData: DataColumns = {
  ...{ count: 0, owners: '', ordinals: '', subjects: '', payloads: '' },
  salts: new Uint8Array(),
};

/**
 * Looks the entries up one by one: a table just filled has no statistics, and a planner without them
 * reads all data of the park for each page. `offset 0` keeps it from making a join of it.
 */
async function readData(tx: Tx, ids: readonly string[]): Promise<DataColumns> {
  if (ids.length === 0) return noData;
  const { rows } = await sql<DataColumns>`
    select count(*) as count,
           coalesce(string_agg(entry_id::text, ${separator}), '') as owners,
           coalesce(string_agg(ordinal::text, ${separator}), '') as ordinals,
           coalesce(string_agg(subject, ${separator}), '') as subjects,
           coalesce(string_agg(coalesce(payload, ${erasedPayload}), ${separator}), '') as payloads,
           coalesce(string_agg(coalesce(salt, decode(repeat('00', 32), 'hex')), ''::bytea), '')
             as salts
      from unnest(${ids}::uuid[]) asked(id)
     cross join lateral (select entry_id, ordinal, subject, payload, salt
                           from journal.datum
                          where entry_id = asked.id order by ordinal offset 0) opened`.execute(tx);
  return rows[0] ?? noData;
}

/** An entry's row as it stands, with what it says about subjects. */
export type AuditRow = {
  readonly id: string;
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly act: string;
  readonly actSalt: Uint8Array;
  readonly entry: string;
  readonly leafIndex: number | null;
  readonly data: readonly AuditDatum[];
};

/** A datum's row; `salt` and `payload` are null once erased. */
export type AuditDatum = {
  readonly ordinal: number;
  readonly subject: string;
  readonly salt: Uint8Array | null;
  readonly payload: string | null;
};

/** Reads the same page row by row, to name the one that does not hold. */
export function readRows(tx: Tx, origin: string, span: Span): Promise<AuditRow[]> {
  const placed = sql`e.leaf_index >= ${span.from} and e.leaf_index < ${span.to}`;
  return rowsWhere(tx, origin, sql`${placed} order by e.leaf_index`);
}

/** Rows waiting for the log are read at most this many at a time. */
export const waitingPerAuditPage = 500;

/**
 * Reads rows that no checkpoint covers yet, in the order they will be placed in.
 *
 * @param after the last row of the page before
 */
export function readWaiting(
  tx: Tx,
  origin: string,
  span: { readonly from: number; readonly after: { stream: string; seq: number } | undefined },
): Promise<AuditRow[]> {
  const { from, after = { stream: '', seq: 0 } } = span;
  return rowsWhere(
    tx,
    origin,
    sql`(e.leaf_index is null or e.leaf_index >= ${from})
      and (e.stream, e.seq) > (${after.stream}, ${after.seq})
      order by e.stream, e.seq limit ${waitingPerAuditPage}`,
  );
}

async function rowsWhere(tx: Tx, origin: string, rest: ReturnType<typeof sql>) {
  const { rows } = await sql<Omit<AuditRow, 'data'>>`
    select e.id, e.stream, e.seq, e.type, e.at::text as at, e.act, e.act_salt as "actSalt",
           e.entry, e.leaf_index as "leafIndex"
      from journal.entry e where e.log = ${origin} and ${rest}`.execute(tx);
  const data = await sql<AuditDatum & { entry_id: string }>`
    select entry_id, ordinal, subject, salt, payload from journal.datum
     where entry_id = any(${rows.map((row) => row.id)}::uuid[])
     order by entry_id, ordinal`.execute(tx);
  const byEntry = Map.groupBy(data.rows, (datum) => datum.entry_id);
  return rows.map((row) => ({ ...row, data: byEntry.get(row.id) ?? [] }));
}
