import { Logger, parseCronItems, run, type Task, type TaskList } from 'graphile-worker';
import { openDatabase, openPool, type Db } from '#platform/db/index.ts';
import { readJob, type CronTask, type JobContext, type JobHandler } from './job.ts';
import { clearOutbox, jobsPerRelayMax, relay } from './outbox.ts';

/** What a worker process runs. */
export type JobsOptions = {
  readonly databaseUrl: string;
  /** By task; a task without a handler here waits in the queue for a process that has one. */
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly crons?: readonly CronTask[];
  /** Jobs at once, 4 when absent. */
  readonly concurrency?: number;
  /** Told of what the queue and the relay log; silent when absent. */
  readonly log?: (level: 'error' | 'warning' | 'info' | 'debug', message: string) => void;
};

/** A running worker. */
export type RunningJobs = {
  /** Ends cleanly: running jobs are finished, or aborted after five seconds. */
  readonly stop: () => Promise<void>;
};

const concurrencyDefault = 4;
const relayEveryMs = 250;
const queuePollMs = 1000;
const clearPattern = '17 3 * * *';

/**
 * Starts the relay of the outbox, the queue and the recurring work; resolves when it listens.
 *
 * @throws when the database cannot be reached or a cron pattern is wrong
 * @source 3-architecture Tenancy; ADR of the stack (graphile-worker)
 */
export async function startJobs(options: JobsOptions): Promise<RunningJobs> {
  const concurrency = options.concurrency ?? concurrencyDefault;
  const pgPool = openPool(options.databaseUrl, 'worker', { max: concurrency + 2 });
  const db = openDatabase(options.databaseUrl, 'worker', { max: concurrency + 1 });
  const crons = [...(options.crons ?? []), clearing];
  const runner = await run({
    pgPool,
    concurrency,
    noHandleSignals: true,
    pollInterval: queuePollMs,
    logger: loggerFor(options.log),
    taskList: { ...handlerTasks(options.handlers, db), ...cronTasks(crons, db) },
    parsedCronItems: parseCronItems(
      crons.map(({ name, pattern }) => ({
        task: cronName(name),
        match: pattern,
        identifier: name,
      })),
    ),
  });
  const relaying = relayUntilStopped(db, options.log);
  const stop = async () => {
    await relaying.stop();
    await runner.stop();
    await db.destroy();
    await pgPool.end();
  };
  return { stop };
}

const clearing: CronTask = {
  name: 'outbox.clear',
  pattern: clearPattern,
  run: async ({ db }) => {
    await clearOutbox(db);
  },
};

/** Cron tasks have a name space of their own, so that no event can ask for one. */
const cronName = (name: string): string => `cron:${name}`;

function contextOf(db: Db, signal: AbortSignal | undefined): JobContext {
  return { db, signal: signal ?? new AbortController().signal };
}

function handlerTasks(handlers: JobsOptions['handlers'], db: Db): TaskList {
  const tasks = Object.entries(handlers).map(([task, handler]): [string, Task] => [
    task,
    async (raw, helpers) => {
      const job = readJob(raw, { task, attempt: helpers.job.attempts });
      await handler(job, contextOf(db, helpers.abortSignal));
    },
  ]);
  return Object.fromEntries(tasks);
}

function cronTasks(crons: readonly CronTask[], db: Db): TaskList {
  const tasks = crons.map(({ name, run: work }): [string, Task] => [
    cronName(name),
    async (_raw, helpers) => work(contextOf(db, helpers.abortSignal)),
  ]);
  return Object.fromEntries(tasks);
}

function loggerFor(log: JobsOptions['log']): Logger {
  return new Logger(() => (level, message) => log?.(level, message));
}

/** Relays again and again; a round that fails is told and tried again with the next. */
function relayUntilStopped(db: Db, log: JobsOptions['log']): { stop: () => Promise<void> } {
  let stopped = false;
  let wake = () => undefined as void;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, relayEveryMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async () => {
    while (!stopped) {
      const moved = await relay(db).catch((error: unknown) => {
        log?.('error', `outbox relay failed: ${String(error)}`);
        return 0;
      });
      if (moved < jobsPerRelayMax && !stopped) await pause();
    }
  };
  const ended = loop();
  return {
    stop: () => {
      stopped = true;
      wake();
      return ended;
    },
  };
}
