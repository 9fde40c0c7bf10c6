import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inPark, migrate, openDatabase, openPool, type Db } from '#platform/db/index.ts';
import { startCluster } from '#platform/db/cluster/index.ts';
import {
  ensureLog,
  openDurableAppender,
  openLogKey,
  sequence,
  verifyLog,
  type NewEntry,
} from '#platform/journal/index.ts';

/** Producers on both sides, each waiting for its entry before it makes the next. */
const PRODUCERS = 64;
/** One side runs this long before the other has its turn. */
const TURN_MS = 3_000;
const TURNS = 5;
const PEER_CONNECTIONS = 16;
const PARK = 'bench';
const AT = '2026-09-18T02:00:00.000Z';

/** What a producer does to write one event; resolves when it is on the disk. */
type Write = (producer: number, seq: number) => Promise<unknown>;

/** The event both sides write: what a step of a case looks like. */
function eventOf(producer: number, seq: number): NewEntry {
  return {
    stream: `bench/${producer}`,
    seq,
    type: 'case.step.passed',
    at: AT,
    act: {
      actor: 'user-0197f2d3',
      bundle: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
      clause: '5.4',
      node: 'leaf-03',
      outcome: { step: 'review', to: 'decide', verdict: 'pass', calendar: 'cn/2026.11.1' },
    },
  };
}

/** Lets every producer write for one turn. @returns events a second */
async function turn(write: Write, nextSeq: number[]): Promise<number> {
  const start = performance.now();
  let written = 0;
  const producers = nextSeq.map(async (_, producer) => {
    while (performance.now() - start < TURN_MS) {
      const seq = nextSeq[producer] ?? 1;
      await write(producer, seq);
      nextSeq[producer] = seq + 1;
      written += 1;
    }
  });
  await Promise.all(producers);
  return (written * 1000) / (performance.now() - start);
}

/** The peer: one row an insert, as node-pg does it best, with the same event as its payload. */
async function peerWriter(url: string): Promise<{ write: Write; close: () => Promise<void> }> {
  const pool = new pg.Pool({ connectionString: url, max: PEER_CONNECTIONS });
  await pool.query(`create table if not exists public.bench_raw (
    index bigint generated always as identity primary key, payload text not null)`);
  const text = 'insert into public.bench_raw (payload) values ($1) returning index';
  return {
    write: (producer, seq) =>
      pool.query({ name: 'raw', text, values: [JSON.stringify(eventOf(producer, seq))] }),
    close: () => pool.end(),
  };
}

async function checkFsync(url: string): Promise<string> {
  const pool = openPool(url, 'owner', { max: 1 });
  const { rows } = await pool.query<{ setting: string }>(`
    select string_agg(name || '=' || setting, ' ' order by name) as setting from pg_settings
     where name in ('fsync', 'synchronous_commit', 'full_page_writes')`);
  await pool.end();
  const setting = rows[0]?.setting ?? '';
  if (setting !== 'fsync=on full_page_writes=on synchronous_commit=on') {
    throw new Error(`this database does not keep what it commits: ${setting}`);
  }
  return setting;
}

async function openLog(db: Db, home: string) {
  const origin = 'bench.example/demo';
  const key = await openLogKey(home, origin);
  await ensureLog(db, { park: PARK, origin, demo: true, at: AT, key });
  return { park: PARK, origin, keys: async () => key };
}

async function measure(url: string, home: string) {
  await migrate(url);
  const setting = await checkFsync(url);
  const db = openDatabase(url, 'worker', { max: 4 });
  const log = await openLog(db, home);
  const appender = await openDurableAppender({ databaseUrl: url, ...log });
  const peer = await peerWriter(url);
  const [ourSeq, peerSeq] = [Array(PRODUCERS).fill(1), Array(PRODUCERS).fill(1)];
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < TURNS; round += 1) {
    ours.push(await turn((producer, seq) => appender.append(eventOf(producer, seq)), ourSeq));
    theirs.push(await turn(peer.write, peerSeq));
  }
  await Promise.all([appender.close(), peer.close()]);
  const checked = await checkWhole(db, log);
  await db.destroy();
  return { ours, peer: theirs, setting, checked };
}

/** What was measured must also be a log: everything written is signed and re-hashed. */
async function checkWhole(db: Db, log: Awaited<ReturnType<typeof openLog>>): Promise<string> {
  for (;;) {
    const { signedSize } = await sequence(db, { ...log, holder: 'bench', at: AT });
    if (signedSize === undefined) break;
  }
  const { rows } = await inPark(db, PARK, async (tx) => ({
    rows: await tx
      .selectFrom('journal.entry')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .execute(),
  }));
  const audit = await verifyLog(db, log);
  if (audit.broken || audit.entries !== rows[0]?.n) throw new Error(JSON.stringify(audit));
  return `${audit.entries} entries placed, signed and re-hashed`;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Lets 64 producers append events, each waiting until its entry has a durable index, in turn with
 * raw single-row inserts of the same events by node-pg into the same database, fsync on.
 *
 * @returns events a second of each turn and ours ÷ raw of the medians
 * @source issue 2 §7 (aim ≥ 1.5)
 */
export async function run(): Promise<{
  ours: number[];
  peer: number[];
  ratio: number;
  lines: string[];
}> {
  const home = mkdtempSync(join(tmpdir(), 'guiju-bench-'));
  chmodSync(home, 0o755);
  const given = process.env.GUIJU_BENCH_DATABASE_URL;
  const programs = join(import.meta.dirname, '..', '.guiju');
  const cluster = given ? undefined : await startCluster({ home, programs });
  try {
    const url = given ?? cluster?.url ?? '';
    const { ours, peer, setting, checked } = await measure(url, home);
    const show = (values: number[]) => values.map((value) => value.toFixed(0)).join(' ');
    const lines = [
      `${PRODUCERS} producers, ${TURNS} turns of ${TURN_MS} ms each, ${setting}`,
      `ours, events/s: ${show(ours)}`,
      `raw node-pg (${PEER_CONNECTIONS} connections), events/s: ${show(peer)}`,
      checked,
    ];
    return { ours, peer, ratio: median(ours) / median(peer), lines };
  } finally {
    await cluster?.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
