import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase, type TestDatabase } from '#platform/db/testing/database.ts';
import { ensureLog, openLogKey } from '#platform/journal/index.ts';
import type { PackParties } from './model.ts';
import { importParties } from './service.ts';
import { selectPlaces } from './store/index.ts';
import { sampleParties, samplePark, sampleUserIds } from './testing.ts';

let database: TestDatabase;
let db: Db;
let home: string;

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, 'app');
  home = await mkdtemp(join(tmpdir(), 'guiju-places-'));
  const worker = openDatabase(database.url, 'worker', { max: 1 });
  const log = { park: 'sample', origin: 'sample.example/log', demo: true };
  const key = await openLogKey(home, log.origin, 'sha256-ed25519');
  await ensureLog(worker, { ...log, key, at: '2026-01-01T00:00:00.000Z' });
  await worker.destroy();
});

afterAll(async () => {
  await db.destroy();
  await database.close();
  await rm(home, { recursive: true, force: true });
});

async function placesAfter(parties: PackParties) {
  const days = { on: '2026-01-01', now: '2026-01-01T00:00:00.000Z' };
  const pack = { park: samplePark, parties, userIds: sampleUserIds(parties), ...days };
  return inPark(db, 'sample', async (tx) => {
    await importParties(tx, pack);
    return selectPlaces(tx, samplePark);
  });
}

describe('the places people may go to', () => {
  test('are those where somebody receives them, with the hours that hold there', async () => {
    const address = { 'zh-CN': '示例路一号' };
    const office = { ...samplePark.office, windows: ['08:00-12:00'] };
    const nodes = sampleParties.nodes.map((node) =>
      node.code === 'station' ? { ...node, address, office } : node,
    );
    expect(await placesAfter({ ...sampleParties, nodes })).toMatchObject([
      { code: 'station', address, office: { windows: ['08:00-12:00'] } },
      { code: 'centre', address: null, office: samplePark.office },
    ]);
  });

  test('have no address where the pack names none any more', async () => {
    expect((await placesAfter(sampleParties)).map(({ address }) => address)).toEqual([null, null]);
  });
});
