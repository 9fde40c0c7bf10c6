import type { RefusalIssue } from '#platform/http/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import { casesRefusals } from '../errors.ts';
import { ledgerColumns } from './ledger-columns.ts';
import { readSheetRows, type SheetRow } from './sheet-reading.ts';
import { instantOfStamp } from './stamp.ts';

/** Ledgers that take history. */
export type ImportName = 'services' | 'visits' | 'needs';

/** Columns of each ledger that an import reads; the others are filled by the product. */
export const importColumns = {
  services: { required: ['occurred', 'service', 'node', 'line'], optional: ['organisation'] },
  visits: { required: ['visitedOn', 'node', 'summary'], optional: ['organisation'] },
  needs: {
    required: ['filed', 'summary', 'node', 'phase'],
    optional: ['needClass', 'applicant', 'closed'],
  },
} as const satisfies Readonly<
  Record<ImportName, { readonly required: readonly string[]; readonly optional: readonly string[] }>
>;

/** Longest text of a cell by column; others hold a title or a code. */
const cellMax: Readonly<Record<string, number>> = { line: 300, summary: 2_000 };
const cellMaxElsewhere = 120;

/** A row by column id, with what is said of its faults. */
export type ImportRow = {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
};

/** Reads values of rows and gathers every fault, so that all are told at once. */
export type Faults = {
  readonly issues: RefusalIssue[];
  readonly add: (
    at: { readonly row: number; readonly column: string },
    code: string,
    values?: Readonly<Record<string, string | number>>,
  ) => undefined;
};

/** Starts a list of faults. @param titleOf the column's title in the reader's language */
export function newFaults(titleOf: (column: string) => string): Faults {
  const issues: RefusalIssue[] = [];
  return {
    issues,
    add: ({ row, column }, code, values = {}) => {
      const named = { row, column: titleOf(column), ...values };
      const path = `rows.${row}.${column}`;
      issues.push({ path, code: `cases.import.${code}`, values: named, line: row });
      return undefined;
    },
  };
}

/** @throws {RefusalError} `cases.import_invalid` with every fault, when there is one */
export function refuseFaults({ issues }: Faults): void {
  if (issues.length === 0) return;
  const inOrder = issues.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  throw casesRefusals.refuse('cases.import_invalid', { count: issues.length }, { issues: inOrder });
}

/** What an import of a park's sheet is read with. */
export type SheetGround = {
  readonly name: ImportName;
  readonly demoPark: boolean;
  /** Titles a column may have: in every language, and its id. */
  readonly titlesOf: (column: string) => readonly string[];
  /** The demonstration marks that exports carry. */
  readonly marks: readonly string[];
};

/**
 * Reads the rows of an import by the titles of their columns, in any order and either language.
 * Columns of the ledger that are not read are passed over; unknown ones are faults.
 *
 * @throws {RefusalError} as `readSheetRows`; `cases.import_demo` for demonstration data in a real park
 */
export async function readImport(
  bytes: Buffer,
  ground: SheetGround,
  faults: Faults,
): Promise<ImportRow[]> {
  const [header, ...rows] = await readSheetRows(bytes);
  if (header === undefined) throw casesRefusals.refuse('cases.import_unreadable');
  if (!ground.demoPark && header.cells.some((cell) => ground.marks.includes(cell))) {
    throw casesRefusals.refuse('cases.import_demo');
  }
  const columns = columnsOfHeader(header, ground, faults);
  const { required, optional } = importColumns[ground.name];
  const read: readonly string[] = [...required, ...optional];
  return rows.map(({ row, cells }) => {
    const named = columns.flatMap((column, place): [string, string][] =>
      column !== undefined && read.includes(column) ? [[column, cells[place] ?? '']] : [],
    );
    const line = { row, cells: Object.fromEntries(named) };
    checkCells(line, required, faults);
    return line;
  });
}

function columnsOfHeader(
  header: SheetRow,
  { name, titlesOf, marks }: SheetGround,
  faults: Faults,
): (string | undefined)[] {
  const known: readonly string[] = ledgerColumns[name];
  const columns = header.cells.map((cell) => {
    const column = known.find((id) => id === cell || titlesOf(id).includes(cell));
    if (column !== undefined || cell === '' || marks.includes(cell)) return column;
    return faults.add({ row: header.row, column: cell }, 'unknown_column');
  });
  for (const [place, column] of columns.entries()) {
    if (column === undefined || columns.indexOf(column) === place) continue;
    faults.add({ row: header.row, column }, 'column_twice');
  }
  for (const column of importColumns[name].required) {
    if (!columns.includes(column)) faults.add({ row: header.row, column }, 'column_missing');
  }
  return columns;
}

function checkCells({ row, cells }: ImportRow, required: readonly string[], faults: Faults): void {
  for (const column of required) {
    // A column that is not there at all has been told of once.
    if (cells[column] === '') faults.add({ row, column }, 'missing');
  }
  for (const [column, text] of Object.entries(cells)) {
    const max = cellMax[column] ?? cellMaxElsewhere;
    if (text.length > max) faults.add({ row, column }, 'too_long', { max });
  }
}

/** Reads a code given as itself or as its title in either language. */
export function codeIn(
  choices: ReadonlyMap<string, Localized>,
  at: { readonly line: ImportRow; readonly column: string },
  faults: Faults,
): string | undefined {
  const text = at.line.cells[at.column] ?? '';
  if (text === '') return undefined;
  if (choices.has(text)) return text;
  for (const [code, title] of choices) {
    if (title['zh-CN'] === text || title.en === text) return code;
  }
  return faults.add({ row: at.line.row, column: at.column }, 'unknown_value', { value: text });
}

/** Reads a time of the past in park time, as an ISO instant. */
export function pastIn(
  at: { readonly line: ImportRow; readonly column: string },
  { zone, now }: { readonly zone: string; readonly now: string },
  faults: Faults,
): string | undefined {
  const text = at.line.cells[at.column] ?? '';
  if (text === '') return undefined;
  const place = { row: at.line.row, column: at.column };
  const instant = instantOfStamp(text, zone);
  if (instant === undefined) return faults.add(place, 'bad_time', { value: text });
  return instant <= now ? instant : faults.add(place, 'future_time', { value: text });
}
