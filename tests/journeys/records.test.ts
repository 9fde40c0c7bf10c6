import excel from 'exceljs';
import mammoth from 'mammoth';
import type { Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, patienceMs, visit, type Stage } from './stage.ts';

const park = 'shijingshan';
const who = (name: string) => `${name}@${park}.example`;

/** What somebody may spend on a line of record, in seconds. @source issue: 记一笔服务 within 15 seconds */
const recordSeconds = 15;
/**
 * What a tap and a key of a phone take somebody who knows the page, in seconds.
 * @source keystroke-level model: pointing 1.1 s; typing with the thumbs 0.28 s a key
 */
const [tapSeconds, keySeconds] = [1.1, 0.28];
/** Keys of pinyin input for one Chinese character. */
const keysPerCharacter = 2.5;

const line = '解答入驻条件';
const secondLine = '带看空间';

describe('what is written down at the desk', () => {
  let stage: Stage;
  let phone: Page;
  beforeAll(async () => {
    stage = await openStage('2026-09-18T10:00:00+08:00');
  });
  afterAll(() => stage.close());

  /** Counts what a thumb does, and how long it takes by the model above. */
  const thumb = () => {
    let [taps, keys] = [0, 0];
    return {
      tap: async (on: Locator) => {
        taps += 1;
        await on.tap();
      },
      type: async (text: string) => {
        keys += Math.ceil(text.length * keysPerCharacter);
        await phone.keyboard.type(text);
      },
      taps: () => taps,
      seconds: () => taps * tapSeconds + keys * keySeconds,
    };
  };

  test('is a service in a line, on a phone, within 15 seconds', async () => {
    phone = await stage.open(who('window'), { phone: true });
    await phone.goto(`/p/${park}/desk`);
    const first = thumb();
    await first.tap(phone.getByRole('link', { name: '记一笔服务' }).first());
    await first.tap(phone.locator('label.record-choice').first());
    await first.tap(phone.getByLabel('一句话'));
    await first.type(line);
    await first.tap(phone.getByRole('button', { name: '保存', exact: true }));
    await phone.locator('.record-rows').getByText(line).waitFor();
    expect(first.seconds()).toBeLessThanOrEqual(recordSeconds);
    expect(first.taps()).toBeLessThanOrEqual(4);
    // The service of late is chosen already.
    const again = thumb();
    await again.tap(phone.getByLabel('一句话'));
    await again.type(secondLine);
    await again.tap(phone.getByRole('button', { name: '保存', exact: true }));
    await phone.locator('.record-rows').getByText(secondLine).waitFor();
    expect(again.seconds()).toBeLessThanOrEqual(recordSeconds / 2);
  });

  test('becomes a need that stands in the queue of the dispatcher', async () => {
    await phone.getByRole('button', { name: `转为需求：${line}` }).tap();
    const form = phone.locator('form.become-need');
    await form.waitFor();
    await form.getByLabel('需求类别').selectOption({ index: 1 });
    await form.getByRole('button', { name: '转为需求' }).tap();
    const made = phone.getByRole('link', { name: /^已转为需求/ });
    await made.waitFor();
    const number = (await made.innerText()).replace('已转为需求', '').trim();
    const { body } = await stage.ask(who('dispatcher'), `/p/${park}/api/desk/queue/mine`);
    const cards = body['items'] as { number: string; summary: string }[];
    expect(cards).toContainEqual(expect.objectContaining({ number, summary: line }));
  });

  test('and a visit and a case stand in their ledgers, and the workbook holds the same', async () => {
    await phone.goto(`/p/${park}/desk/visits`);
    await phone.getByLabel('走访企业').fill('演示走访企业');
    await phone.getByLabel('走访情况').fill('了解用地需要');
    await phone.getByRole('button', { name: '保存走访' }).tap();
    await phone.getByText('了解用地需要').first().waitFor();
    const firm = await stage.open(who('firm'));
    await firm.goto(`/p/${park}/my/apply/incubation.coaching`);
    await firm.getByLabel('想办什么').fill('想了解入驻条件');
    await firm.getByLabel('联系电话').fill('010-12345678');
    await firm.getByRole('button', { name: '提交申请' }).click();
    await firm.getByText('已提交').first().waitFor();

    const page = await stage.open(who('director'));
    for (const [name, count] of [
      ['services', 2],
      ['needs', 1],
      ['visits', 1],
      ['cases', 1],
    ] as const) {
      await page.goto(`/p/${park}/desk/ledgers/${name}`);
      const table = page.getByRole('table');
      await table.waitFor();
      const shown = await rowsOf(table);
      expect(shown, name).toHaveLength(count + 1);
      const file = await downloadFrom(page, page.getByRole('link', { name: '导出 .xlsx' }));
      expect(await sheetOf(file), name).toEqual(shown);
    }
  });

  test('is summed up for the month, in the document as on the page', async () => {
    const page = await stage.open(who('director'));
    await visit(page, `/p/${park}/office/rhythm/month/2026-09`);
    await page.locator('details table').first().waitFor({ state: 'attached' });
    const figures = await figuresOf(page);
    expect(figures.length).toBeGreaterThan(5);
    const tables = page.locator('details table');
    const tallies: string[][] = [];
    for (const table of await tables.all()) tallies.push(...(await rowsOf(table)).slice(1));
    const asked = tallies.map(([, total]) => Number(total)).reduce((sum, one) => sum + one, 0);
    expect(asked, 'the need, by its class and by its node').toBe(2);
    const file = await downloadFrom(page, page.getByRole('link', { name: '下载 Word 文档' }));
    const { value } = await mammoth.extractRawText({ path: await file.path() });
    const text = value.replaceAll(/\s/g, '');
    for (const row of [...figures, ...tallies])
      expect(text).toContain(row.join('').replaceAll(/\s/g, ''));
  });

  test('passes the director’s test: clause, version, post, time and evidence on one screen', async () => {
    const page = await stage.open(who('director'));
    await page.goto(`/p/${park}/office/test`);
    const answer = page.getByRole('region', { name: new RegExp(`^${park}-2026-`) }).first();
    const proved = async () => {
      const [, ...rows] = await rowsOf(answer.getByRole('table'));
      return rows.length > 0 && rows.every((cells) => cells.at(-1)?.includes('已存证'));
    };
    // The page reads itself again until the log has anchored every act.
    await expect.poll(proved, { timeout: patienceMs }).toBe(true);
    const [, ...lines] = await rowsOf(answer.getByRole('table'));
    for (const [act, clause, version, actor, at, proof] of lines) {
      expect(act).not.toBe('');
      expect(clause).toMatch(/^Q\/SJSY \S+ 第 .+ 条/);
      expect(version).toMatch(/\d{4}.* [0-9a-f]{10}$/);
      expect(actor).not.toBe('');
      expect(at).toMatch(/9月18日/);
      expect(proof).toContain('已存证');
    }
    const box = await answer.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? Infinity)).toBeLessThanOrEqual(900);
    await answer.getByRole('link', { name: '已存证' }).first().click();
    await page.waitForURL('**/receipts/**');
  });
});

