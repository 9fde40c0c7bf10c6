import { sql } from 'kysely';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { integrate } from './integrate.ts';
import { lockLog, swapSize } from './log.ts';
import type { LogSigners } from './rotation.ts';

/** The log to work on, and who does it. */
export type SequencedLog = {
  readonly park: string;
  readonly origin: string;
  /** Finds the private keys the log is signed with. */
  readonly keys: LogSigners;
  /** Name of this process; two sequencers have two. */
  readonly holder: string;
  /** ISO instant that goes beside a checkpoint. */
  readonly at: string;
};

/** What one round did. */
export type SequencedRound = {
  /** Entries that were given their place. */
  readonly assigned: number;
  /** Size of the newest checkpoint that this round signed; absent when nothing was pending. */
  readonly signedSize?: number;
};

/** One round places at most this many entries; the next goes on. */
export const entriesPerRoundMax = 4096;

/** How long a holder keeps others from working on a log without being heard of. */
const leaseSeconds = 10;

/**
 * Places pending entries of a log, then integrates them and signs a checkpoint. Nothing pending:
 * nothing is written or signed. May run twice at once: the row lock on the log and the comparison
 * of its size let one of them do the work and the other find it done.
 *
 * @param db a pool under the worker role
 * @source 3-architecture Ledger (index is null rows in (stream, seq) order; lease + compare-and-swap)
 */
export async function sequence(db: Db, log: SequencedLog): Promise<SequencedRound> {
  if (!(await inPark(db, log.park, (tx) => isPending(tx, log)))) return { assigned: 0 };
  if (!(await inPark(db, log.park, (tx) => takeLease(tx, log)))) return { assigned: 0 };
  const assigned = await inPark(db, log.park, (tx) => assignIndices(tx, log));
  const signedSize = await inPark(db, log.park, (tx) => integrate(tx, log));
  return signedSize === undefined ? { assigned } : { assigned, signedSize };
}

async function isPending(tx: Tx, log: SequencedLog): Promise<boolean> {
  const { rows } = await sql<{ pending: boolean }>`
    select size > integrated or exists (
             select from journal.entry e
              where e.park_id = l.park_id and e.log = l.origin and e.leaf_index is null
           ) as pending
      from journal.log l
     where park_id = ${log.park} and origin = ${log.origin}`.execute(tx);
  return rows[0]?.pending ?? false;
}

async function takeLease(tx: Tx, log: SequencedLog): Promise<boolean> {
  const taken = await sql`
    update journal.log
       set lease_holder = ${log.holder}, lease_until = now() + ${leaseSeconds} * interval '1 second'
     where park_id = ${log.park} and origin = ${log.origin}
       and (lease_holder is null or lease_holder = ${log.holder} or lease_until < now())`.execute(
    tx,
  );
  return taken.numAffectedRows === 1n;
}

/**
 * Gives pending entries the next leaf indices, in (stream, seq) order.
 *
 * @returns how many
 * @throws {Error} when there is no such log, or its size changed under the row lock
 */
export async function assignIndices(
  tx: Tx,
  log: Pick<SequencedLog, 'park' | 'origin'>,
): Promise<number> {
  const { size } = await lockLog(tx, log);
  const placed = await sql`
    update journal.entry e set leaf_index = ${size} + next.place
      from (select id, row_number() over (order by stream, seq) - 1 as place
              from (select id, stream, seq from journal.entry
                     where park_id = ${log.park} and log = ${log.origin} and leaf_index is null
                     order by stream, seq limit ${entriesPerRoundMax}) pending) next
     where e.park_id = ${log.park} and e.id = next.id`.execute(tx);
  const assigned = Number(placed.numAffectedRows ?? 0n);
  if (assigned > 0) await swapSize(tx, log, { from: size, to: size + assigned });
  return assigned;
}
