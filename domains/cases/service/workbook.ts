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

/** How narrow and how wide a column may be, in characters of the sheet. */
const widthMin = 9;
const widthMax = 42;

/** Room beside the longest text: the mark of the filter in the header. */
const widthBeside = 3;

/**
 * Streams an .xlsx: rows leave as their batch is read, memory does not grow with the ledger. Every
 * cell is text, so that nothing in it is ever a formula. A reader who goes away ends the reading.
 * Columns are as wide as the header and the rows read first ask for; the header filters, and the
 * sheet prints on one page across.
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
  const page = workbook.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const batches = sheet.batches[Symbol.asyncIterator]();
  let batch = await batches.next();
  const first = batch.done === true ? [] : batch.value;
  page.columns = widthsOf([sheet.header, ...first]).map((width) => ({ width }));
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: sheet.header.length } };
  const header = page.addRow([...sheet.header]);
  header.font = { bold: true };
  header.commit();
  for (; batch.done !== true; batch = await batches.next()) {
    if (out.destroyed) {
      await batches.return?.();
      return;
    }
    for (const row of batch.value) page.addRow([...row]).commit();
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
  }
  page.commit();
  await workbook.commit();
}

/** How wide each column is, given its texts; the first row has them all. */
function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const [header = []] = rows;
  return header.map((_, column) => {
    const longest = Math.max(...rows.map((row) => widthOf(row[column] ?? '')));
    return Math.min(widthMax, Math.max(widthMin, longest + widthBeside));
  });
}

/** A Chinese character takes the room of two Latin ones. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, sign) => width + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);
