/**
 * Which checkpoints may leave the house: those a quorum has cosigned, and while the time authority
 * is overdue only those that have their time. What may not leave is withheld, visibly; nothing
 * else waits for it.
 *
 * @source 3-architecture Ledger (missing quorum or time withholds receipts and publication only)
 */

import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';

/** Why a checkpoint is withheld, and since when (ISO instant). */
export type Withheld = { readonly reason: 'quorum' | 'timestamp'; readonly since: string };

/** A checkpoint that may leave, as a note with its cosignatures. */
export type SettledCheckpoint = {
  readonly size: number;
  readonly note: string;
  /** ISO instant of the park's clock. */
  readonly signedAt: string;
  /** RFC 3161 token over its text, if it has one. */
  readonly token: Uint8Array | null;
};

/** What may be shown of the tree that holds an index. */
export type Covering =
  | { readonly state: 'none' }
  | { readonly state: 'withheld'; readonly withheld: Withheld }
  | { readonly state: 'settled'; readonly checkpoint: SettledCheckpoint };

/**
 * Finds the checkpoint to prove an entry with: the newest one with its time where time is asked
 * for, else the newest a quorum has cosigned. What lacks either is `none` until it is overdue.
 *
 * @param index place of the entry; -1 for the newest of the log
 */
export async function coveringCheckpoint(
  tx: Tx,
  log: { readonly origin: string; readonly index: number },
): Promise<Covering> {
  const { isTimed, overdueSince } = await readTimeliness(tx, log.origin);
  const stamped = isTimed ? await newestStamped(tx, log) : undefined;
  if (stamped) return { state: 'settled', checkpoint: stamped };
  if (overdueSince !== null) {
    const { rows } = await sql`select from journal.checkpoint
      where log = ${log.origin} and size > ${log.index} limit 1`.execute(tx);
    if (rows.length === 0) return { state: 'none' };
    return { state: 'withheld', withheld: { reason: 'timestamp', since: overdueSince } };
  }
  const settled = await newestSettled(tx, log);
  if (settled) return { state: 'settled', checkpoint: settled };
  const since = await quorumMissingSince(tx, log);
  return since === undefined
    ? { state: 'none' }
    : { state: 'withheld', withheld: { reason: 'quorum', since } };
}

/**
 * Whether the log asks for time, and since when it waits for it too long. Between two timestamps
 * nothing is late: the interval passes first, then what is overdue counts.
 */
async function readTimeliness(
  tx: Tx,
  origin: string,
): Promise<{ isTimed: boolean; overdueSince: string | null }> {
  const { rows } = await sql<{ isTimed: boolean; overdueSince: string | null }>`
    select l.timestamp_url is not null as "isTimed",
           case when waiting.since < now() - l.overdue_after - l.timestamp_every
                then waiting.since end as "overdueSince"
      from journal.log l
      left join lateral (
        select c.stored_at as since from journal.checkpoint c
         where l.timestamp_url is not null and c.log = l.origin
           and c.size > coalesce((select max(t.size) from journal.timestamp t
                                   where t.log = l.origin), 0)
         order by c.size limit 1
      ) waiting on true
     where l.park_id = platform.current_park() and l.origin = ${origin}`.execute(tx);
  return rows[0] ?? { isTimed: false, overdueSince: null };
}

type Place = { readonly origin: string; readonly index: number };

/** The note as it leaves: signature lines of the log, then those of its witnesses. */
const cosigned = sql<string>`c.note || coalesce((
  select string_agg(w.lines, '' order by w.witness) from journal.cosignature w
   where w.log = c.log and w.size = c.size), '')`;

async function newestStamped(tx: Tx, { origin, index }: Place) {
  const { rows } = await sql<SettledCheckpoint & { token: Uint8Array }>`
    select c.size, ${cosigned} as note, c.signed_at as "signedAt", t.token
      from journal.timestamp t join journal.checkpoint c using (park_id, log, size)
     where t.log = ${origin} and t.size > ${index} and c.settled_at is not null
     order by t.size desc limit 1`.execute(tx);
  const [row] = rows;
  return row && { ...row, token: new Uint8Array(row.token) };
}

/** The newest checkpoint beyond an index that a quorum has cosigned. */
export async function newestSettled(
  tx: Tx,
  { origin, index }: Place,
): Promise<SettledCheckpoint | undefined> {
  const { rows } = await sql<SettledCheckpoint>`
    select c.size, ${cosigned} as note, c.signed_at as "signedAt", null as token
      from journal.checkpoint c
     where c.log = ${origin} and c.size > ${index} and c.settled_at is not null
     order by c.size desc limit 1`.execute(tx);
  return rows[0];
}

async function quorumMissingSince(tx: Tx, { origin, index }: Place): Promise<string | undefined> {
  const { rows } = await sql<{ since: string; isOverdue: boolean }>`
    select c.stored_at as since, c.stored_at < now() - l.overdue_after as "isOverdue"
      from journal.checkpoint c join journal.log l on l.park_id = c.park_id and l.origin = c.log
     where c.log = ${origin} and c.size > ${index}
     order by c.size limit 1`.execute(tx);
  return rows[0]?.isOverdue ? rows[0].since : undefined;
}
