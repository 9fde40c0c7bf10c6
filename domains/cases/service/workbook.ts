import { PassThrough, type Readable } from 'node:stream';
import { once } from 'node:events';

/** A sheet to be written: its name, the header row, and rows that come batch by batch. */
export type SheetContent = {
  readonly name: string;
  readonly header: readonly string[];
  readonly batches: AsyncIterable<readonly (readonly string[])[]>;
};

/** Writes a workbook of one sheet as it is read; the only way this slice makes .xlsx. */
export type WriteWorkbook = (sheet: SheetContent) => Readable;

const columnWidth = 18;

/**
 * Streams an .xlsx: rows leave as their batch is read, memory does not grow with the ledger. Every
 * cell is text, so that nothing in it is ever a formula. A reader who goes away ends the reading.
 */
export const writeWorkbook: WriteWorkbook = (sheet) => {
  const out = new PassThrough();
  // A failure while rows are read breaks the download off: a short file must not look whole.
  write(sheet, out).catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
};

async function write(sheet: SheetContent, out: PassThrough): Promise<void> {
  // A third of a second to load: not at every start, but with the first workbook.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const page = workbook.addWorksheet(sheet.name, { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = sheet.header.map(() => ({ width: columnWidth }));
  const header = page.addRow([...sheet.header]);
  header.font = { bold: true };
  header.commit();
  for await (const rows of sheet.batches) {
    if (out.destroyed) return;
    for (const row of rows) page.addRow([...row]).commit();
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
  }
  page.commit();
  await workbook.commit();
}
