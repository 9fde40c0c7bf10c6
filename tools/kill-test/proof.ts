import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { rebuild } from '#domains/cases/index.ts';
import { connectionOptions, inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { readLogs, verifyLog } from '#platform/journal/index.ts';
import type { Acknowledged } from '../demo/needs.ts';

/** What was found when everything had settled; each list is empty when all holds. */
export type Proof = {
  readonly acts: number;
  readonly entries: number;
  /** Acknowledged entries that the journal does not have. */
  readonly lost: readonly string[];
  /** Entries and cases nobody was told of, entries told of twice. */
  readonly doubled: readonly string[];
  /** Cases whose row is not the fold of their stream. */
  readonly unfolded: readonly string[];
  /** What the log's own audit found. */
  readonly broken: readonly string[];
};

type Place = { readonly databaseUrl: string; readonly park: string };

/**
 * Compares what the server acknowledged with what the database holds, re-hashes the log and folds
 * every case again.
 */
export async function prove(place: Place, acknowledged: readonly Acknowledged[]): Promise<Proof> {
  const told = acknowledged.flatMap(({ acts }) => acts.flatMap(({ entryIds }) => entryIds));
  const db = openDatabase(place.databaseUrl, 'worker', { max: 2 });
  try {
    const written = await entriesOf(place);
    const known = new Set(written.map(({ id }) => id));
    const expected = new Set(told);
    const numbers = new Set(acknowledged.map(({ number }) => number));
    const twice = told.filter((id, index) => told.indexOf(id) !== index);
    // What happens by itself, such as a rung of escalation, is acknowledged to nobody.
    const untold = written.filter(({ id, actor }) => actor !== 'system' && !expected.has(id));
    const strays = [...new Set(written.map(({ number }) => number))].filter((n) => !numbers.has(n));
    return {
      acts: acknowledged.reduce((sum, { acts }) => sum + acts.length, 0),
      entries: written.length,
      lost: [...expected].filter((id) => !known.has(id)),
      doubled: [...twice, ...untold.map(({ id, number }) => `${number} ${id}`), ...strays],
      unfolded: await findUnfolded(place),
      broken: await auditLogs(db, place.park),
    };
  } finally {
    await db.destroy();
  }
}

type Written = { readonly id: string; readonly number: string; readonly actor: string };

/** Every entry of every case, read as the owner past row-level security. */
async function entriesOf({ databaseUrl, park }: Place): Promise<Written[]> {
  const client = new pg.Client(connectionOptions(databaseUrl, 'owner'));
  await client.connect();
  try {
    const { rows } = await client.query<Written>(
      `select id, substr(stream, 6) as number, act::jsonb ->> 'actor' as actor
         from journal.entry where park_id = $1 and stream like 'case/%'`,
      [park],
    );
    return rows;
  } finally {
    await client.end();
  }
}

/** The projections' own check: every line of every case equals its fold. */
async function findUnfolded({ databaseUrl, park }: Place): Promise<readonly string[]> {
  const db = openDatabase(databaseUrl, 'app', { max: 1 });
  try {
    const { streams, wrong } = await rebuild(db, park, { check: true });
    const lines = wrong.map(({ stream, columns }) => `${stream} ${columns.join(', ')}`);
    return streams > 0 ? lines : ['there is no stream at all'];
  } finally {
    await db.destroy();
  }
}

const SETTLE_SECONDS_MAX = 60;

/** Waits until a checkpoint covers everything, then audits every log of the park. */
async function auditLogs(db: Db, park: string): Promise<string[]> {
  const broken: string[] = [];
  const logs = await settledLogs(db, park);
  if (logs.length === 0) broken.push('the park has no log');
  for (const { origin } of logs) {
    const audit = await verifyLog(db, { park, origin });
    if (audit.broken) broken.push(`${audit.broken.row} ${audit.broken.what}`);
    if (audit.checkpoints === 0) broken.push(`${origin} has no checkpoint`);
  }
  return broken;
}

async function settledLogs(db: Db, park: string) {
  for (let waited = 0; ; waited += 1) {
    const logs = (await inPark(db, park, (tx) => readLogs(tx))).filter((log) => log.park === park);
    const pending = await inPark(db, park, (tx) =>
      tx
        .selectFrom('journal.entry')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('leaf_index', 'is', null)
        .executeTakeFirstOrThrow(),
    );
    const isSettled = logs.every(({ size, integrated }) => size === integrated);
    if (isSettled && Number(pending.count) === 0) return logs;
    if (waited >= SETTLE_SECONDS_MAX) throw new Error('the log did not settle');
    await sleep(1000);
  }
}
