import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, openStage, type Stage } from './stage.ts';

describe('anybody', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('2026-09-18T02:00:00Z');
  });
  afterAll(() => stage.close());

  test('finds a service by its initials and reads what it asks and promises', async () => {
    const page = await stage.open();
    await page.goto('/p/shijingshan');
    await expectAccessible(page);
    await page.getByRole('searchbox').first().fill('rzps');
    await page.keyboard.press('Enter');
    await page
      .getByRole('link', { name: /园区空间入驻评审/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /园区空间入驻评审/ }).waitFor();
    await page.getByText('5 个工作日').first().waitFor();
    await expectAccessible(page);
  });

  test('mistypes a service, is shown what was meant, and may state a need instead', async () => {
    const page = await stage.open(undefined, { phone: true });
    await page.goto('/p/shijingshan');
    await page.getByRole('searchbox').first().fill('入住评审');
    await page.getByRole('heading', { name: '您是不是要找' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '没有找到相符的服务' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: '直接说出您的需求' }).waitFor();
    await page.getByRole('link', { name: /园区空间入驻评审/ }).click();
    await page.getByRole('heading', { level: 1, name: /园区空间入驻评审/ }).waitFor();
  });

  test('sees a wide flow in part or whole on a phone', async () => {
    const page = await stage.open(undefined, { phone: true });
    await page.goto('/p/sample-park/services/standard.joint');
    const hidden = () =>
      page.locator('.flow').evaluate((drawing) => drawing.scrollWidth - drawing.clientWidth);
    await page.getByRole('button', { name: '看整张图' }).click();
    await page.getByRole('button', { name: '放大看文字' }).waitFor();
    expect(await hidden()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: '放大看文字' }).click();
    await page.getByRole('button', { name: '看整张图' }).waitFor();
    expect(await hidden()).toBeGreaterThan(0);
  });

  test('counts 115 standards as 28, 2, 4 and 81, in both languages and on a phone', async () => {
    const page = await stage.open(undefined, { phone: true });
    await page.goto('/p/shijingshan/standards');
    for (const figure of ['115', '28', '81']) {
      await page.getByText(figure, { exact: true }).first().waitFor();
    }
    await expectAccessible(page);
    const english = await stage.open(undefined, { language: 'en' });
    await english.goto('/p/shijingshan/standards');
    await english
      .getByRole('heading', { name: /standards system/i })
      .first()
      .waitFor();
    await expectAccessible(english);
  });

  test('prints a guide with its whole flow, and in words what is too small on paper', async () => {
    const page = await stage.open();
    await page.goto('/p/sample-park/services/standard.joint');
    await page.locator('.flow svg').waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.locator('.flow-words li').first().waitFor();
    await page.getByRole('navigation').first().waitFor({ state: 'hidden' });
    const hidden = await page
      .locator('.flow')
      .evaluate((drawing) => drawing.scrollWidth - drawing.clientWidth);
    expect(hidden).toBe(0);
  });

  test.each([
    ['/p/shijingshan', '中关村石景山园', '时限说得清'],
    ['/p/shijingshan/services', '服务目录', '办理时限和依据'],
    ['/p/shijingshan/services/space.admission', '园区空间入驻评审（示例）', '承诺 5 个工作日'],
    ['/p/shijingshan/standards', '服务标准化体系', '共 115 项标准'],
    ['/p/shijingshan/standards/space-admission', '园区空间入驻服务规范（示例）', 'Q/SJSY 301.12'],
    ['/p/shijingshan/standards/space-admission/clauses/5.2', '第 5.2 条 受理', '窗口'],
    ['/verify', '核验回执', '回执不会上传'],
  ])('a shared link to %s says what it leads to without being run', async (path, title, text) => {
    const answer = await fetch(`${stage.address}${path}`);
    const html = await answer.text();
    const said = (name: string) => new RegExp(`"${name}" content="([^"]*)"`).exec(html)?.[1];
    expect(answer.status).toBe(200);
    expect(said('og:title')).toContain(title);
    expect(said('description')).toContain(text);
    expect(said('og:description')).toContain(text);
    expect(said('og:site_name')).toBe(path.startsWith('/p/') ? '中关村石景山园' : '规矩');
    expect(said('robots')).toBeUndefined();
  });

  test('a page of somebody’s own says nothing of itself, a missing one that it is missing', async () => {
    const own = await (await fetch(`${stage.address}/p/shijingshan/my/cases/x`)).text();
    expect(own).toContain('name="robots" content="noindex"');
    expect(own).not.toContain('name="description"');
    for (const path of ['/p/none', '/p/shijingshan/services/none', '/p/shijingshan/standards/x']) {
      expect((await fetch(`${stage.address}${path}`)).status).toBe(404);
    }
  });

  test('a page that runs says its own head, once', async () => {
    const page = await stage.open();
    await page.goto('/p/shijingshan/services/space.admission');
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const name of ['og:title', 'og:description']) {
      expect(await page.locator(`meta[property="${name}"]`).count()).toBe(1);
    }
    expect(await page.locator('meta[name="description"]').count()).toBe(1);
  });

  test('is told in words that an address is wrong', async () => {
    const page = await stage.open();
    const answer = await page.goto('/servcies');
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
    expect(answer?.status()).toBe(404);
  });

  test('sees that the records are a demonstration and the clock is set', async () => {
    const page = await stage.open();
    await page.goto('/p/qinchuangyuan/services');
    await page.getByText('演示数据', { exact: false }).first().waitFor();
    await page.getByText('2026年9月18日', { exact: false }).first().waitFor();
  });

  test('is asked to sign in, and comes back to where they were going', async () => {
    const page = await stage.open();
    await page.goto('/p/shijingshan/services/space.admission');
    await page.getByRole('link', { name: '开始办理' }).click();
    await page.getByText('登录后回到您来的那一页').waitFor();
    await page.getByLabel(/邮箱/).fill('firm@shijingshan.example');
    await page.getByLabel(/密码/).fill('guiju-demo');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/p/shijingshan/my/apply/space.admission');
    await page.getByRole('button', { name: '提交申请' }).waitFor();
  });
});
