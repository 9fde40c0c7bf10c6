import pg from 'pg';
import { checkContinuity } from './append.ts';
import { conflictIn } from './entry-rows.ts';
import type { SealedEntry } from './sealing.ts';

/** The log's size and where the streams end, under the row lock of the log. */
const groundStatement = `
  with log as materialized (
    select size from journal.log where park_id = $1 and origin = $2 and retired_at is null for update
  )
  select log.size, asked.stream, head.seq, head.at, head.pending
    from log cross join unnest($3::text[]) as asked(stream)
    left join lateral (
      select seq, at, leaf_index is null as pending from journal.entry
       where park_id = $1 and stream = asked.stream order by seq desc limit 1
    ) head on true`;

const entriesStatement = `
  with swapped as (
    update journal.log set size = $3::bigint + cardinality($4::uuid[])
     where park_id = $1 and origin = $2 and size = $3 returning size
  )
  insert into journal.entry
    (park_id, id, log, stream, seq, type, at, act, act_salt, entry, leaf_index)
  select $1, e.id, $2, e.stream, e.seq, e.type, e.at, e.act, e.act_salt, e.entry, $3 + e.ord - 1
    from swapped, unnest($4::uuid[], $5::text[], $6::int[], $7::text[], $8::timestamptz[],
                         $9::text[], $10::bytea[], $11::text[])
      with ordinality as e(id, stream, seq, type, at, act, act_salt, entry, ord)`;

const dataStatement = `
  insert into journal.datum (park_id, entry_id, ordinal, subject, salt, payload)
  select $1, d.* from unnest($2::uuid[], $3::smallint[], $4::text[], $5::bytea[], $6::text[]) as d`;

type LogName = { readonly park: string; readonly origin: string };

/**
 * Writes a group with its leaf indices in one transaction of four round trips.
 *
 * @param pool connections under the worker role
 * @returns index of the first, the others follow; `pending-before` and nothing written when an
 *   earlier event of one of the streams has no index yet
 * @throws {RefusalError} `journal.conflict` when a place in a stream is taken
 */
export async function placeGroup(
  pool: pg.Pool,
  log: LogName,
  entries: readonly SealedEntry[],
): Promise<number | 'pending-before'> {
  const client = await pool.connect();
  try {
    await client.query(`begin; select set_config('app.park', ${pg.escapeLiteral(log.park)}, true)`);
    const first = await findPlace(client, log, entries);
    if (first !== 'pending-before') await insert(client, log, { entries, first });
    await commit(client);
    client.release();
    return first;
  } catch (error) {
    // A connection whose transaction cannot be ended is given up.
    const unusable = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(unusable);
    throw conflictIn(error, entries) ?? error;
  }
}

async function findPlace(
  client: pg.PoolClient,
  log: LogName,
  entries: readonly SealedEntry[],
): Promise<number | 'pending-before'> {
  const streams = [...new Set(entries.map((entry) => entry.stream))];
  const { rows } = await client.query<{
    size: number;
    stream: string;
    seq: number | null;
    at: string | null;
    pending: boolean | null;
  }>({ name: 'journal-ground', text: groundStatement, values: [log.park, log.origin, streams] });
  const first = rows[0];
  if (!first) throw new Error(`park ${log.park} has no log ${log.origin}`);
  const heads = new Map(rows.map(({ stream, seq, at }) => [stream, { seq: seq ?? 0, at }]));
  checkContinuity(entries, heads);
  return rows.some((row) => row.pending) ? 'pending-before' : first.size;
}

async function insert(
  client: pg.PoolClient,
  log: LogName,
  rows: { entries: readonly SealedEntry[]; first: number },
): Promise<void> {
  const { entries, first } = rows;
  const column = <T>(read: (entry: SealedEntry) => T): T[] => entries.map(read);
  const { rowCount } = await client.query({
    name: 'journal-entries',
    text: entriesStatement,
    values: [
      ...[log.park, log.origin, first],
      ...[column((e) => e.id), column((e) => e.stream), column((e) => e.seq)],
      ...[column((e) => e.type), column((e) => e.at), column((e) => e.act)],
      ...[column((e) => e.actSalt), column((e) => e.entry)],
    ],
  });
  if (rowCount !== entries.length) throw new Error(`log ${log.origin} changed under its lock`);
  const data = entries.flatMap((entry) =>
    entry.data.map((datum, ordinal) => ({ ...datum, entryId: entry.id, ordinal })),
  );
  if (data.length === 0) return;
  await client.query({
    name: 'journal-data',
    text: dataStatement,
    values: [
      ...[log.park, data.map((d) => d.entryId), data.map((d) => d.ordinal)],
      ...[data.map((d) => d.subject), data.map((d) => d.salt), data.map((d) => d.payload)],
    ],
  });
}

/** A transaction that failed answers COMMIT with ROLLBACK: that is no acknowledgement. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
}
