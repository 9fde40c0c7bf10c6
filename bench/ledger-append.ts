import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, openDatabase, type Db } from '#platform/db/index.ts';
import { openDurableAppender, verifyLog } from '#platform/journal/index.ts';
import type { BenchResult } from './main.ts';
import { benchDatabase } from './database.ts';
import {
  checkFsync,
  countEntries,
  eventOf,
  median,
  openLog,
  ratiosOf,
  show,
  signAll,
  type BenchLog,
} from './ledger/log.ts';

/** Producers on both sides, each waiting for its entry before it makes the next. */
const PRODUCERS = 64;
/** One side runs this long before the other has its turn. */
const TURN_MS = 2_000;
const TURNS = 9;
const PEER_CONNECTIONS = 16;

/** What a producer does to write one event; resolves when it is on the disk. */
type Write = (producer: number, seq: number) => Promise<unknown>;

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
async function checkWhole(db: Db, log: BenchLog): Promise<string> {
  await signAll(db, log);
  const [audit, count] = [await verifyLog(db, log), await countEntries(db)];
  if (audit.broken || audit.entries !== count) throw new Error(JSON.stringify(audit));
  return `${audit.entries} entries placed, signed and re-hashed`;
}

/**
 * Lets 64 producers append events, each waiting until its entry has a durable index, in turn with
 * raw single-row inserts of the same events by node-pg into the same database, fsync on.
 *
 * @returns events a second of each turn, and the median of the turns' ratios
 * @source issue 3 §4 (aim ≥ 1.5)
 */
export async function run(): Promise<BenchResult> {
  const [database, home] = [
    await benchDatabase(),
    mkdtempSync(join(tmpdir(), 'guiju-bench-keys-')),
  ];
  try {
    const { ours, peer, setting, checked } = await measure(database.url, home);
    const ratios = ratiosOf(ours, peer);
    const lines = [
      `${PRODUCERS} producers, ${TURNS} turns of ${TURN_MS} ms each, ${setting}`,
      `ours, events/s: ${show(ours)}`,
      `raw node-pg (${PEER_CONNECTIONS} connections), events/s: ${show(peer)}`,
      `ratios: ${show(ratios, 2)}`,
      checked,
    ];
    return { ours, peer, ratio: median(ratios), lines };
  } finally {
    await database.close();
    rmSync(home, { recursive: true, force: true });
  }
}
