import pg from 'pg';
import { openTestPark, type TestPark } from '#domains/cases/testing.ts';
import { commandCase, fileCase, holdCase, type ActedCase } from '#domains/cases/service/act.ts';
import { inPark, inParkTogether, migrate, type Tx } from '#platform/db/index.ts';
import { benchDatabase } from './database.ts';

/** Clients on both sides, each waiting for its step before it makes the next. */
const CLIENTS = 16;
/** Cases each client takes from dispatch to confirmation in one turn: four steps a case. */
const CASES = 30;
const TURNS = 5;
/** Turns before those that count: both sides are compiled and their statements prepared. */
const WARM_TURNS = 2;
const NOW = '2026-09-18T02:00:00.000Z';

const STEPS = [
  { who: 'dispatcher', verb: 'dispatch', input: { node: 'centre' } },
  { who: 'centre', verb: 'claim', input: {} },
  { who: 'centre', verb: 'resolve', input: { note: '已办理' } },
  { who: 'firm', verb: 'confirm', input: {} },
] as const;

type Figures = { ours: number[]; peer: number[]; ratio: number; lines: string[] };

/**
 * A step of a case (load, decide, journal, projection, outbox in one transaction) beside the least a
 * database can do: one row, one insert, by node-pg on the same database. Steps a second.
 */
export async function run(): Promise<Figures> {
  const database = await benchDatabase();
  await migrate(database.url);
  const at = await openTestPark('qinchuangyuan', database);
  const peer = new pg.Pool({ connectionString: database.url, max: CLIENTS });
  await peer.query(
    'create table public.raw (id bigint generated always as identity primary key, payload text not null)',
  );
  const [ours, theirs]: [number[], number[]] = [[], []];
  const first = await fileOne(at);
  const sample = JSON.stringify(first.state);
  await stepsOf(at, first);
  for (let turn = -WARM_TURNS; turn < TURNS; turn += 1) {
    const [mine, its] = [await ourTurn(at), await peerTurn(peer, sample)];
    if (turn < 0) continue;
    ours.push(mine);
    theirs.push(its);
  }
  await peer.end();
  await at.close();
  const ratios = ours.map((rate, index) => rate / (theirs[index] ?? Infinity));
  const ratio = median(ratios);
  const lines = [
    `case steps a second: ${ours.map(Math.round).join(' ')}`,
    `raw inserts a second: ${theirs.map(Math.round).join(' ')}`,
    `${CLIENTS} clients on both sides, fsync on, median of ${TURNS} alternating turns`,
  ];
  return { ours, peer: theirs, ratio, lines };
}

async function fileOne(at: TestPark): Promise<ActedCase> {
  return inPark(at.db, at.park.code, (tx) =>
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
}

async function stepsOf(at: TestPark, { number }: ActedCase): Promise<number> {
  for (const { who, verb, input } of STEPS) {
    const work = async (tx: Tx): Promise<void> => {
      const row = await holdCase(tx, at.park.code, number);
      const acting = at.acting(who, NOW);
      await commandCase(tx, at.world, { acting, row, body: { verb, branch: null, input } });
    };
    await inParkTogether(at.db, at.park.code, { about: number, work });
  }
  return STEPS.length;
}

/** Files the cases first, uncounted; then every client steps through its own. */
async function ourTurn(at: TestPark): Promise<number> {
  const cases = await all(async () => {
    const mine: ActedCase[] = [];
    for (let n = 0; n < CASES; n += 1) mine.push(await fileOne(at));
    return mine;
  });
  const start = performance.now();
  await Promise.all(
    cases.map(async (mine) => {
      for (const one of mine) await stepsOf(at, one);
    }),
  );
  return (CLIENTS * CASES * STEPS.length * 1000) / (performance.now() - start);
}

async function peerTurn(pool: pg.Pool, payload: string): Promise<number> {
  const rows = CASES * STEPS.length * 4;
  const start = performance.now();
  await all(async () => {
    for (let n = 0; n < rows; n += 1) {
      await pool.query({
        name: 'raw',
        text: 'insert into public.raw (payload) values ($1) returning id',
        values: [payload],
      });
    }
  });
  return (CLIENTS * rows * 1000) / (performance.now() - start);
}

const all = <T>(work: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: CLIENTS }, work));

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
