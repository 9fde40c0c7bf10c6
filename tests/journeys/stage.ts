import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { demoPassword } from '#apps/cli/load.ts';
import { startServer } from '#apps/server/main.ts';
import { makeClock } from '#apps/server/process-clock.ts';
import { startWorker } from '#apps/worker/main.ts';
import { testDatabase } from '#platform/db/testing/database.ts';
import { findChromium } from '#tools/test/browser.ts';

/** The whole product on its own database, with a set clock and a browser to look at it. */
export type Stage = {
  readonly address: string;
  readonly databaseUrl: string;
  readonly home: string;
  /** Moves the clock of server and worker. ISO instant with offset. */
  readonly setNow: (instant: string) => void;
  /** A page of a person who is signed in; without an e-mail, of anybody. */
  readonly open: (who?: string, look?: Look) => Promise<Page>;
  /** Asks the API as somebody, for what a journey checks behind the page. */
  readonly ask: (who: string, path: string) => Promise<Asked>;
  readonly close: () => Promise<void>;
};

/** How a page is looked at; desktop and Chinese when absent. */
export type Look = { readonly language?: 'zh-CN' | 'en'; readonly phone?: boolean };

/** An answer with its JSON read. */
export type Asked = { readonly status: number; readonly body: Record<string, unknown> };

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long a page may take to show what it should, in milliseconds. */
const patienceMs = 20_000;

/** Starts everything on the packs that ship, at an instant. */
export async function openStage(now: string): Promise<Stage> {
  const loaded = inject('loadedPacks');
  const database = await testDatabase(loaded.template);
  const home = await mkdtemp(join(tmpdir(), 'guiju-journey-'));
  await cp(loaded.home, home, { recursive: true });
  const environment = { GUIJU_DEMO: '1', GUIJU_NOW: now };
  const clock = makeClock(environment);
  const databaseUrl = database.url;
  const server = await startServer({ databaseUrl, port: 0, home, clock, environment });
  const worker = await startWorker({ databaseUrl, home, clock });
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: flags });
  const contexts: BrowserContext[] = [];
  const signedIn = (who: string | undefined, look: Look = {}) =>
    contextOf(browser, server.address, { who, look, contexts });
  return {
    address: server.address,
    databaseUrl,
    home,
    setNow: (instant) => clock.setNow?.(instant),
    open: async (who, look) => (await signedIn(who, look)).newPage(),
    ask: async (who, path) => {
      const context = await signedIn(who);
      const answer = await context.request.get(server.address + path);
      const body = (await answer.json()) as Record<string, unknown>; // every JSON answer is an object
      await context.close();
      return { status: answer.status(), body };
    },
    close: async () => {
      await browser.close();
      await worker.close();
      await server.close();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function contextOf(
  browser: Browser,
  address: string,
  asked: { who: string | undefined; look: Look; contexts: BrowserContext[] },
): Promise<BrowserContext> {
  const { who, look, contexts } = asked;
  const context = await browser.newContext({
    baseURL: address,
    locale: look.language ?? 'zh-CN',
    viewport: look.phone === true ? { width: 390, height: 844 } : { width: 1280, height: 900 },
    hasTouch: look.phone === true,
    bypassCSP: true, // axe is injected; the pages' own policy is tested in platform/http
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patienceMs);
  contexts.push(context);
  const language = look.language ?? 'zh-CN';
  // The reader's choice of language is kept in the browser; see platform/ui/text-loading.ts.
  await context.addInitScript(`localStorage.setItem('guiju.language', '${language}')`);
  if (who !== undefined) {
    const answer = await context.request.post(`${address}/api/auth/sign-in/email`, {
      data: { email: who, password: demoPassword },
      headers: { origin: address },
    });
    expect(answer.status(), `${who} signs in`).toBe(200);
  }
  return context;
}

/** Expects that axe finds nothing on a page, once all that it reads has come. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await expectNoViolation(page);
}

/** Expects that axe finds nothing on a page as it stands. */
export async function expectNoViolation(page: Page): Promise<void> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    // `axe` is the global that the source just evaluated makes.
    const run = (globalThis as unknown as { axe: typeof axe }).axe.run;
    const { violations } = await run({ resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' ')}`);
  });
  expect(found, `${page.url()} at ${page.viewportSize()?.width} px`).toEqual([]);
}
