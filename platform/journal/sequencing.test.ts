import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  hashLeaf,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  treeHash,
} from '#engines/ledger/index.ts';
import { systemClock } from '#platform/config/index.ts';
import { inPark } from '#platform/db/index.ts';
import { append } from './append.ts';
import { verifyLog } from './audit.ts';
import { ensureLog, readLogs } from './log.ts';
import { openLogKey } from './log-keys.ts';
import { readCheckpoint, readPublishedTile } from './publication.ts';
import { anchoringOf } from './receipt.ts';
import { startSequencer } from './sequencing.ts';
import { nodeSha256Ed25519 as suite } from './suites.ts';
import { journalFixture, sampleEntry, type JournalFixture } from './testing.ts';

let journal: JournalFixture;
beforeAll(async () => {
  journal = await journalFixture();
});
afterAll(() => journal.close());

const start = (log?: (level: 'error', message: string) => void) =>
  startSequencer({
    ...{ databaseUrl: journal.url, home: journal.home, clock: systemClock },
    ...(log && { log }),
  });

const fileIn = (park: string, stream: string) =>
  inPark(journal.app, park, (tx) => append(tx, [sampleEntry({ stream })]));

describe('a running sequencer', () => {
  test('signs what every park writes, two of them side by side', async () => {
    const parks = await Promise.all(['north', 'south'].map((park) => journal.addPark(park)));
    const running = [start(), start()];
    const written = await Promise.all(
      parks.flatMap(({ park }) =>
        Array.from({ length: 10 }, async (_, i) => {
          const [entry] = await fileIn(park, `case/${i}`);
          return { park, id: entry?.id ?? '' };
        }),
      ),
    );
    const isAnchored = async ({ park, id }: { park: string; id: string }) =>
      (await inPark(journal.app, park, (tx) => anchoringOf(tx, id))).state;
    await expect
      .poll(async () => new Set(await Promise.all(written.map(isAnchored))), { timeout: 60_000 })
      .toEqual(new Set(['anchored']));
    await Promise.all(running.map((each) => each.stop()));
    for (const log of parks) {
      const audit = await verifyLog(journal.app, log);
      expect(audit).toMatchObject({ entries: 10 });
      expect(audit.broken).toBeUndefined();
    }
  });

  test('tells of a log whose key is not here, and goes on with the others', async () => {
    const foreign = await openLogKey(`${journal.home}/elsewhere`, 'alien.example/log');
    const log = { park: 'alien', origin: 'alien.example/log', demo: true, key: foreign };
    await ensureLog(journal.worker, { ...log, at: '2026-01-01T00:00:00.000Z' });
    await journal.addPark('zebra');
    const told: string[] = [];
    const running = start((_, message) => told.push(message));
    const [entry] = await fileIn('zebra', 'case/1');
    await expect
      .poll(() => inPark(journal.app, 'zebra', (tx) => anchoringOf(tx, entry?.id ?? '')), {
        timeout: 60_000,
      })
      .toMatchObject({ state: 'anchored' });
    await running.stop();
    expect(told.join()).toContain('its key is not in');
  });
});

describe('a log', () => {
  test('is made once; another origin or another key is a fault', async () => {
    const { key } = await journal.addPark('stable');
    const log = { park: 'stable', demo: true, at: '2026-02-01T00:00:00.000Z' };
    const origin = 'stable.example/log';
    const again = await ensureLog(journal.worker, { ...log, origin, key });
    expect(again).toMatchObject({ origin, vkey: key.vkey, size: 0 });
    const moved = ensureLog(journal.worker, { ...log, origin: 'other.example/log', key });
    await expect(moved).rejects.toThrow('not other.example/log');
    const foreign = await openLogKey(`${journal.home}/foreign`, origin);
    const replaced = ensureLog(journal.worker, { ...log, origin, key: foreign });
    await expect(replaced).rejects.toThrow('signed by another key');
    expect(await readLogs(journal.app)).toEqual([]);
  });

  test('publishes tiles and bundles that foreign tools rebuild its root from', async () => {
    const log = await journal.addPark('public');
    const streams = Array.from({ length: 258 }, (_, i) => sampleEntry({ stream: `case/${i}` }));
    await inPark(journal.app, 'public', (tx) => append(tx, streams));
    const running = start();
    const read = <T>(work: Parameters<typeof inPark<T>>[2]) => inPark(journal.app, 'public', work);
    await expect
      .poll(() => read((tx) => readCheckpoint(tx, log.origin)).then((found) => found?.size))
      .toBe(258);
    await running.stop();
    const tile = (path: string) => read((tx) => readPublishedTile(tx, log.origin, path));
    const bundles = [await tile('tile/entries/000'), await tile('tile/entries/001.p/2')];
    const entries = bundles.flatMap((bundle) => parseEntryBundle(bundle ?? new Uint8Array()) ?? []);
    const leaves = entries.map((entry) => hashLeaf(suite.hash, entry));
    const { note } = (await read((tx) => readCheckpoint(tx, log.origin))) ?? { note: '' };
    const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
    expect(checkpoint).toMatchObject({ size: 258, root: treeHash(suite.hash, leaves) });
    expect(Buffer.concat([...leaves.slice(256)])).toEqual(
      Buffer.from((await tile('tile/0/001.p/2')) ?? []),
    );
    expect((await tile('tile/0/000'))?.length).toBe(256 * 32);
    expect((await tile('tile/0/000.p/3'))?.length).toBe(3 * 32);
    expect((await tile('tile/1/000.p/1'))?.length).toBe(32);
    for (const path of ['tile/0/001', 'tile/0/001.p/3', 'tile/2/000.p/1', 'tile/entries/002.p/1']) {
      expect(await tile(path)).toBeUndefined();
    }
  });
});
