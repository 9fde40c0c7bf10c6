import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import axe from 'axe-core';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from 'playwright-core';
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
  /**
   * A page of a person who is signed in, in the browser that this person has; without an e-mail, of
   * anybody, in a browser of its own.
   */
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

/** How long a page may take to show what it should, in milliseconds; on a busy machine, too. */
export const patienceMs = 60_000;
/** How often is looked whether it does, in milliseconds. */
const lookEveryMs = 40;
/** How long a server that is too busy is left alone, in milliseconds. */
const busyMs = 1_000;

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
  const contextFor = keepContexts(browser, server.address);
  return {
    address: server.address,
    databaseUrl,
    home,
    setNow: (instant) => clock.setNow?.(instant),
    open: async (who, look) => (await contextFor(who, look)).newPage(),
    ask: async (who, path) => {
      const { request } = await contextFor(who);
      return served(async () => {
        const answer = await request.get(server.address + path);
        const body = (await answer.json()) as Record<string, unknown>; // every JSON answer is an object
        return { status: answer.status(), body };
      });
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

/** Signs everybody in once for each look; whoever is nobody is somebody else every time. */
function keepContexts(
  browser: Browser,
  address: string,
): (who: string | undefined, look?: Look) => Promise<BrowserContext> {
  const kept = new Map<string, Promise<BrowserContext>>();
  return (who, look = {}) => {
    if (who === undefined) return contextOf(browser, address, look);
    const key = `${who} ${look.language ?? 'zh-CN'} ${look.phone === true}`;
    const make = async () => signedIn(await contextOf(browser, address, look), address, who);
    const context = kept.get(key) ?? make();
    kept.set(key, context);
    return context;
  };
}

async function contextOf(browser: Browser, address: string, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: address,
    locale: look.language ?? 'zh-CN',
    viewport: look.phone === true ? { width: 390, height: 844 } : { width: 1280, height: 900 },
    hasTouch: look.phone === true,
    bypassCSP: true, // axe is injected; the pages' own policy is tested in platform/http
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patienceMs);
  const language = look.language ?? 'zh-CN';
  // The reader's choice of language is kept in the browser; see platform/ui/text-loading.ts.
  await context.addInitScript(`localStorage.setItem('guiju.language', '${language}')`);
  return context;
}

/** Asks again while a server on a busy machine answers that it cannot just now. */
export async function served<T extends { readonly status: number }>(
  ask: () => Promise<T>,
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503 || performance.now() > until) return answer;
    await pause(busyMs);
  }
}

async function signedIn(
  context: BrowserContext,
  address: string,
  who: string,
): Promise<BrowserContext> {
  const { status } = await served(async () => {
    const answer = await context.request.post(`${address}/api/auth/sign-in/email`, {
      data: { email: who, password: demoPassword },
      headers: { origin: address },
    });
    return { status: answer.status() };
  });
  expect(status, `${who} signs in`).toBe(200);
  return context;
}

/** Waits until it stands on the page, and goes on at once when it does. */
export async function seen(what: Locator): Promise<void> {
  const look = { timeout: patienceMs, interval: lookEveryMs, message: `${String(what)} is seen` };
  await expect.poll(() => what.isVisible(), look).toBe(true);
}

/** Opens an address and waits until the page stands with what it reads. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settles(page);
}

/** Waits until the page has its heading and nothing on it is waiting for data. */
export async function settles(page: Page): Promise<void> {
  await seen(page.getByRole('heading', { level: 1 }).first());
  await rests(page);
}

/** Waits until nothing on the page waits for data and no act is under way. */
export async function rests(page: Page): Promise<void> {
  const waiting = () => page.locator('.waiting, [aria-busy=true]').count();
  await expect.poll(waiting, { timeout: patienceMs, interval: lookEveryMs }).toBe(0);
}

/** Expects that axe finds nothing on a page, once all that it reads has come. */
export async function expectAccessible(page: Page): Promise<void> {
  await settles(page);
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
