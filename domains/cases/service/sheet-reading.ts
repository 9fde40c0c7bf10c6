import type excel from 'exceljs';
import { casesRefusals } from '../errors.ts';

/** Rows of one import at most, without the header; more are split into several files. */
export const importRowsMax = 5_000;

/** Largest workbook that is taken, and the most it may unpack to. */
export const importBytesMax = 5 * 1024 * 1024;
const unpackedBytesMax = 100 * 1024 * 1024;

/** A filled row of a sheet: its number as the spreadsheet shows it, and its cells as texts. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] };

/**
 * Reads the first sheet of an .xlsx: every cell as the text people see, dates as
 * `YYYY-MM-DD HH:mm`, empty rows left out.
 *
 * @throws {RefusalError} `cases.import_unreadable`, `cases.import_too_long`
 */
export async function readSheetRows(bytes: Buffer): Promise<SheetRow[]> {
  if (unpackedSize(bytes) > unpackedBytesMax) throw casesRefusals.refuse('cases.import_unreadable');
  const { default: spreadsheets } = await import('exceljs');
  const book = new spreadsheets.Workbook();
  try {
    // exceljs declares a Buffer of its own.
    await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  } catch {
    throw casesRefusals.refuse('cases.import_unreadable');
  }
  const [sheet] = book.worksheets;
  if (sheet === undefined) throw casesRefusals.refuse('cases.import_unreadable');
  const rows: SheetRow[] = [];
  sheet.eachRow((row, number) => {
    const values = Array.isArray(row.values) ? row.values.slice(1) : [];
    const cells = Array.from(values, (value) => cellText(value).trim());
    if (cells.some((cell) => cell !== '')) rows.push({ row: number, cells });
  });
  if (rows.length > importRowsMax + 1) {
    throw casesRefusals.refuse('cases.import_too_long', { max: importRowsMax });
  }
  return rows;
}

function cellText(value: excel.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 16).replace('T', ' ');
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return String(value.text);
  if ('result' in value) return cellText(value.result);
  return '';
}

const endOfDirectory = 0x06_05_4b_50;
const directoryEntry = 0x02_01_4b_50;

/** What a zip says its files unpack to; Infinity when it is no zip. */
function unpackedSize(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - 65_557);
  let end = bytes.length - 22;
  while (end >= from && bytes.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < from || end < 0) return Number.POSITIVE_INFINITY;
  let at = bytes.readUInt32LE(end + 16);
  let size = 0;
  for (let entry = bytes.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== directoryEntry) {
      return Number.POSITIVE_INFINITY;
    }
    size += bytes.readUInt32LE(at + 24);
    const lengths = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return size;
}
