import { sql } from 'kysely';
import { Instants, sendLater, type Db, type Statement, type Tx } from '#platform/db/index.ts';
import { newId } from '#platform/config/index.ts';
import type { JobPayload } from './tables.ts';

/** A job to be done after the act commits. */
export type NewJob = {
  /** Name a handler is registered under, as `mail.send`. */
  readonly task: string;
  /** Event it follows from, and which of the event's effects it is, from 0. */
  readonly eventId: string;
  readonly index: number;
  readonly payload: JobPayload;
  /** ISO instant of real time before which it is not started; at once when absent. */
  readonly runAt?: string;
};

/** One transaction writes at most this many jobs. */
export const jobsPerActMax = 1000;

/** One round of the relay moves at most this many jobs. */
export const jobsPerRelayMax = 200;

/** A job that fails is tried again, ever later, this often: for about two days. */
export const attemptsMax = 16;

/**
 * Writes jobs in the act's own transaction, with its next query or its commit: they exist exactly
 * if the act does.
 *
 * @returns ids of the jobs, in order
 * @throws when one event has two jobs with one `index`
 * @source 3-architecture Tenancy (outbox)
 */
export async function emit(tx: Tx, jobs: readonly NewJob[]): Promise<string[]> {
  if (jobs.length === 0) return [];
  if (jobs.length > jobsPerActMax) throw new RangeError('too many jobs in one act');
  const ids = jobs.map(() => newId());
  const column = <T>(read: (job: NewJob) => T): T[] => jobs.map(read);
  await sendLater(tx, emitStatement, {
    values: [
      ...[ids, column((job) => job.eventId), column((job) => job.index)],
      ...[column((job) => job.task), column((job) => JSON.stringify(job.payload))],
      new Instants(column((job) => job.runAt ?? null)),
    ],
  });
  return ids;
}

const emitStatement: Statement = {
  name: 'jobs.emit',
  text: `
    insert into platform.outbox (id, event_id, ordinal, task, payload, run_at)
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::jsonb[],
      $6::timestamptz[])`,
  joins: 'rows',
};

/**
 * Moves waiting jobs of all parks into the queue and marks them, in one transaction: each is in
 * the queue once. Relays side by side skip each other's rows.
 *
 * @param db a pool under the worker role
 * @returns how many were moved; `jobsPerRelayMax` when more may wait
 */
export async function relay(db: Db): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      with waiting as (
        select park_id, id, event_id, ordinal, task, payload, run_at from platform.outbox
         where relayed_at is null order by written_at limit ${jobsPerRelayMax}
           for update skip locked
      ), marked as (
        update platform.outbox o set relayed_at = now() from waiting w
         where o.park_id = w.park_id and o.id = w.id
      )
      select w.id, (graphile_worker.add_job(
               w.task,
               json_build_object('park', w.park_id, 'id', w.id, 'eventId', w.event_id,
                                 'index', w.ordinal, 'payload', w.payload),
               run_at => w.run_at, max_attempts => ${attemptsMax}, job_key => w.id::text,
               job_key_mode => 'preserve_run_at')).id as job
        from waiting w`.execute(tx);
    return rows.length;
  });
}

/** Deletes outbox rows relayed more than seven days ago; the policy allows no others. */
export async function clearOutbox(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from platform.outbox where relayed_at < now() - interval '7 days'`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
