import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import type {
  CaseCommand,
  DirectorsTest,
  LedgerPage,
  MonthSummary,
  Overview,
  RhythmSheet,
} from './model/index.ts';
import { commandCase, fileCase, holdCase } from './service/act.ts';
import { rateCase } from './service/rate.ts';
import { openTestPark, servePark, type TestPark } from './testing.ts';

const filedAt = '2026-09-18T02:00:00.000Z';
const tuesday = '2026-09-29T02:00:00.000Z';

let at: TestPark;
const servers: { close: () => Promise<void> }[] = [];
beforeAll(async () => {
  at = await openTestPark('qinchuangyuan');
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await at.close();
});

/** Asks as the director at an instant. */
async function askAt(now: string) {
  const server = await servePark(at, { now, random: () => 0 });
  servers.push(server);
  return server.ask;
}

const file = (now: string) =>
  inPark(at.db, at.park.code, (tx) =>
    fileCase(tx, at.world, {
      acting: at.acting('station', now),
      body: {
        service: 'need.general',
        channel: 'station',
        node: 'station-1',
        applicant: { organisation: 'demo-firm-1', name: '演示企业' },
        needClass: 'n01',
        answers: { subject: '寻找中试场地' },
        files: [],
        occurredAt: null,
        fromRecord: null,
      },
    }),
  );

const act = (
  who: string,
  now: string,
  asked: { number: string; verb: string; input?: CaseCommand['input'] },
) =>
  inPark(at.db, at.park.code, async (tx) => {
    const row = await holdCase(tx, at.park.code, asked.number);
    const body = { verb: asked.verb, branch: null, input: asked.input ?? {} };
    return commandCase(tx, at.world, { acting: at.acting(who, now), row, body });
  });

/** Takes a need through to its close on the day it was filed. */
async function close(number: string): Promise<void> {
  await act('dispatcher', '2026-09-18T02:10:00.000Z', {
    number,
    verb: 'dispatch',
    input: { node: 'station-1' },
  });
  await act('station', '2026-09-18T02:20:00.000Z', { number, verb: 'claim' });
  await act('station', '2026-09-18T03:00:00.000Z', {
    number,
    verb: 'resolve',
    input: { note: '已对接' },
  });
  await act('firm', '2026-09-18T04:00:00.000Z', { number, verb: 'confirm' });
}

// An answer's shape is checked by the server against these very schemas.
const overviewOf = async (now: string) =>
  (await (await askAt(now))('director', 'GET /office/overview')).body as unknown as Overview;
const sheetOf = async (now: string, path: string) =>
  (await (await askAt(now))('director', `GET /office/rhythm/${path}`))
    .body as unknown as RhythmSheet;

const markKept = (number = '', kept: boolean | null) =>
  inPark(at.db, at.park.code, (tx) =>
    tx.updateTable('cases.case').set({ kept }).where('number', '=', number).execute(),
  );

