import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numberOf } from './desk.ts';
import { expectAccessible, openStage, type Stage } from './stage.ts';

const park = 'shijingshan';
const who = (name: string) => `${name}@${park}.example`;

/** A standards officer draws a flow elsewhere, tries the draft, publishes, and moves an open case. */
describe('trying a draft before it is signed', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('2026-09-17T10:00:00+08:00');
  });
  afterAll(() => stage.close());

  let number = '';

  test('a flow goes out as BPMN and comes back changed as a draft', async () => {
    const firm = await stage.open(who('firm'));
    await firm.goto(`/p/${park}/my/apply/incubation.coaching`);
    await firm.getByLabel('想办什么').fill('想了解入驻条件');
    await firm.getByLabel('联系电话').fill('010-12345678');
    await firm.getByRole('button', { name: '提交申请' }).click();
    await firm.getByText('已提交').first().waitFor();
    number = await numberOf(firm);

    const page = await stage.open(who('officer'));
    await page.goto(`/p/${park}/office/revise/incubation.coaching/4.4`);
    const drawn = page.getByRole('region', { name: '用画图工具修改流程' });
    const download = page.waitForEvent('download');
    await drawn.getByRole('link').click();
    const xml = await readFile(await (await download).path(), 'utf8');
    const task = /<bpmn:userTask id="(n-[^"]+)" name="[^"]*"/.exec(xml);
    expect(task).not.toBeNull();
    const file = join(tmpdir(), `guiju-${process.pid}.bpmn`);
    await writeFile(file, xml.replace(/(<bpmn:userTask id="n-[^"]+" name=")[^"]*/, '$1改名的环节'));
    await drawn.getByLabel('BPMN 文件').setInputFiles(file);
    await drawn.getByLabel('修订理由').fill('环节改名');
    await drawn.getByRole('button', { name: '读成草稿' }).click();
    await drawn.getByRole('link', { name: '打开草稿' }).click();
    await page.waitForURL(/\/office\/revisions\//);
    await page.getByText('改名的环节').first().waitFor();
    await expectAccessible(page);
  });

  test('the draft is replayed on real cases and simulated, in words', async () => {
    const page = await stage.open(who('officer'));
    await page.goto(`/p/${park}/office/revisions`);
    await page.getByRole('main').getByRole('table').getByRole('link').first().click();
    await page.waitForURL(/\/office\/revisions\//);
    const replay = page.getByRole('region', { name: '用草稿重走上一季度的办件', exact: true });
    await replay.getByRole('button', { name: '开始重走' }).click();
    await replay.getByText(/件中有 0 件会不同/).waitFor();
    const simulate = page.getByRole('region', { name: '模拟草稿', exact: true });
    await simulate.getByRole('button', { name: '开始模拟' }).click();
    await simulate.getByText(/草稿：按时率 [\d.]+%/).waitFor();
    await simulate.getByText('各岗位负荷').first().waitFor();
    await expectAccessible(page);
    await page.getByLabel('发布日期').fill('2026-09-17');
    await page.getByLabel('实施日期').fill('2026-09-17');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: '发布', exact: true }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('link', { name: '把在办件迁到新版本' }).click();
    await page.waitForURL(/\/office\/migrations/);
  });

  test('open cases are moved by a plan that was tried first', async () => {
    const page = await stage.open(who('officer'));
    await page.goto(`/p/${park}/office/migrations`);
    await page.getByLabel('依据条款').selectOption('4.4');
    await page.getByLabel('迁移理由').fill('环节改名后统一');
    await page.getByRole('button', { name: '试运行' }).click();
    await page.getByText('1 件能迁，0 件留在旧版本。').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '执行迁移' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '执行迁移' }).click();
    await page.getByText('已迁 1 / 1 件。').waitFor();
    await page.goto(`/p/${park}/office/migrations`);
    await page.getByText('没有办件停在旧版本上').waitFor();
    const { body } = await stage.ask(who('window'), `/p/${park}/api/cases/${number}`);
    expect((body as { bundle: { edition: string } }).bundle.edition).not.toBe('2014');
  });
});
