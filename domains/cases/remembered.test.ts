import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import pg from 'pg';
import { inPark, inParkTogether, openDatabase, type Db, type Tx } from '#platform/db/index.ts';
import { eraseFromJournal, readStream } from '#platform/journal/index.ts';
import { emptyState, fold } from '#engines/process/index.ts';
import { folderStore } from '#platform/files/index.ts';
import { casesEraser } from './service/erase.ts';
import { commandCase, fileCase, holdCase, type ActedCase } from './service/act.ts';
import { eventOf } from './service/stream.ts';
import { caseByNumber, updateCase } from './store/case.ts';
import { openTestPark, type TestPark } from './testing.ts';

const NOW = '2026-09-18T02:00:00.000Z';

let at: TestPark;
/** Another process of the same park: it remembers for itself. */
let elsewhere: Db;

beforeAll(async () => {
  at = await openTestPark('qinchuangyuan');
  elsewhere = openDatabase(at.url, 'app', { max: 2 });
});

afterAll(async () => {
  await elsewhere.destroy();
  await at.close();
});

afterEach(() => vi.restoreAllMocks());

const file = () =>
  inPark(at.db, at.park.code, (tx) =>
    fileCase(tx, at.world, {
      acting: at.acting('firm', NOW),
      body: {
        service: 'need.general',
        channel: 'web',
        node: 'centre',
        applicant: { organisation: 'demo-firm-1', name: '演示' },
        needClass: 'n01',
        answers: { subject: '寻找中试场地' },
        files: [],
        occurredAt: null,
        fromRecord: null,
      },
    }),
  );

/** An act as the route does it; in its own transaction, or one shared with those of its moment. */
function act(db: Db, number: string, given: { who: string; verb: string; input?: object }) {
  const { who, verb, input = {} } = given;
  return inParkTogether(db, at.park.code, {
    about: number,
    work: async (tx: Tx): Promise<ActedCase> => {
      const row = await holdCase(tx, at.park.code, number);
      const acting = at.acting(who, NOW);
      return commandCase(tx, at.world, { acting, row, body: { verb, branch: null, input } });
    },
  });
}

const dispatch = { who: 'dispatcher', verb: 'dispatch', input: { node: 'centre' } };
const claim = { who: 'centre', verb: 'claim' };
const resolve = { who: 'centre', verb: 'resolve', input: { note: '已办理' } };
const confirm = { who: 'firm', verb: 'confirm' };

/** What is stored of a case, and what its stream folds to: the same, whoever remembered what. */
async function foldsOf(number: string): Promise<unknown[]> {
  return inPark(at.db, at.park.code, async (tx) => {
    const entries = await readStream(tx, `case/${number}`);
    const folded = fold(
      entries.map((entry) => eventOf(entry).event),
      emptyState(),
    );
    return [(await caseByNumber(tx, number))?.state, JSON.parse(JSON.stringify(folded))];
  });
}

test('a case this process wrote last is acted on in one round trip', async () => {
  // Editions and posts are read once a process.
  await act(at.db, (await file()).number, dispatch);
  const { number } = await file();
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  for (const step of [dispatch, claim, resolve, confirm]) await act(at.db, number, step);
  expect(sent).toHaveBeenCalledTimes(4);
  const [stored, folded] = await foldsOf(number);
  expect(stored).toEqual(folded);
});

test('one that another process wrote meanwhile is read again, with those who shared', async () => {
  const cases = await Promise.all([file(), file(), file(), file()]);
  const numbers = cases.map(({ number }) => number);
  const all = (db: Db, step: typeof claim, of = numbers) =>
    Promise.all(of.map((number) => act(db, number, step)));
  await all(at.db, dispatch);
  await all(elsewhere, claim, numbers.slice(0, 2));
  await all(at.db, claim, numbers.slice(2));
  await all(at.db, resolve);
  await all(elsewhere, confirm);
  for (const number of numbers) {
    const [stored, folded] = await foldsOf(number);
    expect(stored).toEqual(folded);
    expect(stored).toMatchObject({ stage: 'ended', events: 6 });
  }
});

test('a refusal is of the case as it is, not as it was', async () => {
  const { number } = await file();
  await act(at.db, number, dispatch);
  await act(elsewhere, number, claim);
  await act(elsewhere, number, resolve);
  await expect(act(at.db, number, confirm)).resolves.toMatchObject({ state: { stage: 'ended' } });
  await expect(act(elsewhere, number, resolve)).rejects.toMatchObject({
    refusal: { next: 'process.next.see-end' },
  });
});

test('what was erased meanwhile is not written again', async () => {
  const { number } = await file();
  await act(at.db, number, dispatch);
  const files = folderStore('/nonexistent');
  await inPark(elsewhere, at.park.code, async (tx) => {
    await eraseFromJournal(tx, 'party/demo-firm-1', NOW);
    await casesEraser(files)(tx, at.park.code, 'party/demo-firm-1');
  });
  await act(at.db, number, claim);
  const row = await inPark(at.db, at.park.code, (tx) => caseByNumber(tx, number));
  expect(JSON.stringify(row)).not.toContain('寻找中试场地');
});

test('what was written over in the same transaction is not what the next act finds', async () => {
  const { number } = await file();
  await inParkTogether(at.db, at.park.code, {
    about: number,
    work: async (tx) => {
      const row = await holdCase(tx, at.park.code, number);
      const body = { verb: 'dispatch', branch: null, input: { node: 'centre' } };
      const acting = at.acting('dispatcher', NOW);
      const { state } = await commandCase(tx, at.world, { acting, row, body });
      const noted = JSON.stringify({ ...state, needClass: 'n02' });
      await updateCase(tx, { number }, { state: noted });
    },
  });
  const found = await inParkTogether(at.db, at.park.code, {
    about: number,
    work: (tx) => holdCase(tx, at.park.code, number),
  });
  expect(found.state).toMatchObject({ stage: 'open', needClass: 'n02' });
});
