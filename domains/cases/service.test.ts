import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { emptyState, fold } from '#engines/process/index.ts';
import { doWhatIsDue } from './jobs.ts';
import { commandCase, fileCase, holdCase } from './service/act.ts';
import { rateCase } from './service/rate.ts';
import { readCase } from './service/read.ts';
import { readMyCases, readQueue } from './service/queue.ts';
import { eventOf } from './service/stream.ts';
import { wordsOf } from './service/words.ts';
import { openTestPark, type TestPark } from './testing.ts';
import type { CaseCommand, FileCase } from './model/index.ts';

const need: FileCase = {
  service: 'need.general',
  channel: 'station',
  node: 'station-1',
  applicant: { organisation: null, name: '演示企业' },
  needClass: 'n01',
  answers: { subject: '寻找中试场地' },
  files: [],
  occurredAt: null,
  fromRecord: null,
};

describe('a need at a station', () => {
  let at: TestPark;
  beforeAll(async () => {
    at = await openTestPark('qinchuangyuan');
  });
  afterAll(() => at.close());

  const act = (
    who: string,
    now: string,
    asked: { number: string; verb: string; input?: CaseCommand['input'] },
  ) =>
    inPark(at.db, at.park.code, async (tx) => {
      const acting = at.acting(who, now);
      const row = await holdCase(tx, at.park.code, asked.number);
      const body = { verb: asked.verb, branch: null, input: asked.input ?? {} };
      return commandCase(tx, at.world, { acting, row, body });
    });
  const file = (who: string, now: string, body: FileCase) =>
    inPark(at.db, at.park.code, (tx) =>
      fileCase(tx, at.world, { acting: at.acting(who, now), body }),
    );
  const view = (who: string, now: string, number: string) =>
    inPark(at.db, at.park.code, (tx) => {
      const { principal } = at.acting(who, now);
      const words = wordsOf('zh-CN', at.park.zone);
      return readCase(tx, { park: at.park, principal, words, now }, number);
    });
  const mayRate = (now: string, number: string) =>
    inPark(at.db, at.park.code, async (tx) => {
      const { principal } = at.acting('firm', now);
      const words = wordsOf('zh-CN', at.park.zone);
      const mine = await readMyCases(tx, { park: at.park, principal, words, now }, 'closed');
      return mine.find((card) => card.number === number)?.canRate;
    });

  test('filed at ten, dispatched, escalated to the centre, resolved the same day, confirmed', async () => {
    const asked = { organisation: 'demo-firm-1', name: '演示科技企业甲' };
    const filed = await file('station', '2026-09-18T02:00:00.000Z', { ...need, applicant: asked });
    expect(filed.number).toMatch(/^qinchuangyuan-2026-\d{6}-[0-9A-Z]$/);
    const { number } = filed;
    const seen = await view('dispatcher', '2026-09-18T02:05:00.000Z', number);
    expect(seen.card.phase).toBe('to-dispatch');
    expect(seen.clocks.map((clock) => [clock.kind, clock.due])).toContainEqual([
      'response',
      '2026-09-18T09:30:00.000Z',
    ]);
    await act('dispatcher', '2026-09-18T02:10:00.000Z', {
      number,
      verb: 'dispatch',
      input: { node: 'station-1' },
    });
    await act('station', '2026-09-18T02:20:00.000Z', { number, verb: 'claim' });
    await act('station', '2026-09-18T03:00:00.000Z', {
      number,
      verb: 'escalate',
      input: { reason: '需要中心协调场地', node: 'centre' },
    });
    const risen = await view('centre', '2026-09-18T03:05:00.000Z', number);
    expect(risen.card.holder?.node).toBe('centre');
    expect(risen.firstTaker).toBe('园区工作站一（示例）');
    await act('centre', '2026-09-18T07:00:00.000Z', {
      number,
      verb: 'resolve',
      input: { note: '已对接中试平台' },
    });
    const waiting = await view('dispatcher', '2026-09-18T07:01:00.000Z', number);
    expect(waiting.card.phase).toBe('to-call-back');
    expect(waiting.acts.at(-1)?.detail).toBe('→ 派单');
    // Three working days after 18 September; the 20th is worked, being the eve of a holiday.
    expect(waiting.card.dueText).toBe('9月22日 周二 17:30 仍无回应即办结');
    await act('dispatcher', '2026-09-18T07:30:00.000Z', {
      number,
      verb: 'call-back',
      input: { outcome: 'not-reached' },
    });
    await expect(
      act('station', '2026-09-18T08:00:00.000Z', { number, verb: 'confirm' }),
    ).rejects.toMatchObject({ code: 'process.only-applicant', status: 403 });
    await act('firm', '2026-09-18T08:00:00.000Z', { number, verb: 'confirm' });
    const closed = await view('director', '2026-09-18T08:01:00.000Z', number);
    expect(closed.card.phase).toBe('closed');
    expect(closed.clocks.find((clock) => clock.kind === 'promised')?.leftText).toBe('按时完成');
    const titles = closed.acts.map(({ title }) => title);
    expect(titles.slice(0, 3)).toEqual(['办结：申请人确认', '申请人确认', '回访：未联系上']);
    expect(closed.acts.every(({ proof }) => proof.state === 'pending')).toBe(true);
    expect(await mayRate('2026-09-18T08:02:00.000Z', number)).toBe(true);
    await inPark(at.db, at.park.code, async (tx) => {
      const row = await holdCase(tx, at.park.code, number);
      const acting = at.acting('firm', '2026-09-18T08:30:00.000Z');
      await rateCase(tx, { acting, row, rating: { level: 5, text: '' } });
    });
    expect((await view('director', '2026-09-18T08:31:00.000Z', number)).rating.rated).toBe(true);
    expect(await mayRate('2026-09-18T08:32:00.000Z', number)).toBe(false);
  });

  test('the projection is the fold of its stream', async () => {
    const { number } = await file('station', '2026-09-18T02:00:00.000Z', need);
    await act('dispatcher', '2026-09-18T02:10:00.000Z', {
      number,
      verb: 'dispatch',
      input: { node: 'station-1' },
    });
    const [row, entries] = await inPark(at.db, at.park.code, async (tx) => [
      await holdCase(tx, at.park.code, number),
      await readStream(tx, `case/${number}`),
    ]);
    const events = entries.map((entry) => eventOf(entry).event);
    expect(row.state).toEqual(JSON.parse(JSON.stringify(fold(events, emptyState()))));
    expect(events.every((event) => event.bundle === row.bundle)).toBe(true);
  });

  test('a need nobody claims fires its rung once, and the queue shows it overdue', async () => {
    const { number } = await file('station', '2026-09-18T02:00:00.000Z', need);
    await act('dispatcher', '2026-09-18T02:10:00.000Z', {
      number,
      verb: 'dispatch',
      input: { node: 'station-1' },
    });
    const later = '2026-09-28T02:00:00.000Z';
    await doWhatIsDue(at.db, at.world, { park: at.park.code, now: later });
    const again = await doWhatIsDue(at.db, at.world, { park: at.park.code, now: later });
    expect(again).toBe(0);
    const { principal } = at.acting('director', later);
    const queue = await inPark(at.db, at.park.code, (tx) =>
      readQueue(
        tx,
        { park: at.park, principal, words: wordsOf('zh-CN', at.park.zone), now: later },
        { name: 'overdue', limit: 20 },
      ),
    );
    expect(queue.items.map((card) => card.number)).toContain(number);
    expect(queue.items[0]?.lamp).toBe('overdue');
  });

  test('a window cannot dispatch, and is told who can', async () => {
    const { number } = await file('station', '2026-09-18T02:00:00.000Z', need);
    await expect(
      act('centre', '2026-09-18T02:10:00.000Z', {
        number,
        verb: 'dispatch',
        input: { node: 'station-1' },
      }),
    ).rejects.toMatchObject({ code: 'process.not-your-role', status: 403 });
  });

  test('what is filled in wrongly is told field by field, and nothing is written', async () => {
    const before = await inPark(at.db, at.park.code, (tx) =>
      tx
        .selectFrom('cases.case')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .execute(),
    );
    await expect(
      file('station', '2026-09-18T02:00:00.000Z', { ...need, answers: { stranger: 'x' } }),
    ).rejects.toMatchObject({
      status: 422,
      refusal: {
        issues: expect.arrayContaining([
          expect.objectContaining({
            path: 'answers.subject',
            titles: { field: { 'zh-CN': '需求概要', en: 'What is needed' } },
          }),
        ]),
      },
    });
    const after = await inPark(at.db, at.park.code, (tx) =>
      tx
        .selectFrom('cases.case')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .execute(),
    );
    expect(after).toEqual(before);
  });
});
