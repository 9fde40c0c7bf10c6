import { afterAll, beforeAll, expect, test } from 'vitest';
import { inPark, type Tx } from '#platform/db/index.ts';
import type { CaseView } from './model/index.ts';
import { commandCase, fileCase, holdCase } from './service/act.ts';
import { readMyCases } from './service/queue.ts';
import { rateCase } from './service/rate.ts';
import { readCase } from './service/read.ts';
import { wordsOf } from './service/words.ts';
import { openTestPark, type TestPark } from './testing.ts';

const filed = '2026-09-17T02:00:00.000Z';
const now = '2026-09-18T02:00:00.000Z';
let at: TestPark;
let number = '';
beforeAll(async () => {
  at = await openTestPark('shijingshan');
});
afterAll(() => at.close());

const run = <T>(work: (tx: Tx) => Promise<T>) => inPark(at.db, at.park.code, work);
const act = (who: string, verb: string, branch: string | null = null) =>
  run(async (tx) => {
    const row = await holdCase(tx, at.park.code, number);
    const body = { verb, branch, input: {} };
    await commandCase(tx, at.world, { acting: at.acting(who, now), row, body });
  });
const view = (instant: string): Promise<CaseView> =>
  run((tx) => {
    const { principal } = at.acting('head', instant);
    const words = wordsOf('zh-CN', at.park.zone);
    return readCase(tx, { park: at.park, principal, words, now: instant }, number);
  });
const lampsOf = ({ clocks }: CaseView) => clocks.map(({ kind, lamp }) => `${kind} ${lamp}`);

/** The line of a case says what its page says of the clock that is due first. */
function sameOnLine({ card, clocks }: CaseView): void {
  const running = clocks.filter(({ due }) => due !== null);
  const [first] = running.toSorted((one, other) => (one.due ?? '').localeCompare(other.due ?? ''));
  expect(first?.lamp).toBe(card.lamp);
  expect(first?.due).toBe(card.due);
  expect(first?.leftText.startsWith(card.leftText)).toBe(true);
}

/** An application before the two desks, everything of a day at one instant as a demo has it. */
async function untilReview(): Promise<void> {
  const answers = {
    company: '演示企业甲',
    area: 300,
    revenue: 400_000_000,
    business: '数字媒体',
    phone: '010-12345678',
  };
  const applicant = { organisation: 'demo-firm-1', name: '演示企业甲' };
  const rest = { needClass: null, files: [], occurredAt: null, fromRecord: null };
  const body = { service: 'space.admission', channel: 'web' as const, node: null };
  const acting = at.acting('firm', filed);
  ({ number } = await run((tx) =>
    fileCase(tx, at.world, { acting, body: { ...body, ...rest, applicant, answers } }),
  ));
  await act('window', 'accept');
}

test('the promised clock of a page stands still while experts review, and only then', async () => {
  await untilReview();
  expect(lampsOf(await view(now))).toContain('promised normal');
  for (const instant of [now, '2026-09-25T02:00:00.000Z']) sameOnLine(await view(instant));
  await act('finance', 'pass');
  await act('science', 'consult');
  const still = await view(now);
  expect(lampsOf(still)).toContain('promised paused');
  expect(lampsOf(await view('2026-09-29T02:00:00.000Z'))).toContain('promised paused');
  expect(still.card).toMatchObject({ lamp: 'paused', summary: '数字媒体' });
  const promised = still.clocks.find(({ kind }) => kind === 'promised');
  expect(promised?.stretches.map(({ kind }) => kind)).toEqual(['running', 'paused']);
  const [line] = await run((tx) => {
    const { principal } = at.acting('firm', now);
    const words = wordsOf('en', at.park.zone);
    return readMyCases(tx, { park: at.park, principal, words, now }, 'open');
  });
  expect(line?.leftText, 'a line names the ground as the page does').toContain('Expert review');
  await act('firm', 'withdraw');
  const ended = await run((tx) => {
    const { principal } = at.acting('firm', now);
    const words = wordsOf('en', at.park.zone);
    return readMyCases(tx, { park: at.park, principal, words, now }, 'closed');
  });
  expect(ended[0]?.end?.title, 'a line names its end').toMatchObject({ en: 'Withdrawn' });
  // The procedure has a maximum of its own, and that clock runs.
  expect(lampsOf(still)).toContain('step normal');
});

test('a matter its applicant withdrew asks for no rating, and takes none', async () => {
  const later = '2026-09-29T02:00:00.000Z';
  const acting = at.acting('firm', later);
  const [mine] = await run((tx) => {
    const words = wordsOf('en', at.park.zone);
    const looking = { park: at.park, principal: acting.principal, words, now: later };
    return readMyCases(tx, looking, 'closed');
  });
  expect([mine?.number, mine?.end?.id, mine?.canRate]).toEqual([number, 'withdrawn', false]);
  expect((await view(later)).rating).toEqual({ invited: false, rated: false });
  const rating = { level: 1, text: '' };
  await expect(
    run(async (tx) =>
      rateCase(tx, { acting, row: await holdCase(tx, at.park.code, number), rating }),
    ),
  ).rejects.toMatchObject({ code: 'cases.not_rateable' });
});
