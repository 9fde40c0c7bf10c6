import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '#apps/cli/load.ts';
import { signIn } from '#tools/demo/caller.ts';
import { expectNoViolation, openStage, seen, visit, type Stage } from './stage.ts';

const park = 'shijingshan';
const email = (name: string) => `${name}@${park}.example`;

/** Between them they open every door; a page one of them has shown is not shown again. */
const people = ['firm', 'window', 'officer', 'director', 'admin'] as const;

/** Pages anybody reads. */
const publicPages = ['', '/services', '/services/space.admission', '/standards', '/verify', '/log'];

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

describe('axe finds nothing', () => {
  let stage: Stage;
  let number: string;
  beforeAll(async () => {
    stage = await openStage('2026-09-18T10:00:00+08:00');
    number = await fileOne(stage);
  });
  afterAll(() => stage.close());

  /** In Chinese at either width; in English, whose words are longer, where they are tightest. */
  const look = async (page: Page, path: string, language: 'zh-CN' | 'en') => {
    if (language === 'en') await page.setViewportSize(phone);
    await visit(page, path);
    await expectNoViolation(page);
    if (language === 'en') return;
    await page.setViewportSize(page.viewportSize()?.width === phone.width ? desktop : phone);
    await expectNoViolation(page);
  };

  test.each(['zh-CN', 'en'] as const)('on the pages of anybody, in %s', async (language) => {
    const page = await stage.open(undefined, { language });
    for (const path of ['/', '/sign-in', ...publicPages.map((each) => `/p/${park}${each}`)]) {
      await look(page, path, language);
    }
  });

  test.each(['zh-CN', 'en'] as const)('on every page of a menu, in %s', async (language) => {
    const seen = new Set<string>();
    for (const name of people) {
      const page = await stage.open(email(name), { language });
      const { body } = await stage.ask(email(name), `/p/${park}/api/me`);
      const own = name === 'firm' ? [`/p/${park}/my/cases/${number}`] : [];
      const paths = [...own, ...(await menusOf(page, body['doors'] as string[]))];
      for (const path of paths.filter((each) => !seen.has(each))) {
        seen.add(path);
        await look(page, path, language);
      }
    }
    const page = await stage.open(email('window'), { language });
    await look(page, `/p/${park}/desk/cases/${number}`, language);
    // A page for each line of the menus of /my, /desk and /office; fewer means none was found.
    expect(seen.size).toBeGreaterThan(14);
  });
});

/** Addresses in the menus behind the doors somebody may open. */
async function menusOf(page: Page, doors: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const door of ['my', 'desk', 'office'].filter((each) => doors.includes(each))) {
    await page.goto(`/p/${park}/${door}`);
    const links = page.locator('.work-menu a');
    await seen(links.first());
    for (const link of await links.all()) found.push((await link.getAttribute('href')) ?? '');
  }
  return found;
}

/** Files one case, so that lists and a case page have something on them. */
async function fileOne(stage: Stage): Promise<string> {
  const firm = await signIn({
    address: stage.address,
    email: email('firm'),
    password: demoPassword,
  });
  const { status, body } = await firm.act('one', {
    path: `/p/${park}/api/cases`,
    body: {
      ...{ service: 'need.general', channel: 'web', node: 'committee', needClass: 'n01' },
      applicant: { organisation: 'demo-firm-1', name: '演示企业' },
      ...{ answers: { subject: '寻找场地' }, files: [], occurredAt: null, fromRecord: null },
    },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return String(body['number']);
}
