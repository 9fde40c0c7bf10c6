import { afterAll, beforeAll, expect, test } from 'vitest';
import { cnLayers } from '#engines/calendar/testing/cn-layers.ts';
import { saveCalendar } from '#platform/calendars/index.ts';
import { inPark, openDatabase, type Tx } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { commandCase, fileCase, holdCase } from './service/act.ts';
import { forgetNetworks } from './service/network.ts';
import { readNotices } from './service/notices.ts';
import { rebuild } from './service/rebuild.ts';
import { retimeOpenCases } from './service/retime.ts';
import { wordsOf } from './service/words.ts';
import { caseByNumber } from './store/case.ts';
import { openTestPark, type TestPark } from './testing.ts';

/** A Tuesday before the New Year whose calendar is not published yet. */
const now = '2026-12-29T02:00:00.000Z';
const later = '2026-12-30T02:00:00.000Z';

let at: TestPark;
beforeAll(async () => {
  at = await openTestPark('qinchuangyuan');
});
afterAll(() => at.close());

const run = <T>(work: (tx: Tx) => Promise<T>) => inPark(at.db, at.park.code, work);
const rowOf = (number: string) => run((tx) => caseByNumber(tx, number));

/** A case of a service that promises some working days, accepted. */
async function accepted(): Promise<string> {
  const body = {
    ...{ service: 'finance.service', channel: 'web' as const, node: null, needClass: null },
    applicant: { organisation: 'demo-firm-1', name: '演示科技企业甲' },
    answers: { company: '演示科技企业甲', question: '需要流动资金贷款', phone: '029-00000000' },
    ...{ files: [], occurredAt: null, fromRecord: null },
  };
  const { number } = await run((tx) =>
    fileCase(tx, at.world, { acting: at.acting('firm', now), body }),
  );
  await run(async (tx) => {
    const row = await holdCase(tx, at.park.code, number);
    const accept = { verb: 'accept', branch: null, input: {} };
    const acting = at.acting('centre', now);
    await commandCase(tx, at.world, { acting, row, body: accept });
  });
  return number;
}

/** The notice for 2027 comes out, with more days off than anybody guessed. */
async function publishYear(): Promise<void> {
  const { zone: _zone, office: _office, ...base } = cnLayers();
  const notice = {
    ...{ number: '测试〔2026〕1号', title: '测试', publishedOn: '2026-12-30' },
    ...{ url: 'https://example.org/', work: [] },
    off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-10' }],
  };
  const national = [...base.national, { year: 2027, notices: [notice] }];
  const owner = openDatabase(at.url, 'owner', { max: 1 });
  await saveCalendar(owner, { code: 'calendars/cn', version: 'next', data: { ...base, national } });
  await owner.destroy();
  forgetNetworks();
}

test('a deadline that another calendar moves is an event with both, told to who asked', async () => {
  const number = await accepted();
  const before = (await rowOf(number))?.due_promised;
  expect(await retimeOpenCases(at.db, { park: at.park.code, now: later })).toBe(0);
  await publishYear();
  expect(await retimeOpenCases(at.db, { park: at.park.code, now: later })).toBe(1);
  const due = (await rowOf(number))?.due_promised;
  expect(Date.parse(due ?? '')).toBeGreaterThan(Date.parse(before ?? ''));
  const entries = await run((tx) => readStream(tx, `case/${number}`));
  expect(entries.at(-1)).toMatchObject({ type: 'case.calendar-changed' });
  const said = JSON.stringify(entries.at(-1));
  expect(said).toContain(before);
  expect(said).toContain(due);
  const { principal } = at.acting('firm', later);
  const looking = { park: at.park, words: wordsOf('zh-CN', at.park.zone), now: later, principal };
  const { items } = await run((tx) => readNotices(tx, looking, { limit: 10 }));
  expect(items[0]).toMatchObject({ number, kind: 'calendar-changed' });
  expect(items[0]?.text).toContain('原定');
  expect(items[0]?.text).toContain('现在承诺');
  expect(await retimeOpenCases(at.db, { park: at.park.code, now: later })).toBe(0);
  expect((await rebuild(at.db, at.park.code, { check: true })).wrong).toEqual([]);
});
