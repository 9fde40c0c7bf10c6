import { buffer } from 'node:stream/consumers';
import excel from 'exceljs';
import { expect, test } from 'vitest';
import { writeWorkbook } from './workbook.ts';

type Rows = readonly (readonly string[])[];

async function* of(...batches: readonly Rows[]): AsyncGenerator<Rows> {
  // Rows are read while they are written; here they are at hand.
  for (const rows of batches) yield await Promise.resolve(rows);
}

async function sheetOf(header: readonly string[], ...batches: readonly Rows[]) {
  const bytes = await buffer(writeWorkbook({ name: '办件台账', header, batches: of(...batches) }));
  const book = new excel.Workbook();
  // exceljs declares a Buffer of its own.
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  const [sheet] = book.worksheets;
  if (sheet === undefined) throw new Error('a workbook has a sheet');
  return sheet;
}

test('every row of every batch is written, below a header that filters and stays', async () => {
  const sheet = await sheetOf(['编号', '概要'], [['a-1', '一']], [['a-2', '=1+1']]);
  expect(sheet.rowCount).toBe(3);
  expect(sheet.getCell('B3').value).toBe('=1+1');
  expect(sheet.getCell('A1').font.bold).toBe(true);
  expect(sheet.autoFilter).toBe('A1:B1');
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet.pageSetup).toMatchObject({
    orientation: 'landscape',
    fitToWidth: 1,
    fitToHeight: 0,
  });
});

test('a column is as wide as its texts, a Chinese character counting twice, within bounds', async () => {
  const number = 'shijingshan-2026-000009-R';
  const sheet = await sheetOf(
    ['编号', '概要', '说明'],
    [[number, '医疗器械研发', '长'.repeat(90)]],
  );
  const widths = sheet.columns.map(({ width }) => Math.round(width ?? 0));
  expect(widths).toEqual([number.length + 3, 15, 42]);
});

test('a ledger without rows has its header', async () => {
  const sheet = await sheetOf(['编号', '提出时间']);
  expect(sheet.rowCount).toBe(1);
  expect(sheet.getRow(1).values).toEqual([undefined, '编号', '提出时间']);
});
