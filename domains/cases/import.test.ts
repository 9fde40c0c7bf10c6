import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import { doWhatIsDue } from './jobs.ts';
import type { MonthSummary, Overview } from './model/index.ts';
import { rebuild } from './service/rebuild.ts';
import { importRowsMax } from './service/sheet-reading.ts';
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

/** A workbook of the given rows, the first of them its header. */
async function bookOf(rows: readonly (readonly (string | Date)[])[]): Promise<Uint8Array> {
  const book = new excel.Workbook();
  book.addWorksheet('台账').addRows(rows.map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const send = async (name: string, rows: readonly (readonly (string | Date)[])[]) =>
  ask('dispatcher', `POST /ledgers/${name}/import`, { file: await bookOf(rows), lang: 'zh-CN' });
const totalOf = async (name: string) =>
  (await ask('director', `GET /ledgers/${name}`)).body['total'];

const needsHeader = ['提出时间', '需求类别', '概要', '申请人', '服务点', '状态', '办结时间'];
const title = (n: number) => `n${String(n + 1).padStart(2, '0')}`;

describe('an import of history', () => {
  test('127 needs with 126 closed print 99.2, in their classes, and none counts as on time', async () => {
    const rows = Array.from({ length: 127 }, (_, n) => [
      '2026-08-03 09:30',
      title(n % 19),
      `历史需求 ${n}`,
      n % 2 === 0 ? '演示科技企业甲（示例）' : '无名企业',
      '园区工作站一（示例）',
      n === 0 ? '办理中' : '已办结',
      n === 0 ? '' : new Date('2026-08-05T16:00:00.000Z'),
    ]);
    const done = await send('needs', [needsHeader, ...rows]);
    expect([done.status, done.body['rows']]).toEqual([200, 127]);
    const view = (await ask('director', 'GET /office/overview')).body as unknown as Overview;
    expect(view.openNeeds).toMatchObject({ total: 127, closed: 126, rateText: '99.2' });
    const figure = (id: string) => view.figures.find((one) => one.id === id);
    expect(figure('needs-total')?.note).toBe('127 of them imported history.');
    expect([figure('needs-kept')?.value, figure('services-total')?.value]).toEqual(['–', '0']);
    const path = 'GET /office/rhythm/month/2026-08';
    const month = (await ask('director', path)).body as unknown as MonthSummary;
    expect(month.byClass.map(({ total }) => total)).toEqual(
      Array.from({ length: 19 }, (_, n) => (n < 13 ? 7 : 6)),
    );
    const ledger = await ask('director', 'GET /ledgers/needs?limit=1&state=closed');
    const [line] = ledger.body['rows'] as { id: string; cells: Record<string, string> }[];
    expect(line?.cells).toMatchObject({
      filed: '2026-08-03 09:30',
      closed: '2026-08-05 16:00',
      origin: 'imported history',
      kept: '',
    });
  });

  test('the projections of history equal their folds, also after the worker looked', async () => {
    const { wrong } = await rebuild(at.db, at.park.code, { check: true });
    expect(wrong).toEqual([]);
    await doWhatIsDue(at.db, at.world, { park: at.park.code, now: '2026-09-18T03:00:00.000Z' });
    expect((await rebuild(at.db, at.park.code, { check: true })).wrong).toEqual([]);
  });

  test('a faulty sheet is told all its faults with their rows, and nothing is written', async () => {
    const before = await totalOf('needs');
    const answer = await send('needs', [
      [...needsHeader, '心情'],
      ['2026-08-03', 'n01', '好的', '', 'centre', '在办', '', ''],
      ['昨天', 'n99', '', '', '月球', '不知道', '', ''],
      ['2026-09-19', '', '明日', '', 'centre', '已办结', '', ''],
      ['2026-08-03', 'n01', '早', '', 'centre', '已办结', '2026-08-01', ''],
    ]);
    expect([answer.status, answer.body['code']]).toEqual([422, 'cases.import_invalid']);
    const errors = answer.body['errors'] as { path: string; message: string; line: number }[];
    expect(errors.map(({ path, line }) => [line, path.split('.')[2]])).toEqual([
      [1, '心情'],
      [3, 'summary'],
      [3, 'node'],
      [3, 'filed'],
      [3, 'phase'],
      [3, 'needClass'],
      [4, 'filed'],
      [4, 'needClass'],
      [4, 'closed'],
      [5, 'closed'],
    ]);
    expect(errors[2]?.message).toBe('第 3 行：“服务点”中没有“月球”');
    expect(await totalOf('needs')).toBe(before);
  });

  test('an exported ledger can be imported again, in either language', async () => {
    const body = {
      ...{ service: 'talent.service', node: 'station-1', organisation: 'demo-firm-2' },
      ...{ line: '解答材料', occurredAt: '2026-09-17T02:00:00.000Z' },
    };
    await ask('station', 'POST /service-records', { body });
    const visit = { node: 'centre', organisation: '', summary: '走访', visitedOn: '2026-09-17' };
    await ask('station', 'POST /visits', { body: visit });
    for (const name of ['services', 'visits']) {
      for (const lang of ['en', 'zh-CN']) {
        const before = Number(await totalOf(name));
        const { bytes } = await ask('director', `GET /ledgers/${name}.xlsx`, { lang });
        const file = new Uint8Array(bytes);
        const done = await ask('dispatcher', `POST /ledgers/${name}/import`, { file });
        expect([name, done.status]).toEqual([name, 200]);
        expect(await totalOf(name)).toBe(before * 2);
      }
    }
    const lines = await ask('director', 'GET /ledgers/services?state=imported');
    const [line] = lines.body['rows'] as { cells: Record<string, string> }[];
    expect(line?.cells).toMatchObject({ at: '2026-09-17 10:00', line: '解答材料' });
    expect((await rebuild(at.db, at.park.code, { check: true })).wrong).toEqual([]);
  });

  test('demonstration data cannot enter a real park', async () => {
    const { bytes } = await ask('director', 'GET /ledgers/services.xlsx');
    await inPark(at.db, at.park.code, (tx) =>
      tx.updateTable('parties.park').set({ demo: false }).execute(),
    );
    const { forgetNetworks } = await import('./service/network.ts');
    forgetNetworks();
    const file = new Uint8Array(bytes);
    const answer = await ask('dispatcher', 'POST /ledgers/services/import', { file });
    expect([answer.status, answer.body['code']]).toEqual([422, 'cases.import_demo']);
    await inPark(at.db, at.park.code, (tx) =>
      tx.updateTable('parties.park').set({ demo: true }).execute(),
    );
    forgetNetworks();
  });

  test('what is no workbook, is too long, or comes from nobody entitled, is refused', async () => {
    const junk = new TextEncoder().encode('not a workbook');
    const unreadable = await ask('dispatcher', 'POST /ledgers/visits/import', { file: junk });
    expect(unreadable.body['code']).toBe('cases.import_unreadable');
    const row = ['2026-08-03', 'centre', '走访'];
    const many = Array.from({ length: importRowsMax + 1 }, () => row);
    const long = await send('visits', [['走访日期', '服务点', '概要'], ...many]);
    expect([long.status, long.body['code']]).toEqual([413, 'cases.import_too_long']);
    const file = await bookOf([['走访日期', '服务点', '概要'], row]);
    const path = 'POST /ledgers/visits/import';
    expect((await ask('station', path, { file })).status).toBe(403);
    expect((await ask(undefined, path, { file })).status).toBe(401);
    expect((await ask('dispatcher', 'POST /ledgers/cases/import', { file })).status).toBe(400);
  });
});