describe('the office', () => {
  const numbers: string[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 8; n += 1) numbers.push((await file(filedAt)).number);
    for (const number of numbers.slice(0, 7)) await close(number);
  });

  test('the closed rate is of the counts; reopening one changes it', async () => {
    const before = await overviewOf('2026-09-18T06:00:00.000Z');
    expect(before.openNeeds).toMatchObject({ total: 8, closed: 7, rateBp: 8750, rateText: '87.5' });
    const kept = before.figures.find(({ id }) => id === 'needs-kept');
    expect([kept?.value, kept?.note]).toEqual(['100.0', '7 of 7.']);
    const [line] = before.openNeeds.lines;
    expect(line?.number).toBe(numbers[7]);
    expect([line?.holder, line?.reason, line?.next, line?.due].every(Boolean)).toBe(true);
    const [first = ''] = numbers;
    await act('firm', '2026-09-18T07:00:00.000Z', {
      number: first,
      verb: 'reopen',
      input: { reason: '未解决' },
    });
    const after = await overviewOf('2026-09-18T07:30:00.000Z');
    expect(after.openNeeds).toMatchObject({ closed: 6, rateText: '75.0' });
    expect(after.openNeeds.lines).toHaveLength(2);
  });

  test('every figure with records opens to exactly as many lines as it says', async () => {
    const ask = await askAt('2026-09-18T07:30:00.000Z');
    const { figures } = (await ask('director', 'GET /office/overview')).body as unknown as Overview;
    // A share has no number of its own records; of nothing it is a dash.
    const counted = figures.filter(
      ({ unit, value, link }) => unit !== '%' && value !== '–' && link !== null,
    );
    expect(counted.length).toBeGreaterThan(8);
    for (const { id, value, link } of counted) {
      const path = String(link).replace('/desk/ledgers/', '');
      expect([id, (await ask('director', `GET /ledgers/${path}`)).body['total']]).toEqual([
        id,
        Number(value),
      ]);
    }
  });

  test('the share kept opens the closed ones that had a promise, and no others', async () => {
    // As history stands in the ledger: closed, and nothing known of its limit.
    await markKept(numbers[1], null);
    const ask = await askAt('2026-09-18T07:30:00.000Z');
    const { figures } = (await ask('director', 'GET /office/overview')).body as unknown as Overview;
    const kept = figures.find(({ id }) => id === 'needs-kept');
    const of = Number(/ of (\d+)\./.exec(String(kept?.note))?.[1]);
    const opened = String(kept?.link).replace('/desk/ledgers/', '');
    const timed = (await ask('director', `GET /ledgers/${opened}`)).body as unknown as LedgerPage;
    expect(timed.total).toBe(of);
    expect(timed.rows.map(({ cells }) => cells['kept'])).toEqual(Array(of).fill('done in time'));
    const closed = (await ask('director', 'GET /ledgers/needs?state=closed')).body['total'];
    expect(closed).toBe(of + 1);
    await markKept(numbers[1], true);
  });

  test('every count of a node opens to exactly as many lines as it says', async () => {
    const ask = await askAt('2026-09-18T07:30:00.000Z');
    const overview = (await ask('director', 'GET /office/overview')).body as unknown as Overview;
    const holding = overview.byNode.filter(({ open }) => open > 0);
    expect(holding.length).toBeGreaterThan(0);
    for (const { node, open, overdue, sameDay } of holding) {
      for (const [state, count] of Object.entries({ open, overdue, 'same-day': sameDay })) {
        const path = `GET /ledgers/needs?node=${node}&state=${state}` as const;
        expect([node, state, (await ask('director', path)).body['total']]).toEqual([
          node,
          state,
          count,
        ]);
      }
    }
  });

  test('today lists what is undone first and what was done, dispatch what is open', async () => {
    const today = await sheetOf('2026-09-18T07:30:00.000Z', 'today');
    expect(today.rows.map(({ card }) => card.number).slice(0, 1)).toEqual([numbers[7]]);
    expect(today.rows[0]?.why).toBe('Undone, due Fri 18 Sep 17:30');
    expect(today.total).toBe(8);
    const dispatch = await sheetOf('2026-09-21T01:00:00.000Z', 'dispatch');
    expect(dispatch.rows.map(({ card }) => card.holder?.node)).toContain('centre');
    expect(dispatch.title).toBe('Dispatch sheet, Mon 21 Sep 2026');
  });

  test('what is received after closing counts from the next working day', async () => {
    const late = await file('2026-09-18T10:00:00.000Z'); // Friday 18:00; the office works Sunday 20th
    const sunday = await sheetOf('2026-09-18T10:05:00.000Z', 'dispatch');
    const row = sunday.rows.find(({ card }) => card.number === late.number);
    expect(row?.why).toBe('Received after closing, counts from Sun 20 Sep 2026');
    const friday = await sheetOf('2026-09-18T10:05:00.000Z', 'today');
    expect(friday.rows.map(({ card }) => card.number)).not.toContain(late.number);
    const next = await sheetOf('2026-09-20T02:00:00.000Z', 'today');
    expect(next.rows.map(({ card }) => card.number)).toContain(late.number);
    await act('firm', '2026-09-20T02:00:00.000Z', {
      number: late.number,
      verb: 'withdraw',
      input: { reason: '试件' },
    });
  });

  test('a need that has not moved on for five working days waits for a decision, and gets one', async () => {
    const early = await sheetOf('2026-09-23T02:00:00.000Z', 'week');
    expect(early.rows).toEqual([]);
    const week = await sheetOf(tuesday, 'week');
    expect(week.stuckIsOurs).toBe(true);
    expect(week.rows).toHaveLength(2);
    expect(week.rows[0]?.decision).toBeNull();
    const ask = await askAt(tuesday);
    const number = numbers[7] ?? '';
    const body = { who: '新城中心一号岗', what: '周三带企业看场地', when: '2026-09-30' };
    const path = `/office/rhythm/week/${number}/decision` as const;
    expect((await ask('director', `POST ${path}`, { body })).status).toBe(204);
    const past = await ask('director', `POST ${path}`, { body: { ...body, when: '2026-09-28' } });
    expect(past.body['code']).toBe('cases.day_before_today');
    expect((await ask('station', `POST ${path}`, { body })).status).toBe(403);
    const decided = await sheetOf(tuesday, 'week');
    const row = decided.rows.find(({ card }) => card.number === number);
    expect(row?.decision).toMatchObject(body);
    const { openNeeds } = await overviewOf(tuesday);
    expect(openNeeds.lines.find((line) => line.number === number)?.next).toContain(body.what);
    const closed = await ask('director', `POST /office/rhythm/week/${numbers[3] ?? ''}/decision`, {
      body,
    });
    expect(closed.body['code']).toBe('cases.closed_already');
  });

  test('the month counts by class and node what the document prints', async () => {
    const ask = await askAt(tuesday);
    const month = (await ask('director', 'GET /office/rhythm/month/2026-09'))
      .body as unknown as MonthSummary;
    expect(month.byClass).toHaveLength(19);
    expect(month.byClass[0]).toMatchObject({ code: 'n01', total: 9, closed: 7 });
    const sum = month.byNode.reduce((total, row) => total + row.total, 0);
    expect(sum).toBe(9);
    const document = await ask('director', 'GET /office/rhythm/month/2026-09.docx', {
      lang: 'zh-CN',
    });
    expect(document.status).toBe(200);
    const { value } = await mammoth.extractRawText({ buffer: document.bytes });
    expect(value).toContain('演示数据');
    expect(value).toContain('2026年9月月度总结（截至2026年9月');
    expect(value, 'of nothing there is no share').not.toMatch(/–\s*%/);
    for (const figure of month.figures) expect(value).toContain(figure.value);
    const zh = (await ask('director', 'GET /office/rhythm/month/2026-09', { lang: 'zh-CN' }))
      .body as unknown as MonthSummary;
    const rate = zh.figures.find(({ id }) => id === 'needs-rate');
    expect(value).toContain(`${rate?.title}\n\n${rate?.value} %`);
    const none = await ask('director', 'GET /office/rhythm/month/2026-10');
    expect([none.status, none.body['code']]).toEqual([404, 'cases.no_such_month']);
  });

  test('satisfaction says on how many ratings it rests', async () => {
    for (const [place, level] of [
      [1, 5],
      [2, 3],
      [3, 2],
    ] as const) {
      await inPark(at.db, at.park.code, async (tx) => {
        const row = await holdCase(tx, at.park.code, numbers[place] ?? '');
        await rateCase(tx, {
          acting: at.acting('firm', tuesday),
          row,
          rating: { level, text: '' },
        });
      });
    }
    const { figures } = await overviewOf(tuesday);
    const figure = figures.find(({ id }) => id === 'needs-satisfaction');
    expect([figure?.value, figure?.note]).toEqual(['66.7', '3 ratings; level 3 and better count.']);
  });

  test('the director’s test names clause, text, edition, bundle, post and proof of every act', async () => {
    const ask = await askAt(tuesday);
    const drawn = (await ask('director', 'GET /office/test')).body as unknown as DirectorsTest;
    expect([...numbers].toSorted()[0]).toBe(drawn.number);
    const chosen = await ask('assessor', `GET /office/test?number=${numbers[1] ?? ''}`);
    const { lines, tookMs } = chosen.body as unknown as DirectorsTest;
    expect(tookMs).toBeLessThan(10_000);
    expect(lines.map(({ actor }) => actor)).toEqual([
      'Handling post, Station 1 (sample)',
      'Dispatcher, Comprehensive service centre',
      'Steward, Station 1 (sample)',
      'Steward, Station 1 (sample)',
      'Applicant',
      'Applicant',
      'Applicant',
    ]);
    for (const line of lines.slice(0, 6)) {
      expect(line.clause).toMatch(/^6/);
      expect(line.clauseText).not.toBeNull();
      expect(line.bundle).toMatch(/^[0-9a-f]{64}$/);
    }
    expect((await ask('station', 'GET /office/test')).status).toBe(403);
    const foreign = await ask('director', 'GET /office/test?number=shijingshan-2026-000001-X');
    expect(foreign.status).toBe(404);
  });

  test('a clause says how often it was used, kept and broken this quarter', async () => {
    const ask = await askAt(tuesday);
    const use = await ask('director', 'GET /clauses/service-system/6.2/use');
    expect(use.body).toMatchObject({ since: '2026-07-01', cases: 7, kept: 7, broken: 0 });
    await act('dispatcher', tuesday, {
      number: numbers[7] ?? '',
      verb: 'dispatch',
      input: { node: 'station-1' },
    });
    const dispatched = await ask('director', 'GET /clauses/service-system/6.1/use');
    expect(dispatched.body['broken']).toBeGreaterThan(0);
    expect((await ask('director', 'GET /clauses/nothing/6.1/use')).status).toBe(404);
  });

  test('names the post that calls back at its own node, in the ledger and on the case', async () => {
    const { number } = await file(tuesday);
    await act('dispatcher', tuesday, { number, verb: 'dispatch', input: { node: 'station-1' } });
    await act('station', tuesday, { number, verb: 'claim' });
    await act('station', tuesday, { number, verb: 'resolve', input: { note: '已对接' } });
    const ask = await askAt('2026-09-29T02:30:00.000Z');
    const ledger = await ask('director', `GET /ledgers/needs?q=${number}`);
    const { rows } = ledger.body as unknown as LedgerPage;
    expect(rows.map(({ cells }) => cells['holder'])).toEqual([
      'Dispatcher, Comprehensive service centre',
    ]);
    const { openNeeds } = (await ask('director', 'GET /office/overview'))
      .body as unknown as Overview;
    const line = openNeeds.lines.find((one) => one.number === number);
    expect(line?.holder).toBe('Dispatcher, Comprehensive service centre');
  });
});
