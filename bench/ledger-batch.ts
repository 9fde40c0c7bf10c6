/**
 * Batches of 100 events, four producers each waiting for its own: our durable append (a transaction with fsync, an index
 * for each event, entries sealed with salts) beside hypercore's append of the same events as blocks,
 * which signs its tree and leaves them to the system's cache.
 *
 * @source issue 3 §4: batch of 100 ≥ 0.25 × hypercore
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase } from '#platform/db/index.ts';
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
} from './ledger/log.ts';

const eventsPerBatch = 100;
/** Producers on both sides, each waiting for its batch before it makes the next. */
const producers = 4;
const turns = 9;
const turnMs = 1_500;

/** The part of hypercore this bench uses; the package has no types. */
type Hypercore = {
  readonly ready: () => Promise<void>;
  readonly append: (blocks: readonly Buffer[]) => Promise<unknown>;
  readonly close: () => Promise<void>;
};
type MakeHypercore = new (folder: string) => Hypercore;

type Write = (producer: number, batch: number) => Promise<unknown>;

/** Lets every producer write batches for one turn. @returns events a second */
async function turn(write: Write, next: number[]): Promise<number> {
  const start = performance.now();
  let written = 0;
  const producing = next.map(async (_, producer) => {
    while (performance.now() - start < turnMs) {
      const batch = next[producer] ?? 0;
      await write(producer, batch);
      next[producer] = batch + 1;
      written += eventsPerBatch;
    }
  });
  await Promise.all(producing);
  return (written * 1000) / (performance.now() - start);
}

/** The events of a batch: a hundred streams of the producer, each a step further. */
const batchOf = (producer: number, batch: number) =>
  Array.from({ length: eventsPerBatch }, (_, stream) =>
    eventOf(producer * eventsPerBatch + stream, batch + 1),
  );

/**
 * Appends batches in turn with hypercore.
 *
 * @returns events a second of each turn, and the median of the turns' ratios
 */
export async function run(): Promise<BenchResult> {
  const [database, home] = [await benchDatabase(), mkdtempSync(join(tmpdir(), 'guiju-batch-'))];
  try {
    await migrate(database.url);
    const setting = await checkFsync(database.url);
    const db = openDatabase(database.url, 'worker', { max: 2 });
    const log = await openLog(db, home);
    const appender = await openDurableAppender({ databaseUrl: database.url, ...log });
    // @ts-expect-error -- hypercore brings no types; `Hypercore` says what is used of it.
    const { default: Core }: { default: MakeHypercore } = await import('hypercore');
    const core = new Core(join(home, 'core'));
    await core.ready();
    const [ours, peer]: [number[], number[]] = [[], []];
    const [mine, theirs] = [Array(producers).fill(0), Array(producers).fill(0)];
    for (let round = 0; round < turns; round += 1) {
      ours.push(await turn((...at) => appender.appendBatch(batchOf(...at)), mine));
      const blocks = (producer: number, batch: number) =>
        batchOf(producer, batch).map((event) => Buffer.from(JSON.stringify(event)));
      peer.push(await turn((...at) => core.append(blocks(...at)), theirs));
    }
    await Promise.all([appender.close(), core.close()]);
    await signAll(db, log);
    const [audit, count] = [await verifyLog(db, log), await countEntries(db)];
    await db.destroy();
    if (audit.broken || audit.entries !== count) throw new Error(JSON.stringify(audit));
    const ratios = ratiosOf(ours, peer);
    const lines = [
      `${producers} producers of batches of ${eventsPerBatch}, ${turns} turns of ${turnMs} ms each, ${setting}`,
      `ours, events/s: ${show(ours)}`,
      `hypercore (no fsync), events/s: ${show(peer)}`,
      `ratios: ${show(ratios, 2)}`,
      `${count} entries placed, signed and re-hashed`,
    ];
    return { ours, peer, ratio: median(ratios), lines };
  } finally {
    await database.close();
    rmSync(home, { recursive: true, force: true });
  }
}
