import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { encodeUtf8, parsePolicy, tilePath } from '#engines/ledger/index.ts';
import { append } from './append.ts';
import { verifyLog, type BrokenRow } from './audit.ts';
import { verifyPublished } from './audit-published.ts';
import { eraseFromJournal } from './erase.ts';
import { readCheckpoint, readPublishedTile } from './publication.ts';
import { sequence } from './sequencer.ts';
import { suiteNamed } from './suites.ts';
import {
  drawFrom,
  otherBytes,
  tamperings,
  type CheckpointRow,
  type DatumRow,
  type EntryRow,
  type Pristine,
  type TileRow,
} from './tampering.ts';
import { journalFixture, sampleEntry, type JournalFixture } from './testing.ts';

const size = 300;
const signedSizes = [10, 270, size];
const at = '2026-09-18T02:00:01.000Z';
const rowTamperings = 400;
const fileTamperings = 600;
/** A minute on a machine with much else to do. */
const timeoutMs = 60_000;

const nameOf = ({ row, place }: BrokenRow): (number | string)[] =>
  place?.index === undefined || place.index === null ? [row] : [row, place.index];

let journal: JournalFixture;
let log: Awaited<ReturnType<JournalFixture['addPark']>>;
let pristine: Pristine;
beforeAll(async () => {
  journal = await journalFixture();
  log = await journal.addPark('park');
  const entries = Array.from({ length: size }, (_, i) =>
    sampleEntry({
      stream: `case/${String(i).padStart(4, '0')}`,
      act: { actor: 'user-1', clause: '5.1', outcome: { to: 'accept', 说明: '第一次', i } },
      data: Array.from({ length: i % 3 }, (__, k) => ({
        subject: `party/${k}`,
        payload: { 金额: i * 100, k },
      })),
    }),
  );
  let from = 0;
  for (const to of signedSizes) {
    await inPark(journal.app, 'park', (tx) => append(tx, entries.slice(from, to)));
    await sequence(journal.worker, { ...log, holder: 'a', at });
    from = to;
  }
  await inPark(journal.app, 'park', async (tx) => {
    await eraseFromJournal(tx, 'party/1', at);
    await append(tx, [sampleEntry({ stream: 'x' }), sampleEntry({ stream: 'y' })]);
  });
  pristine = await readPristine();
});
afterAll(() => journal.close());

async function readPristine(): Promise<Pristine> {
  const { rows: all } = await sql<EntryRow>`
    select * from journal.entry order by leaf_index, stream`.execute(journal.owner);
  const { rows: data } = await sql<DatumRow>`
    select e.leaf_index as index, d.* from journal.datum d join journal.entry e on e.id = d.entry_id
     where d.erased_at is null`.execute(journal.owner);
  const { rows: tiles } = await sql<TileRow>`
    select level, tile_index as index, hashes from journal.tile`.execute(journal.owner);
  const { rows: checkpoints } = await sql<CheckpointRow>`
    select size, root, note from journal.checkpoint`.execute(journal.owner);
  const entries = all.filter((row) => row.leaf_index !== null);
  const waiting = all.filter((row) => row.leaf_index === null);
  return { origin: log.origin, vkey: log.key.vkey, entries, waiting, data, tiles, checkpoints };
}

/** One transaction as if it were a pool: what an audit reads is what was just tampered with. */
function asPool(tx: Tx): Db {
  const pool = { transaction: () => ({ execute: (work: (tx: Tx) => unknown) => work(tx) }) };
  // `inPark` asks a pool for nothing else.
  return pool as unknown as Db;
}

/** Runs `work` as somebody for whom no rule of the journal holds, and leaves nothing behind. */
async function tampering(work: (tx: Tx) => Promise<void>): Promise<void> {
  const undone = new Error('undone');
  const ran = journal.owner.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`select set_config('app.park', 'park', true)`.execute(tx);
    await work(tx);
    throw undone;
  });
  await expect(ran).rejects.toBe(undone);
}

