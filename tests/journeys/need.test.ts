import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, numberOf, openCase } from './desk.ts';
import { expectAccessible, openStage, type Stage } from './stage.ts';

const park = 'qinchuangyuan';
const who = (name: string) => `${name}@${park}.example`;

/** Journey A: a need at a station, handled up to the centre and confirmed on the same day. */
describe('a need filed at a station at ten on a working day', () => {
  let stage: Stage;
  let number: string;
  beforeAll(async () => {
    stage = await openStage('2026-09-18T10:00:00+08:00');
  });
  afterAll(() => stage.close());

  test('is filed by the firm, and says what happens next and until when', async () => {
    const page = await stage.open(who('firm'), { phone: true });
    await page.goto(`/p/${park}/my/apply/need.general`);
    await page.getByLabel('需求概要').fill('寻找中试场地');
    await page.getByLabel('需求类别').selectOption({ index: 1 });
    await page.getByLabel('在服务点提交').check();
    await page.getByLabel('服务点', { exact: true }).selectOption({ value: 'station-1' });
    await page.getByRole('button', { name: '提交需求' }).click();
    await page.getByText('已提交').first().waitFor();
    number = await numberOf(page);
    await page.getByText('待派单').first().waitFor();
    await page.getByText('9月18日 周五 17:30', { exact: false }).first().waitFor();
    await expectAccessible(page);
  });

  test('is dispatched, claimed, escalated to the centre and resolved', async () => {
    const dispatcher = await stage.open(who('dispatcher'));
    await dispatcher.goto(`/p/${park}/desk`);
    await dispatcher.getByRole('link', { name: '寻找中试场地' }).waitFor();
    await expectAccessible(dispatcher);
    await openCase(dispatcher, park, number);
    await act(dispatcher, '派单', { 交给哪个服务点: '园区工作站一（示例）' });

    const station = await stage.open(who('station'));
    await openCase(station, park, number);
    await act(station, '签收');
    await act(station, '上报', { 理由: '需要协调场地' });
    const branch = await stage.open(who('branch'));
    await openCase(branch, park, number);
    await act(branch, '上报', { 理由: '需要中心出面' });

    stage.setNow('2026-09-18T15:00:00+08:00');
    const centre = await stage.open(who('centre'));
    await openCase(centre, park, number);
    await act(centre, '办理完毕', { 办理情况: '已对接中试平台' });
    await expectAccessible(centre);
  });

  test('is called back, confirmed and rated by the firm', async () => {
    stage.setNow('2026-09-18T16:00:00+08:00');
    const dispatcher = await stage.open(who('dispatcher'));
    await openCase(dispatcher, park, number);
    await act(dispatcher, '回访', { 办理结果: '未联系上' });
    const page = await stage.open(who('firm'), { phone: true });
    await page.goto(`/p/${park}/my/cases/${number}`);
    await page.getByText('回访：未联系上', { exact: true }).first().waitFor();
    await page.getByText('等您确认或接受回访，不必催办').waitFor();
    await page.getByRole('button', { name: '已解决，确认' }).click();
    await page.getByText('请您评价').first().waitFor();
    await page.getByText('非常满意', { exact: true }).first().click();
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByText('已评价，谢谢').first().waitFor();
    await expectAccessible(page);
  });

  test('is closed on the day, in time, with its first taker and a receipt for every act', async () => {
    const { body } = await stage.ask(who('director'), `/p/${park}/api/cases/${number}`);
    const acts = body['acts'] as { type: string; at: string; clause: string | null }[];
    expect(acts.map(({ type }) => type).toReversed()).toEqual([
      'case.filed',
      'case.dispatched',
      'case.claimed',
      'case.escalated',
      'case.escalated',
      'case.resolved',
      'case.called-back',
      'case.confirmed',
      'case.closed',
      'case.rated',
    ]);
    expect(acts.every(({ at }) => at.startsWith('2026-09-18'))).toBe(true);
    expect(acts.every(({ clause }) => clause !== null)).toBe(true);
    expect(body['card']).toMatchObject({ phase: 'closed', lamp: 'stopped' });
    const page = await stage.open(who('director'));
    await page.goto(`/p/${park}/office/test?number=${number}`);
    await page.getByText(number).first().waitFor();
    await page.getByText('已存证').first().waitFor();
    await expectAccessible(page);
  });

  test('hands a receipt over to the verifier, on a page that names the park', async () => {
    const { body } = await stage.ask(who('firm'), `/p/${park}/api/cases/${number}`);
    const [last] = body['acts'] as { entryId: string }[];
    const page = await stage.open(who('firm'));
    await page.goto(`/p/${park}/receipts/${last?.entryId}`);
    await page.getByRole('link', { name: '去核验' }).click();
    await page.getByText('已填入这份回执').waitFor();
    expect(await page.title()).toBe('核验回执 · 秦创原总窗口');
    await page.getByRole('button', { name: '填入本园区公布的策略' }).click();
    await page.getByRole('button', { name: '核验', exact: true }).click();
    await page.getByRole('heading', { name: '核验通过' }).waitFor();
    await expectAccessible(page);
  });

  test('does not fill in a receipt for whoever may not read it, and says so', async () => {
    const page = await stage.open(undefined);
    await page.goto(`${stage.address}/p/${park}/verify?receipt=nobodys`);
    await page.getByText('读不到这份回执').waitFor();
    expect(await page.getByLabel('回执', { exact: true }).inputValue()).toBe('');
  });
});
