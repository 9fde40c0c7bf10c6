/**
 * How fast a log of a million entries is audited, beside a loop that reads the same rows from the same
 * table, hashes their entries and keeps the frontier. The audit also reads the data, hashes act and
 * data of every entry, writes the entry anew from its columns, compares tiles, verifies checkpoints.
 *
 * @source issue 3 §4: audit of 1 M entries ≥ 0.5 × a naive frontier loop with RSS ≤ 300 MB
 */

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inPark, migrate, openDatabase } from '#platform/db/index.ts';
import { readCheckpoint } from '#platform/journal/index.ts';
import type { BenchResult } from './main.ts';
import { benchDatabase } from './database.ts';
import type { SideReport } from './ledger/audit-side.ts';
import {
  benchOrigin,
  benchPark,
  checkFsync,
  fillLog,
  median,
  openLog,
  ratiosOf,
  show,
} from './ledger/log.ts';

const turns = 8;
const rssMbMax = 300;
/** A million; fewer while the bench itself is worked on. */
const entries = Number(process.env.GUIJU_BENCH_ENTRIES ?? 1_000_000);

function startSide(side: 'ours' | 'naive', url: string) {
  const program = join(import.meta.dirname, 'ledger', 'audit-side.ts');
  const child = fork(program, [side, url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let before = 0;
  /** Goes on to `target`. @returns entries a second of this turn */
  const goTo = async (target: number): Promise<{ rate: number; report: SideReport }> => {
    child.send(target);
    const report = await heard(child);
    const rate = ((report.entries - before) * 1000) / report.ms;
    before = report.entries;
    return { rate, report };
  };
  return { goTo };
}

async function heard(child: ChildProcess): Promise<SideReport> {
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`a side ended with code ${String(code)}`);
  });
  // The exit that follows its last report is no death.
  died.catch(() => undefined);
  const [report] = await Promise.race([once(child, 'message'), died]);
  return report;
}

async function alternate(url: string) {
  const [ours, peer] = [startSide('ours', url), startSide('naive', url)];
  const rates: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  let [rssMb, root] = [0, ''];
  for (let turn = 1; turn <= turns; turn += 1) {
    // The last turn goes to the end, whatever is left.
    const target = turn === turns ? entries + 1 : Math.floor((entries * turn) / turns);
    const mine = await ours.goTo(target);
    const theirs = await peer.goTo(target);
    rates.ours.push(mine.rate);
    rates.peer.push(theirs.rate);
    rssMb = mine.report.rssMb;
    root = theirs.report.root;
    if (turn === turns && (mine.report.entries !== entries || theirs.report.entries !== entries)) {
      throw new Error(`${mine.report.entries} and ${theirs.report.entries} of ${entries} entries`);
    }
  }
  return { ...rates, rssMb, root };
}

/**
 * Audits a log in turn with the naive loop, a page of each turn after the other.
 *
 * @returns entries a second of each turn, and the median of the turns' ratios
 * @throws {Error} when the audit takes more than 300 MB, or the loop finds another root
 */
export async function run(): Promise<BenchResult> {
  const database = await benchDatabase();
  const home = mkdtempSync(join(tmpdir(), 'guiju-bench-keys-'));
  try {
    await migrate(database.url);
    const setting = await checkFsync(database.url);
    const db = openDatabase(database.url, 'worker', { max: 2 });
    const started = performance.now();
    await fillLog({ url: database.url, db }, await openLog(db, home), entries);
    const filledIn = Math.round((performance.now() - started) / 1000);
    const note = await inPark(db, benchPark, (tx) => readCheckpoint(tx, benchOrigin));
    await db.destroy();
    const { ours, peer, rssMb, root } = await alternate(database.url);
    const signed = note?.note.split('\n')[2];
    if (signed !== root) throw new Error(`the loop found ${root}, the checkpoint says ${signed}`);
    if (rssMb > rssMbMax) throw new Error(`the audit took ${rssMb.toFixed(0)} MB`);
    const ratios = ratiosOf(ours, peer);
    const lines = [
      `${entries} entries, one in four with data, made in ${filledIn} s; ${setting}`,
      `audit, entries/s: ${show(ours)}`,
      `naive frontier loop, entries/s: ${show(peer)}`,
      `ratios: ${show(ratios, 2)}`,
      `largest resident set of the audit: ${rssMb.toFixed(0)} MB of ${rssMbMax}`,
    ];
    return { ours, peer, ratio: median(ratios), lines };
  } finally {
    await database.close();
    rmSync(home, { recursive: true, force: true });
  }
}
