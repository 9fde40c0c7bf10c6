import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseUrl, layOut, type Layout } from './layout.ts';
import { withLock } from './lock.ts';
import { checkVersion, initialise, isRunning, start, stop } from './postmaster.ts';
import { identify, isSameAlive } from './process-identity.ts';
import { findPackage, preparePrograms, type RunProgram } from './programs.ts';
import { ClusterRefusal, type SentenceKey } from './refusal.ts';

const DATABASE = 'guiju';
const ANSWER_SECONDS_MAX = 60;
const ANSWER_PAUSE_MS = 200;

/** What starting a cluster needs. */
export type ClusterOptions = {
  /** Absolute folder; the data lies in its `data`, the copied programs beside it. */
  readonly home: string;
  /** Hears of every step that takes a moment, by the key of its sentence. */
  readonly log?: (step: SentenceKey) => void;
  /** Where the copied programs lie, when several homes share them; `home` when absent. */
  readonly programs?: string;
  /** `immediate` leaves recovery to the next start: for data about to be deleted. */
  readonly stopMode?: 'fast' | 'immediate';
  /** Ends a start before PostgreSQL runs, also while its data directory is being made. */
  readonly signal?: AbortSignal | undefined;
};

/** A running cluster. */
export type Cluster = {
  /** The database `guiju` as its owner; `pg`, Kysely and libpq read it. */
  readonly url: string;
  /** Whether a postmaster was found running, instead of being started. */
  readonly adopted: boolean;
  /** Leaves the cluster, and stops it unless another living process uses it. */
  readonly stop: () => Promise<void>;
};

/**
 * Brings up the embedded PostgreSQL over `home`: creates it the first time, adopts a postmaster that
 * outlived its starter, and clears what a crash left. Several processes may call it at once and share
 * one postmaster; the last to leave stops it. Nothing listens on the network.
 *
 * @throws {ClusterRefusal} when folder, user, platform or PostgreSQL itself says no
 * @throws what `signal` was aborted with, or `initdb-failed` when it ended that
 * @source 5-stack, row "database, default"
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const log = options.log ?? (() => undefined);
  const home = resolve(options.home);
  const layout = layOut(home, options.programs && resolve(options.programs));
  const run = await preparePrograms(layout.programs, layout.account, () => log('copying'));
  const adopted = await withLock(layout.lockFile, () => bringUp(layout, run, options));
  return {
    url: databaseUrl(layout, DATABASE),
    adopted,
    stop: () => withLock(layout.lockFile, () => leave(layout, run, options)),
  };
}

/** Returns whether a postmaster was already running. */
async function bringUp(
  layout: Layout,
  run: RunProgram,
  { log = () => undefined, signal }: ClusterOptions,
): Promise<boolean> {
  signal?.throwIfAborted();
  if (!existsSync(layout.data)) {
    log('initialising');
    await initialise(layout, run, signal);
  }
  signal?.throwIfAborted();
  checkVersion(layout, findPackage().version.split('.')[0] ?? '');
  const adopted = await adopt(layout, run);
  log(adopted ? 'adopted' : 'starting');
  if (!adopted) await start(layout, run);
  await ensureDatabase(layout);
  writeFileSync(userFile(layout), identify(process.pid) ?? '');
  return adopted;
}

/** A postmaster that runs but does not answer on our socket (its folder was moved) is stopped. */
async function adopt(layout: Layout, run: RunProgram): Promise<boolean> {
  if (!(await isRunning(layout, run))) return false;
  if (existsSync(join(layout.sockets, '.s.PGSQL.5432'))) return true;
  await stop(layout, run);
  return false;
}

async function ensureDatabase(layout: Layout): Promise<void> {
  const client = await connect(databaseUrl(layout, 'postgres'));
  try {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** An adopted postmaster may still be replaying its log; it is asked again until it answers. */
async function connect(url: string): Promise<pg.Client> {
  const until = Date.now() + ANSWER_SECONDS_MAX * 1000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > until) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new ClusterRefusal('no-answer', { seconds: ANSWER_SECONDS_MAX, reason });
      }
      await sleep(ANSWER_PAUSE_MS);
    }
  }
}

const userFile = (layout: Layout): string => join(layout.users, String(process.pid));

async function leave(layout: Layout, run: RunProgram, options: ClusterOptions): Promise<void> {
  rmSync(userFile(layout), { force: true });
  if (hasUsers(layout)) return;
  await stop(layout, run, options.stopMode);
  options.log?.('stopped');
}

/** Whether a living process uses the cluster; the files of dead ones are removed on the way. */
function hasUsers(layout: Layout): boolean {
  const files = readdirSync(layout.users).map((name) => join(layout.users, name));
  const [living, dead] = [files.filter(isUsed), files.filter((file) => !isUsed(file))];
  for (const file of dead) rmSync(file, { force: true });
  return living.length > 0;
}

const isUsed = (file: string): boolean => isSameAlive(readFileSync(file, 'utf8'));

/** Stops whatever runs over `home` and deletes its data; the copied programs stay. */
export async function destroyCluster(home: string): Promise<void> {
  const layout = layOut(resolve(home));
  if (existsSync(layout.data)) {
    const run = await preparePrograms(layout.programs, layout.account, () => undefined);
    if (await isRunning(layout, run)) await stop(layout, run, 'immediate');
  }
  for (const folder of [layout.base, layout.sockets]) {
    rmSync(folder, { recursive: true, force: true });
  }
}
