import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** A job that has failed at least once and is not done. */
export type FailedJob = {
  readonly id: string;
  readonly task: string;
  readonly attempts: number;
  /** It will not be tried again by itself. */
  readonly isGivenUp: boolean;
  readonly lastError: string;
};

/** A list of failed jobs is at most this long. */
export const failedJobsMax = 200;

/** Reads jobs that failed, given-up ones first: the list an operator reconciles by. */
export async function readFailedJobs(db: Db): Promise<FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    select key as id, task_identifier as task, attempts, attempts >= max_attempts as "isGivenUp",
           last_error as "lastError"
      from graphile_worker.jobs
     where last_error is not null
     order by attempts >= max_attempts desc, updated_at desc limit ${failedJobsMax}`.execute(db);
  return rows;
}

/** Lets given-up jobs be tried again. @returns how many there were */
export async function retryFailedJobs(db: Db, ids: readonly string[]): Promise<number> {
  const { rows } = await sql`
    select (graphile_worker.reschedule_jobs(array_agg(id), run_at => now(), attempts => 0)).id
      from graphile_worker.jobs where key = any(${[...ids]})`.execute(db);
  return rows.length;
}
