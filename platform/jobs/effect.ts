import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import type { Job } from './job.ts';

/**
 * Carries out a job's effect exactly once: its key and whatever `work` writes commit together, so
 * a job that is run again finds the key and does nothing.
 *
 * An outside world (mail, SMS) is told before the commit or after it; it is told at least once,
 * under `effectKey(job)`, and never claimed to be told exactly once.
 *
 * @param db a pool under the worker role
 * @returns `done`, or `repeated` when an earlier run did it
 * @source 2-service-language Effects (key (event id, index), in the handler's own transaction)
 */
export async function carryOutOnce(
  db: Db,
  job: Job,
  work: (tx: Tx) => Promise<void>,
): Promise<'done' | 'repeated'> {
  return inPark(db, job.park, async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('platform.effect')
      .values({ event_id: job.eventId, ordinal: job.index, task: job.task })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return 'repeated';
    await work(tx);
    return 'done';
  });
}

/** The idempotency key that an outside world gets with a job's effect. */
export function effectKey(job: Pick<Job, 'eventId' | 'index'>): string {
  return `${job.eventId}/${job.index}`;
}
