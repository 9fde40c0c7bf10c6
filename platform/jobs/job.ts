import { z } from 'zod';
import type { Db } from '#platform/db/index.ts';
import type { JobPayload } from './tables.ts';

/** A job as its handler gets it. */
export type Job = {
  readonly park: string;
  readonly id: string;
  readonly task: string;
  readonly eventId: string;
  readonly index: number;
  readonly payload: JobPayload;
  /** From 1. */
  readonly attempt: number;
};

/** What a handler works with. */
export type JobContext = {
  /** A pool under the worker role. */
  readonly db: Db;
  /** Aborted when the process has to stop; long work ends early and is run again later. */
  readonly signal: AbortSignal;
};

/**
 * Does a job. It may run more than once and must leave the same world: write inside
 * `carryOutOnce`. What it throws puts the job back, to be tried again later.
 */
export type JobHandler = (job: Job, context: JobContext) => Promise<void>;

/** Work that recurs by the clock, not caused by an event of any park. */
export type CronTask = {
  /** Name, unique; also the name of its record of last runs. */
  readonly name: string;
  /** Five fields: minute, hour, day, month, weekday, in UTC. */
  readonly pattern: string;
  readonly run: (context: JobContext) => Promise<void>;
};

/** What the relay put into the queue. */
const relayedShape = z.object({
  park: z.string().min(1),
  id: z.uuid(),
  eventId: z.uuid(),
  index: z.number().int().min(0),
  payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/**
 * Reads a job from the queue.
 *
 * @throws {z.ZodError} when somebody else than the relay put it there
 */
export function readJob(raw: unknown, run: { task: string; attempt: number }): Job {
  return { ...relayedShape.parse(raw), ...run };
}