describe('tampering with', () => {
  test(
    `${rowTamperings} columns and rows is found every time, at its row`,
    async () => {
      const kinds = Object.entries(tamperings);
      const draw = drawFrom(20_260_918);
      const unseen: string[] = [];
      await tampering(async (tx) => {
        for (let round = 0; round < rowTamperings; round += 1) {
          const [kind, make] = kinds[round % kinds.length]!; // the index is below the length
          const { statement, named } = make(draw, pristine);
          await sql`savepoint before`.execute(tx);
          await statement.execute(tx);
          await sql`set local role guiju_app`.execute(tx);
          const { broken } = await verifyLog(asPool(tx), { park: 'park', origin: log.origin });
          await sql`rollback to savepoint before`.execute(tx);
          const isNamed =
            broken !== undefined && nameOf(broken).some((name) => named.includes(name));
          if (!isNamed) {
            unseen.push(`${round} ${kind} ${String(named)}: ${JSON.stringify(broken)}`);
          }
        }
        await sql`set local role guiju_app`.execute(tx);
        const untouched = await verifyLog(asPool(tx), { park: 'park', origin: log.origin });
        expect(untouched).toEqual({ entries: size, checkpoints: signedSizes.length });
      });
      expect(unseen).toEqual([]);
    },
    timeoutMs,
  );

  test(
    `${fileTamperings} published bundles, tiles and checkpoints is found every time`,
    async () => {
      const files = await publishedFiles();
      const read = (path: string) => Promise.resolve(files.get(path));
      const suites = [suiteNamed('sha256-ed25519')];
      const { policy } = parsePolicy(`log ${log.key.vkey}\nquorum none\n`, suites);
      if (!policy) throw new Error('the policy cannot be read');
      const known = { policy, suites };
      expect(await verifyPublished(known, read)).toMatchObject({
        entries: size,
        trusted: { checkpoint: { origin: log.origin, size } },
      });
      const draw = drawFrom(7);
      const unseen: string[] = [];
      for (let round = 0; round < fileTamperings; round += 1) {
        const path = draw.of([...files.keys()]);
        const file = files.get(path) ?? new Uint8Array();
        const change = draw.of<'bit' | 'shorter' | 'longer' | 'gone'>([
          'bit',
          'bit',
          'shorter',
          'longer',
          'gone',
        ]);
        const changed = {
          bit: () => otherBytes(draw, file),
          shorter: () => file.slice(0, draw.number(file.length)),
          longer: () => Buffer.concat([file, otherBytes(draw, file)]),
          gone: () => undefined,
        }[change]();
        const reading = (asked: string) =>
          Promise.resolve(asked === path ? changed : files.get(asked));
        const { broken } = await verifyPublished(known, reading);
        // A bundle and the tile of its hashes accuse each other; the bundle is named.
        const accused = [path, path.replace('tile/0/', 'tile/entries/')];
        if (!broken || !accused.includes(broken.path)) {
          unseen.push(`${change} ${path}: ${JSON.stringify(broken)}`);
        }
      }
      expect(unseen).toEqual([]);
    },
    timeoutMs,
  );
});

/** Everything the log publishes, by path. */
function publishedFiles(): Promise<Map<string, Uint8Array>> {
  return inPark(journal.app, 'park', async (tx) => {
    const files = new Map<string, Uint8Array>();
    const { note = '' } = (await readCheckpoint(tx, log.origin)) ?? {};
    files.set('checkpoint', encodeUtf8(note));
    for (const [level, index, width] of [
      ...[['entries', 0, 256] as const, ['entries', 1, size - 256] as const],
      ...[[0, 0, 256] as const, [0, 1, size - 256] as const, [1, 0, 1] as const],
    ]) {
      const path = tilePath({ level, index, width });
      files.set(path, (await readPublishedTile(tx, log.origin, path)) ?? new Uint8Array());
    }
    return files;
  });
}
