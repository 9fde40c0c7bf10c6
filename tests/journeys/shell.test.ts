import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, patienceMs, visit, type Stage } from './stage.ts';

/** What has the focus, as `h1 文字`. */
const focused = async (page: Page): Promise<string> => {
  const said =
    'document.activeElement.tagName.toLowerCase() + " " + document.activeElement.innerText';
  return String(await page.evaluate(said)).trim();
};

/** Waits until that has the focus. */
const expectFocused = async (page: Page, what: RegExp) => {
  await expect.poll(() => focused(page), { timeout: patienceMs }).toMatch(what);
};

describe('the frame of the pages', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('2026-09-18T02:00:00Z');
  });
  afterAll(() => stage.close());

  test('moves the focus to the heading of the page that was opened', async () => {
    const page = await stage.open('director@shijingshan.example');
    await visit(page, '/p/shijingshan');
    expect(await focused(page)).toMatch(/^body/);
    await page.getByRole('navigation').getByRole('link', { name: '服务' }).click();
    await page.waitForURL('**/services');
    await expectFocused(page, /^h1 服务目录$/);
    await page.goto('/p/shijingshan/office');
    await page.getByRole('link', { name: '即日办' }).first().click();
    await page.waitForURL('**/rhythm/today');
    await expectFocused(page, /^h1 .*即日办/);
  });

  test('lets the keyboard skip to the content', async () => {
    const page = await stage.open('director@shijingshan.example');
    for (const path of ['/p/shijingshan/standards', '/p/shijingshan/office']) {
      await visit(page, path);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('a 跳到正文');
      await page.keyboard.press('Enter');
      await page.locator('#main:focus').waitFor();
    }
  });

  test('shows whoever may not enter a door the doors they may, and says why in words', async () => {
    const page = await stage.open('firm@shijingshan.example');
    await visit(page, '/p/shijingshan/office');
    await page.getByText('查看管理总览', { exact: false }).waitFor();
    const menu = page.getByRole('navigation', { name: '工作菜单' });
    expect(await menu.getByRole('link').allInnerTexts()).toEqual(['我的事项']);
    expect(await page.locator('main').innerText()).not.toContain('cases.office');
  });
});
