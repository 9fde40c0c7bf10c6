import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { testDatabase } from '#platform/db/testing/database.ts';
import { openTestPark } from '#domains/cases/testing.ts';
import {
  citedStandard,
  importStandards,
  readClause,
  readStandard,
  readSystem,
  recordStandards,
} from './service.ts';
import { samplePack } from './testing.ts';

describe('the standards of a park', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let db: Db;
  beforeAll(async () => {
    database = await testDatabase();
    db = openDatabase(database.url, 'app');
    await inPark(db, 'a', (tx) => importStandards(tx, 'a', samplePack()));
  });
  afterAll(async () => {
    await db.destroy();
    await database.close();
  });

  test('115 standards are published on one day and in force a month later', async () => {
    const before = await inPark(db, 'a', (tx) => readSystem(tx, '2014-06-08'));
    const after = await inPark(db, 'a', (tx) => readSystem(tx, '2014-06-09'));
    expect(before.counts).toMatchObject({ total: 115, inForce: 0 });
    expect(after.counts.inForce).toBe(115);
    expect(after.counts.byLevel).toEqual({ national: 28, industry: 2, local: 4, park: 81 });
  });

  test('importing the same pack again leaves the same system', async () => {
    const once = await inPark(db, 'a', (tx) => readSystem(tx, '2020-01-01'));
    await inPark(db, 'a', (tx) => importStandards(tx, 'a', samplePack()));
    expect(await inPark(db, 'a', (tx) => readSystem(tx, '2020-01-01'))).toEqual(once);
  });

  test('a standard shows its edition and clauses, and a clause is found by its number', async () => {
    const page = await inPark(db, 'a', (tx) => readStandard(tx, 'admission', '2020-01-01'));
    expect(page.edition?.edition).toBe('2014');
    expect(page.clauses.map((clause) => clause.id)).toEqual(['5', '5.2']);
    const clause = await inPark(db, 'a', (tx) =>
      readClause(tx, { code: 'admission', clause: '5.2', on: '2020-01-01' }),
    );
    expect(clause.clause.text?.['zh-CN']).toBe('当日受理。');
    const cited = await inPark(db, 'a', (tx) => citedStandard(tx, 'Q/SAMPLE 1—2014', '2020-01-01'));
    expect(cited?.clauses['5']?.['zh-CN']).toBe('评审');
  });

  test('what is not there is refused by name', async () => {
    const ask = (code: string, clause: string) =>
      inPark(db, 'a', (tx) => readClause(tx, { code, clause, on: '2020-01-01' }));
    await expect(ask('none', '1')).rejects.toMatchObject({ code: 'standards.not_found' });
    await expect(ask('admission', '9')).rejects.toMatchObject({
      code: 'standards.clause_not_found',
    });
  });

  test('another park sees nothing of it', async () => {
    await expect(inPark(db, 'b', (tx) => readSystem(tx, '2020-01-01'))).rejects.toMatchObject({
      code: 'standards.no_system',
    });
  });
});

describe('what is loaded', () => {
  test('is an entry of the log once for each content, and the history of its standard', async () => {
    const at = await openTestPark('shijingshan');
    const inside = <T>(work: Parameters<typeof inPark<T>>[2]) => inPark(at.db, 'shijingshan', work);
    const pack = samplePack();
    const [first] = pack.standards;
    if (first === undefined) throw new Error('the sample has a standard');
    const changed = { ...pack, standards: [{ ...first, title: { 'zh-CN': '入驻评审' } }] };
    const load = (now: string, content: typeof pack) =>
      inside((tx) => recordStandards(tx, { by: 'pack', now }, content));
    await inside((tx) => importStandards(tx, 'shijingshan', pack));
    await load('2026-09-18T02:00:00.000Z', pack);
    await load('2026-09-19T02:00:00.000Z', pack);
    await load('2026-09-20T02:00:00.000Z', changed);
    const { history } = await inside((tx) => readStandard(tx, 'admission', '2026-09-21'));
    expect(history.map((each) => each.at)).toEqual([
      '2026-09-20T02:00:00.000Z',
      '2026-09-18T02:00:00.000Z',
    ]);
    expect(new Set(history.map(({ hash }) => hash)).size).toBe(2);
    const system = await inside((tx) => readStream(tx, 'standards-system/sample'));
    expect(system.map(({ type, seq }) => [type, seq])).toEqual([['standards.loaded', 1]]);
    await at.close();
  });
});
