import './tables.ts';

export { carryOutOnce, effectKey } from './effect.ts';
export { failedJobsMax, readFailedJobs, retryFailedJobs, type FailedJob } from './failures.ts';
export type { CronTask, Job, JobContext, JobHandler } from './job.ts';
export { attemptsMax, emit, jobsPerActMax, relay, type NewJob } from './outbox.ts';
export { startJobs, type JobsOptions, type RunningJobs } from './run.ts';
export type { JobPayload } from './tables.ts';
