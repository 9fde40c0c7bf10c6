import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numberOf } from './desk.ts';
import { expectAccessible, openStage, type Stage } from './stage.ts';

const park = 'shijingshan';
const who = (name: string) => `${name}@${park}.example`;

/** Journey D: a standards officer revises a limit in the browser, with a case open across it. */
describe('a revision of the promised time', () => {
  let stage: Stage;
  let before: string;
  let after: string;
  beforeAll(async () => {
    stage = await openStage('2026-09-17T10:00:00+08:00');
  });
  afterAll(() => stage.close());

  const apply = async (): Promise<string> => {
    const page = await stage.open(who('firm'));
    await page.goto(`/p/${park}/my/apply/incubation.coaching`);
    await page.getByLabel('想办什么').fill('想了解入驻条件');
    await page.getByLabel('联系电话').fill('010-12345678');
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('已提交').first().waitFor();
    return await numberOf(page);
  };

  test('starts from the clause, not from a file, and shows findings and the changed guide', async () => {
    before = await apply();
    const page = await stage.open(who('officer'));
    await page.goto(`/p/${park}/office/standards`);
    await expectAccessible(page);
    await page.goto(`/p/${park}/office/revise/incubation.coaching/4.4`);
    await page.getByRole('spinbutton', { name: /承诺时限：数量/ }).fill('4');
    await page.getByLabel('修订理由').first().fill('近三个月均在两日内答复');
    await page.getByRole('button', { name: '保存草稿' }).click();
    const findings = page.getByRole('region', { name: '检查结果' });
    await findings.getByText('最长路径', { exact: false }).first().waitFor();
    expect(await findings.innerText()).not.toContain('必须改正');
    await page.getByText('改动对照').first().waitFor();
    await page.getByText('办事指南对照').first().waitFor();
    await expectAccessible(page);
  });

  test('is published with its release and effective dates', async () => {
    const page = await openDraft(await stage.open(who('officer')));
    await page.getByText('有 1 件在办的办件仍按原版本办理', { exact: false }).first().waitFor();
    await page.getByLabel('发布日期').fill('2026-09-17');
    await page.getByLabel('实施日期').fill('2026-09-18');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: '发布', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('region', { name: '发布结果' }).waitFor();
    await expectAccessible(page);
  });

  test('holds for the next case, while the open one stays under its edition', async () => {
    stage.setNow('2026-09-18T10:00:00+08:00');
    after = await apply();
    const read = async (number: string) => {
      const { body } = await stage.ask(who('window'), `/p/${park}/api/cases/${number}`);
      return body as { bundle: { hash: string; edition: string } };
    };
    const [old, fresh] = [await read(before), await read(after)];
    expect(fresh.bundle.hash).not.toBe(old.bundle.hash);
    expect(fresh.bundle.edition).not.toBe(old.bundle.edition);
    for (const [number, { bundle }] of [
      [before, old],
      [after, fresh],
    ] as const) {
      const page = await stage.open(who('firm'));
      await page.goto(`/p/${park}/my/cases/${number}`);
      await page.getByText(`${bundle.edition}，`, { exact: false }).first().waitFor();
      await page.getByText('第 4 条', { exact: false }).first().waitFor();
    }
    const guide = await stage.open();
    await guide.goto(`/p/${park}/services/incubation.coaching`);
    await guide.getByText('4 个工作日').first().waitFor();
  });

  test('goes back to the edition before in one press, as a draft like any other', async () => {
    const page = await openDraft(await stage.open(who('officer')));
    const published = page.getByRole('region', { name: '发布结果' });
    await published.getByRole('button', { name: '版为底稿' }).click();
    await page.getByText('内容取自', { exact: false }).first().waitFor();
    const differences = page.getByRole('region', { name: '改动对照' });
    await differences.getByText('5 个工作日').waitFor();
    expect(await differences.getByRole('row').count()).toBe(2);
    await expectAccessible(page);
    await page.goto(`/p/${park}/office/revise/incubation.coaching/4.4`);
    await page.getByRole('region', { name: '早先的版本' }).getByRole('button').waitFor();
    await expectAccessible(page);
  });

  const openDraft = async (page: Page): Promise<Page> => {
    await page.goto(`/p/${park}/office/revisions`);
    await page.getByRole('main').getByRole('table').getByRole('link').first().click();
    await page.waitForURL(/\/office\/revisions\//);
    return page;
  };
});
