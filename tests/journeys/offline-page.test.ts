import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleVerifyPage } from '#apps/cli/verify/page.ts';
import { policyOf, receiptOf, seedOf, type TestLog } from '#engines/ledger/testing/log.ts';
import { ed25519, ed25519Key, sm, sm2Key } from '#engines/ledger/testing/suites.ts';
import { findChromium } from '#tools/test/browser.ts';

const standard: TestLog = {
  suite: ed25519,
  log: ed25519Key('park.example/demo', seedOf(1)),
  witness: ed25519Key('peer.example/w', seedOf(2)),
};
const national: TestLog = {
  suite: sm,
  log: sm2Key('park.example/log', seedOf(3)),
  witness: sm2Key('peer.example/w', seedOf(4)),
};
const place = { index: 3, size: 9 };

/** How long the page may take to read a file, in milliseconds. */
const timeout = 30_000;

let folder: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-offline-'));
  const file = join(folder, 'guiju-verify.html');
  await writeFile(file, await bundleVerifyPage());
  await writeFile(join(folder, 'receipt.json'), receiptOf(standard, place));
  await writeFile(join(folder, 'park.policy'), policyOf(standard));
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  browser = await chromium.launch({ executablePath: findChromium() ?? '', args });
  context = await browser.newContext({ locale: 'en', offline: true });
  page = await context.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  await page.goto(pathToFileURL(file).href);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

async function judge(receipt: string, policy: string): Promise<string> {
  await page.locator('#receipt').fill(receipt);
  await page.locator('#policy').fill(policy);
  await page.locator('button.act').click();
  return page.locator('#verdict').innerText();
}

describe('the verify page as one file, opened from the disk without a network', () => {
  test.each([
    ['SHA-256 and Ed25519', standard],
    ['SM3 and SM2', national],
  ])('passes a good receipt of %s and refuses a changed one', async (_, parts) => {
    const receipt = receiptOf(parts, place);
    const passed = await judge(receipt, policyOf(parts));
    expect(passed).toContain('Verified');
    expect(passed).toContain('Entry 4 of 9');
    expect(passed).toContain(parts.log.name);
    expect(await judge(receipt, '')).toContain('Intact, issuer unknown');
    const changed = await judge(receipt.replace('"5.4"', '"5.5"'), policyOf(parts));
    expect(changed).toContain('Not verified');
    expect(changed).toContain('not the one that was logged');
    expect(changed).not.toContain(parts.log.name);
  });

  test('labels a demonstration and says what a policy gets wrong', async () => {
    const receipt = receiptOf(standard, place);
    expect(await judge(receipt, policyOf(standard))).toContain('Demonstration data');
    expect(await judge(receipt, 'log x\nquorum none\n')).toContain('Lines at fault: 1');
    expect(await judge(receipt, policyOf(national))).toContain('does not name the log');
  });

  test('reads files, forgets a judgement once a text changes, and speaks Chinese', async () => {
    const [receipt, policy] = await page.locator('input[type=file]').all();
    for (const name of ['#receipt', '#policy']) await page.locator(name).fill('');
    await receipt?.setInputFiles(join(folder, 'receipt.json'));
    await policy?.setInputFiles(join(folder, 'park.policy'));
    const read = (name: string) => page.locator(name).inputValue();
    await expect.poll(() => read('#receipt'), { timeout }).toContain('guiju-receipt/v1');
    await expect.poll(() => read('#policy'), { timeout }).toContain('quorum peer');
    await page.locator('button.act').click();
    expect(await page.locator('#verdict').innerText()).toContain('Verified');
    await page.locator('button.quiet').click();
    expect(await page.locator('#verdict').innerText()).toContain('核验通过');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.locator('#policy').fill('');
    expect(await page.locator('#verdict').innerText()).toBe('');
    await page.locator('button.quiet').click();
  });

  test('shows what a receipt says as text, whatever it says', async () => {
    const sly = ed25519Key('park.example/<img/src=x/onerror=alert(1)>', seedOf(1));
    const parts = { ...standard, log: sly };
    expect(await judge(receiptOf(parts, place), policyOf(parts))).toContain('<img/src=x');
    expect(await page.locator('#verdict img').count()).toBe(0);
  });

  test('reaches no address, is forbidden to, and can be used by everybody', async () => {
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
    expect(complaints).toEqual([]);
    const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
    const contents = (await policy.getAttribute('content')) ?? '';
    for (const rule of ["default-src 'none'", "connect-src 'none'", "script-src 'sha256-"]) {
      expect(contents).toContain(rule);
    }
    const html = await page.content();
    expect(html).not.toContain(process.cwd());
    // The page forbids scripts that are not its own; the browser's tools may still run one.
    const other = await browser.newContext({ bypassCSP: true, locale: 'en' });
    const looked = await other.newPage();
    await looked.goto(page.url());
    await looked.addScriptTag({ content: axe.source });
    const found = await looked.evaluate(() =>
      // axe was added to the page just now.
      (globalThis as unknown as { axe: typeof axe }).axe.run(),
    );
    expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await other.close();
    const refused = await page.evaluate(() =>
      fetch('https://park.example/').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(refused).toBe('refused');
  });
});