/** Text of every cell, row by row, the headers first. */
async function rowsOf(table: Locator): Promise<string[][]> {
  const rows: string[][] = [];
  for (const row of await table.locator('tr').all()) {
    const cells = await row.locator('th, td').allTextContents();
    rows.push(cells.map((text) => text.trim()));
  }
  return rows;
}

/** Title and value of each headline figure. */
async function figuresOf(page: Page): Promise<string[][]> {
  const figures: string[][] = [];
  for (const figure of await page.locator('.figure').all()) {
    const part = async (name: string) => (await figure.locator(name).textContent()) ?? '';
    figures.push([await part('.figure-label'), await part('.figure-value')]);
  }
  return figures;
}

async function downloadFrom(page: Page, link: Locator): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return download;
}

/** The rows of a workbook; its header ends with the mark of demonstration data. */
async function sheetOf(file: Download): Promise<string[][]> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.readFile(await file.path());
  const [sheet] = workbook.worksheets;
  const rows: string[][] = [];
  sheet?.eachRow((row) => rows.push(textsOf(row)));
  expect(rows[0]?.at(-1)).toContain('演示');
  return [rows[0]?.slice(0, -1) ?? [], ...rows.slice(1)];
}

/** One text a column of the header, also where a cell is empty. */
function textsOf(row: excel.Row): string[] {
  const last = row.worksheet.columnCount - (row.number === 1 ? 0 : 1);
  return Array.from({ length: last }, (_, at) => row.getCell(at + 1).text.trim());
}
