import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startCluster, type Cluster } from '#platform/db/cluster/index.ts';
import { connectionOptions, inPark, migrate, openDatabase } from '#platform/db/index.ts';
import { append, ensureLog, openLogKey, sequence, verifyLog } from '#platform/journal/index.ts';
import { RefusalError } from '#platform/http/index.ts';
import { faultEntry, faultOrigin, faultPark, ways } from './append.ts';
import { disturb, findPoints, nameOf, type Outcome, type Point } from './points.ts';

/** What a fault test runs. */
export type FaultTest = {
  /** Empty folder that PostgreSQL's account can reach. */
  readonly home: string;
  /** Where the copied programs of PostgreSQL lie. */
  readonly programs: string;
  /** Every how many-th point is tried. */
  readonly every: number;
  /** At most this many points. */
  readonly pointsMax?: number;
  /** Points that were done before are left out; what is done is written down. */
  readonly state?: string;
  readonly tell: (point: string, done: number, of: number) => void;
};

/** How a fault test ended; each list is empty when all holds. */
export type FaultResult = {
  /** Places in all appends that were watched. */
  readonly found: number;
  readonly tried: number;
  /** Where the append came to the place. */
  readonly reached: number;
  readonly acknowledged: number;
  /** Appends that failed and were written all the same: the answer was lost, not the entry. */
  readonly unanswered: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly broken: readonly string[];
};

type Counted = Omit<FaultResult, 'found'>;

/**
 * Disturbs one append at every system call of PostgreSQL's backend and of our own process, with EIO
 * and with KILL, lets the database recover each time, tries the append again as a caller would, and
 * audits the log.
 *
 * @throws {Error} when the database does not come back
 * @source issue 3 §4: EIO and KILL injected at every syscall of one append, then audit
 */
export async function runFaultTest(test: FaultTest): Promise<FaultResult> {
  const start = () =>
    startCluster({ home: test.home, programs: test.programs, stopMode: 'immediate' });
  let cluster: Cluster = await start();
  try {
    const place = { url: cluster.url, home: test.home };
    await prepare(place);
    const points: Point[] = [];
    for (const way of ways) {
      points.push(...(await findPoints(place, { victim: 'backend', way })));
      points.push(...(await findPoints(place, { victim: 'client', way })));
    }
    const chosen = points.filter((_, nth) => nth % test.every === 0).slice(0, test.pointsMax);
    const state = readState(test.state);
    for (const [nth, point] of chosen.entries()) {
      if (state.done.includes(nameOf(point))) continue;
      const stream = `fault/${Date.now()}-${nth}`;
      const outcome = await disturb(place, point, stream);
      cluster = await recovered(cluster, start);
      state.done.push(nameOf(point));
      state.counted = await judge(place, { point, outcome, counted: state.counted });
      if (test.state) writeFileSync(test.state, JSON.stringify(state));
      test.tell(nameOf(point), nth + 1, chosen.length);
    }
    return { found: points.length, ...state.counted };
  } finally {
    await cluster.stop();
  }
}

type State = { done: string[]; counted: Counted };

function readState(path: string | undefined): State {
  // Written by this program.
  if (path && existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as State;
  const none = { tried: 0, reached: 0, acknowledged: 0, unanswered: 0 };
  return { done: [], counted: { ...none, lost: [], doubled: [], broken: [] } };
}

async function prepare({ url, home }: { url: string; home: string }): Promise<void> {
  await migrate(url);
  const db = openDatabase(url, 'worker', { max: 1 });
  const key = await openLogKey(home, faultOrigin);
  const at = '2026-01-01T00:00:00.000Z';
  await ensureLog(db, { park: faultPark, origin: faultOrigin, demo: true, at, key });
  await db.destroy();
}

const recoverSecondsMax = 60;
const lookMs = 50;

/** Waits until the database answers again; a postmaster that went away is started again. */
async function recovered(cluster: Cluster, start: () => Promise<Cluster>): Promise<Cluster> {
  let running = cluster;
  for (const until = Date.now() + recoverSecondsMax * 1000; ;) {
    const client = new pg.Client(connectionOptions(running.url, 'owner'));
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      await client.end();
      return running;
    } catch (error) {
      if (Date.now() > until) throw error;
      // Refused is a postmaster that is gone; anything else is one that recovers.
      if (String(error).includes('ECONNREFUSED') || String(error).includes('ENOENT')) {
        running = await start();
      }
      await sleep(lookMs);
    }
  }
}

/** Compares what was acknowledged with what is there, tries again, and audits. */
async function judge(
  { url, home }: { url: string; home: string },
  { point, outcome, counted }: { point: Point; outcome: Outcome; counted: Counted },
): Promise<Counted> {
  const [name, { acknowledged, reached }] = [nameOf(point), outcome];
  const before = await countOf(url, outcome.stream);
  await tryAgain(url, outcome);
  const after = await countOf(url, outcome.stream);
  const broken = await auditAll(url, home);
  return {
    tried: counted.tried + 1,
    reached: counted.reached + Number(reached),
    acknowledged: counted.acknowledged + Number(acknowledged),
    unanswered: counted.unanswered + Number(!acknowledged && before === 1),
    lost: [...counted.lost, ...((acknowledged && before === 0) || after === 0 ? [name] : [])],
    doubled: [...counted.doubled, ...(after > 1 ? [name] : [])],
    broken: [...counted.broken, ...(broken === undefined ? [] : [`${name}: ${broken}`])],
  };
}

async function countOf(url: string, stream: string): Promise<number> {
  const client = new pg.Client(connectionOptions(url, 'owner'));
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      'select count(*) as count from journal.entry where stream = $1',
      [stream],
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

/** Appends again what may or may not have been written; a conflict says that it was. */
async function tryAgain(url: string, { stream }: Outcome): Promise<void> {
  const db = openDatabase(url, 'app', { max: 1 });
  try {
    await inPark(db, faultPark, (tx) => append(tx, [faultEntry(stream)]));
  } catch (error) {
    if (!(error instanceof RefusalError) || error.code !== 'journal.conflict') throw error;
  } finally {
    await db.destroy();
  }
}

/** Places and signs what waits, and audits the log. @returns what does not hold */
async function auditAll(url: string, home: string): Promise<string | undefined> {
  const db = openDatabase(url, 'worker', { max: 2 });
  try {
    const key = await openLogKey(home, faultOrigin);
    const log = { park: faultPark, origin: faultOrigin, keys: async () => key };
    await sequence(db, { ...log, holder: 'faults', at: '2026-09-18T02:00:01.000Z' });
    const { broken } = await verifyLog(db, log);
    return broken && JSON.stringify(broken);
  } finally {
    await db.destroy();
  }
}

/** Folder of the copied programs that all clusters of this repository share. */
export const sharedPrograms = join(import.meta.dirname, '..', '..', '.guiju');
