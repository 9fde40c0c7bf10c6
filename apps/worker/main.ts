import { processClock, type ProcessClock } from '#apps/server/process-clock.ts';
import { publicUrlOf, worldOfCases } from '#apps/server/routes.ts';
import { readSettings } from '#platform/config/index.ts';
import { openDatabase } from '#platform/db/index.ts';
import { startJobs } from '#platform/jobs/index.ts';
import { startAttesting, startSequencer } from '#platform/journal/index.ts';
import { mailSettingsOf, openMailer } from '#platform/mail/index.ts';
import { keepDoingWhatIsDue } from './due.ts';
import { cronsOf, handlersOf, type WorkerDependencies } from './work.ts';

/** What a worker is started with; whatever is absent comes from the environment. */
export type WorkerOptions = {
  readonly databaseUrl: string;
  /** Folder of data, files and keys; the keys of the logs are there. */
  readonly home: string;
  /** Told one line for each thing worth telling. */
  readonly log?: (line: string) => void;
  readonly clock?: ProcessClock;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** A worker that works. */
export type RunningWorker = {
  /** Ends cleanly: what is at work is finished, or is done again by the next worker. */
  readonly close: () => Promise<void>;
};

const told = new Set(['error', 'warning']);

/**
 * Starts what happens after acts: relayed jobs, recurring work, the sequencing of the logs and what
 * witnesses and time authorities state about them.
 *
 * @throws when the database cannot be reached
 * @source 3-architecture Journal, Ledger
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { clock } = options.clock ?? processClock();
  const tell = (level: string, message: string): void => {
    if (told.has(level)) options.log?.(JSON.stringify({ level, message }));
  };
  const db = openDatabase(options.databaseUrl, 'worker');
  const numbersDb = openDatabase(options.databaseUrl, 'worker', { max: 1 });
  const environment = options.environment ?? process.env;
  const mail = mailSettingsOf(environment);
  const mailer = mail && openMailer(mail);
  const publicUrl = publicUrlOf(readSettings(environment));
  const dependencies: WorkerDependencies = { db, clock, home: options.home, publicUrl, mailer };
  const jobs = await startJobs({
    databaseUrl: options.databaseUrl,
    handlers: handlersOf(dependencies),
    crons: cronsOf(dependencies),
    log: tell,
  });
  const { databaseUrl, home } = options;
  const sequencer = startSequencer({ databaseUrl, home, clock, log: tell });
  const attesting = startAttesting({ databaseUrl, tell });
  const due = keepDoingWhatIsDue({ ...dependencies, world: worldOfCases(numbersDb), tell });
  return {
    close: async () => {
      await due.stop();
      await attesting.stop();
      await sequencer.stop();
      await jobs.stop();
      mailer?.close();
      await numbersDb.destroy();
      await db.destroy();
    },
  };
}
