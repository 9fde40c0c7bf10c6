/**
 * One side of `ledger-audit`, in a process of its own so that its memory is its own: `ours` is the
 * audit of the product; `naive` reads the same rows, hashes their entries and keeps a frontier. Each goes on as
 * far as it is told, and says how long that took.
 */

import { createHash } from 'node:crypto';
import { openDatabase, openPool } from '#platform/db/index.ts';
import { verifyLog } from '#platform/journal/index.ts';
import { benchOrigin, benchPark } from './log.ts';

/** What a side says when it has come as far as it was told. */
export type SideReport = {
  readonly entries: number;
  readonly ms: number;
  /** Largest resident set so far. */
  readonly rssMb: number;
  readonly root: string;
};

const rowsPerPage = 1024;
const [, , side = '', url = ''] = process.argv;

let started = 0;
const told = (): Promise<number> =>
  new Promise((resolve) => {
    process.once('message', (target: number) => {
      started = performance.now();
      resolve(target);
    });
  });

function report(entries: number, root = ''): void {
  const rssMb = process.resourceUsage().maxRSS / 1024;
  const line: SideReport = { entries, ms: performance.now() - started, rssMb, root };
  process.send?.(line);
}

async function auditAll(): Promise<void> {
  const db = openDatabase(url, 'worker', { max: 2 });
  let target = await told();
  const audit = await verifyLog(db, {
    park: benchPark,
    origin: benchOrigin,
    onPage: async (entries) => {
      if (entries < target || entries % rowsPerPage !== 0) return;
      report(entries);
      target = await told();
    },
  });
  if (audit.broken) throw new Error(JSON.stringify(audit.broken));
  report(audit.entries);
  await db.destroy();
}

/** SHA-256 of the parts, one after the other. */
function sha256(...parts: (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const [leaf, node] = [Buffer.of(0), Buffer.of(1)];

async function hashAll(): Promise<void> {
  const pool = openPool(url, 'worker', { max: 1 });
  await pool.query(`select set_config('app.park', $1, false)`, [benchPark]);
  const frontier: Buffer[] = [];
  let size = 0;
  let target = await told();
  for (;;) {
    const { rows } = await pool.query<{ entry: string }>(
      `select * from journal.entry
        where log = $1 and leaf_index >= $2 and leaf_index < $3 order by leaf_index`,
      [benchOrigin, size, size + rowsPerPage],
    );
    for (const { entry } of rows) {
      let hash = sha256(leaf, entry);
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
        hash = sha256(node, frontier.pop() ?? '', hash);
      }
      frontier.push(hash);
      size += 1;
    }
    if (rows.length < rowsPerPage) break;
    if (size < target) continue;
    report(size);
    target = await told();
  }
  const root = frontier.reduceRight((right, left) => sha256(node, left, right));
  report(size, root.toString('base64'));
  await pool.end();
}

await (side === 'ours' ? auditAll() : hashAll());
process.disconnect?.();
