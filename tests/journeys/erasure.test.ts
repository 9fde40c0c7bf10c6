import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '#apps/cli/load.ts';
import { signIn } from '#tools/demo/caller.ts';
import { takeKeyboard, type Keyboard } from './keyboard.ts';
import { openStage, seen, visit, type Stage } from './stage.ts';

const park = 'shijingshan';
const email = (name: string) => `${name}@${park}.example`;
const marker = '只此一处的联系电话';

describe('erasing what is personal of somebody', () => {
  let stage: Stage;
  let admin: Keyboard;
  beforeAll(async () => {
    stage = await openStage('2026-09-18T10:00:00+08:00');
    const firm = await signIn({
      ...{ address: stage.address, email: email('firm'), password: demoPassword },
    });
    const { status, body } = await firm.act('one', {
      path: `/p/${park}/api/cases`,
      body: {
        ...{ service: 'need.general', channel: 'web', node: 'committee', needClass: 'n01' },
        applicant: { organisation: 'demo-firm-1', name: '演示企业' },
        ...{ answers: { subject: marker }, files: [], occurredAt: null, fromRecord: null },
      },
    });
    expect(status, JSON.stringify(body)).toBe(201);
  });
  afterAll(() => stage.close());

  test('is in the menu of an administrator and of nobody else', async () => {
    const director = await stage.open(email('director'));
    await visit(director, `/p/${park}/office/log`);
    await seen(director.locator('.work-menu a').first());
    expect(await director.getByRole('link', { name: '删除个人信息' }).count()).toBe(0);
  });

  test('is done by keyboard: found, looked at, confirmed with a ground, proved', async () => {
    admin = await takeKeyboard(await stage.open(email('admin')));
    await admin.visit(`/p/${park}/office/erasures`);
    await admin.fill('按姓名、邮箱或企业名称查找', '企业甲经办', 'searchbox');
    await admin.press('Enter');
    await admin.enter('button', /^选择/);
    await admin.reads('将会保留');
    await admin.choose('删除理由', '本人撤回同意');
    await admin.enter('button', '删除');
    await admin.isAsked();
    await admin.enter('button', '删除');
    await admin.reads('已删除。');
    await seen(admin.page.getByRole('row').filter({ hasText: '本人撤回同意' }));
  });

  test('leaves no trace of what was written, and its entry opens as a receipt', async () => {
    const { body } = await stage.ask(email('admin'), `/p/${park}/api/erasures`);
    const [done] = body['items'] as { entryId: string; ground: string; total: number }[];
    expect(done).toMatchObject({ ground: 'withdrawn' });
    expect(done?.total).toBeGreaterThan(1);
    const asked = `/p/${park}/api/people?q=${encodeURIComponent('企业甲经办')}`;
    expect((await stage.ask(email('admin'), asked)).body).toEqual({ items: [] });
    await visit(admin.page, `/p/${park}/receipts/${done?.entryId}`);
    await seen(admin.page.getByText('删除个人信息'));
  });
});
