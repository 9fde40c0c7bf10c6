import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPark, servePark, type AskPark, type TestPark } from './testing.ts';

const now = '2026-09-18T02:00:00.000Z';

let at: TestPark;
let server: Awaited<ReturnType<typeof servePark>>;
let ask: AskPark;
beforeAll(async () => {
  at = await openTestPark('qinchuangyuan');
  server = await servePark(at, { now });
  ask = server.ask;
});
afterAll(async () => {
  await server.close();
  await at.close();
});

const line = {
  service: 'talent.service',
  node: 'station-1',
  organisation: '演示科技企业甲（示例）',
  line: '解答落户材料',
  occurredAt: null,
};

/** The cells of a workbook's first sheet. */
async function cellsOf(bytes: Buffer): Promise<string[][]> {
  const book = new excel.Workbook();
  // exceljs declares a Buffer of its own.
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow((row) => {
    const values = Array.isArray(row.values) ? row.values.slice(1) : [];
    rows.push(
      values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))),
    );
  });
  return rows;
}

describe('a service record', () => {
  test('is written in one line and becomes a need once, without being counted as one', async () => {
    const services = await ask('station', 'GET /ledgers/services');
    const made = await ask('station', 'POST /service-records', { body: line });
    expect(made.status).toBe(201);
    expect(made.body['by']).toBe('Steward, Station 1 (sample)');
    expect(made.body['needNumber']).toBeNull();
    const needs = await ask('station', 'GET /ledgers/needs');
    expect(needs.body['total']).toBe(0);
    const id = String(made.body['id']);
    const need = await ask('station', `POST /service-records/${id}/need`, {
      body: { needClass: 'n03' },
    });
    expect(need.status).toBe(201);
    expect(String(need.body['needNumber'])).toMatch(/^qinchuangyuan-2026-/);
    const again = await ask('station', `POST /service-records/${id}/need`, { body: {} });
    expect([again.status, again.body['code']]).toEqual([409, 'cases.record_is_need']);
    const after = await ask('station', 'GET /ledgers/needs');
    expect(after.body['total']).toBe(1);
    const servicesAfter = await ask('station', 'GET /ledgers/services');
    expect(servicesAfter.body['total']).toBe(Number(services.body['total']) + 1);
  });

  test('is refused to an applicant, to nobody, and without its line', async () => {
    expect((await ask('firm', 'POST /service-records', { body: line })).status).toBe(403);
    expect((await ask(undefined, 'POST /service-records', { body: line })).status).toBe(401);
    const empty = await ask('station', 'POST /service-records', {
      body: { ...line, line: ' ' },
    });
    expect(empty.status).toBe(400);
    const nowhere = await ask('station', 'POST /service-records', {
      body: { ...line, node: 'moon' },
    });
    expect([nowhere.status, nowhere.body['code']]).toEqual([422, 'cases.no_such_node']);
  });
});

describe('a ledger', () => {
  test('is filtered by day, node and words, and cut into pages that miss no line', async () => {
    for (const n of [1, 2, 3]) {
      const body = {
        node: 'station-2',
        organisation: '企业',
        summary: `走访 ${n}`,
        visitedOn: `2026-09-1${n}`,
      };
      expect((await ask('station', 'POST /visits', { body })).status).toBe(201);
    }
    const days = await ask('station', 'GET /ledgers/visits?from=2026-09-12&to=2026-09-13');
    expect(days.body['total']).toBe(2);
    const words = await ask('station', `GET /ledgers/visits?q=${encodeURIComponent('走访 3')}`);
    expect(words.body['total']).toBe(1);
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const page = await ask('station', `GET /ledgers/visits?limit=1&node=station-2${cursor}`);
      seen.push(...(page.body['rows'] as { id: string }[]).map(({ id }) => id));
      const next = page.body['nextCursor'];
      cursor = typeof next === 'string' ? `&cursor=${next}` : '';
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(3);
  });

  test('a visit yet to come is refused', async () => {
    const body = { node: 'station-2', organisation: '', summary: '明日', visitedOn: '2026-09-19' };
    const answer = await ask('station', 'POST /visits', { body });
    expect([answer.status, answer.body['code']]).toEqual([422, 'cases.day_after_today']);
  });

  test('leaves as a workbook that says it is a demonstration, with the cells of the page', async () => {
    const page = await ask('station', 'GET /ledgers/services', { lang: 'zh-CN' });
    const book = await ask('station', 'GET /ledgers/services.xlsx', { lang: 'zh-CN' });
    expect(book.status).toBe(200);
    expect(book.headers.get('content-disposition')).toContain(encodeURIComponent('演示数据'));
    const [header, ...rows] = await cellsOf(book.bytes);
    expect(header?.at(-1)).toContain('演示数据');
    expect(rows).toHaveLength(Number(page.body['total']));
    expect(rows[0]).toContain('解答落户材料');
  });
});
