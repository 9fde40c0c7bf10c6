import type { Insertable, Selectable } from 'kysely';
import {
  arrayText,
  LongTexts,
  runStatement,
  sendLater,
  type Statement,
  type Tx,
} from '#platform/db/index.ts';
import type { CaseTable } from '../tables.ts';
import { saveWords } from './words.ts';

/** A case as it is stored: its fold and its place in the queues. */
export type CaseRow = Selectable<CaseTable>;

/** The projection of a case, to be written. */
export type NewCaseRow = Insertable<CaseTable>;

export const caseColumns = [
  'park_id', 'number', 'service', 'service_title', 'bundle', 'edition', 'need', 'need_class',
  'summary', 'phase', 'end_id', 'adverse', 'holder_role', 'holder_node', 'holder_person', 'roles',
  'channel', 'applicant_id', 'applicant_name', 'filed_by', 'filed_at', 'updated_at',
  'progressed_at', 'resolved_at', 'closed_at', 'reopened', 'due_at', 'due_promised',
  'due_statutory', 'due_response', 'due_step', 'suspended', 'left_minutes', 'same_day',
  'next_check_at', 'seq', 'state', 'files', 'imported', 'node', 'kept',
] as const satisfies readonly (keyof CaseRow)[]; // prettier-ignore

/** A case of the park of this transaction, or undefined. */
export function caseByNumber(tx: Tx, number: string): Promise<CaseRow | undefined> {
  return tx
    .selectFrom('cases.case')
    .select(caseColumns)
    .where('number', '=', number)
    .executeTakeFirst();
}

/** What an act reads of a case: its fold and what filing fixed; the place in queues follows anew. */
const heldColumns = [
  'park_id', 'number', 'bundle', 'applicant_id', 'applicant_name', 'filed_by', 'filed_at',
  'progressed_at', 'closed_at', 'end_id', 'imported', 'seq', 'state', 'files',
] as const satisfies readonly (keyof CaseRow)[]; // prettier-ignore

/** A case that is held, see {@link lockCase}. */
export type HeldCase = Pick<CaseRow, (typeof heldColumns)[number]>;

/** A case held against other acts until the transaction ends. */
export async function lockCase(tx: Tx, number: string): Promise<HeldCase | undefined> {
  const [row] = await runStatement<HeldCase>(tx, lockStatement, [number]);
  return row;
}

const lockStatement: Statement = {
  name: 'cases.lock',
  // Of several in one order, so that two who hold several never wait for each other.
  text: `select ${heldColumns.join(', ')} from cases."case"
    where number = any($1) order by number for update`,
  joins: { column: 'number' },
};

/** Writes the projection of a case, new or changed, with the next query or the commit. */
export async function saveCase(tx: Tx, row: NewCaseRow): Promise<void> {
  const columns = columnsOf(row);
  const values = columns.map((column) => row[column]);
  await sendLater(tx, saveStatement(columns), { values });
  await saveWords(tx, row);
}

/**
 * Rewrites what an act changed, with the next query or the commit; what filing fixed stays as it
 * was, and the words a case is found by are {@link saveWords}' own.
 */
export async function updateCase(
  tx: Tx,
  number: string,
  change: Partial<NewCaseRow>,
): Promise<void> {
  const columns = columnsOf(change).filter((column) => !fixedAtFiling.has(column));
  const values = [...columns.map((column) => columnIn(change, column)), [number]];
  await sendLater(tx, updateStatement(columns), { values });
}

/** One value as a column of one row: in it an array is PostgreSQL's text of it. */
function columnIn(change: Partial<NewCaseRow>, column: Column): unknown {
  const value = change[column];
  if (columnTypes.json.has(column)) return new LongTexts([String(value)]);
  return [Array.isArray(value) ? arrayText(value) : value];
}

/** What no act changes: writing it again costs time with every step. */
const fixedAtFiling: ReadonlySet<string> = new Set([
  ...['park_id', 'number', 'service', 'service_title', 'bundle', 'edition', 'need'],
  ...['applicant_id', 'applicant_name', 'filed_by', 'imported'],
]);

type Column = (typeof caseColumns)[number];

/** The columns a row gives, always in the same order. */
const columnsOf = (row: Partial<NewCaseRow>): Column[] =>
  caseColumns.filter((column) => row[column] !== undefined);

const saveStatement = statementsOver('cases.save', (columns) => {
  const places = columns.map((_, at) => `$${at + 1}`);
  const changes = columns.map((column) => `${column} = excluded.${column}`);
  return `
    insert into cases."case" (${columns.join(', ')}) values (${places.join(', ')})
    on conflict (park_id, number) do update set ${changes.join(', ')}`;
});

const updateStatement = statementsOver(
  'cases.update',
  (columns) => {
    const changes = columns.map((column) => `${column} = ${readingOf(column)}`);
    const places = [...columns, 'number' as const].map((column, at) => placeOf(column, at + 1));
    // Names of columns would be ambiguous beside those of the table.
    const names = [...columns, 'number'].map((column) => `new_${column}`);
    return `
    update cases."case" c set ${changes.join(', ')}
      from unnest(${places.join(', ')}) as n (${names.join(', ')})
     where c.number = n.new_number
       -- Said twice: without it the plan reads every case of a park that has few.
       and c.number = any($${places.length}::text[])`;
  },
  'rows',
);

/** Where a column of rows comes from: JSON as long texts, else an array. */
const placeOf = (column: Column, at: number): string =>
  columnTypes.json.has(column)
    ? `string_to_array($${at}, chr(31))::${column === 'state' ? 'json' : 'jsonb'}[]`
    : `$${at}::${typeOf(column)}[]`;

const readingOf = (column: Column): string =>
  column === 'roles' ? 'new_roles::text[]' : `new_${column}`;

/** What PostgreSQL calls the type of a column; an array of arrays is written as texts. */
function typeOf(column: Column): string {
  if (columnTypes.timestamptz.has(column)) return 'timestamptz';
  if (columnTypes.boolean.has(column)) return 'boolean';
  return columnTypes.integer.has(column) ? 'integer' : 'text';
}

const columnTypes: Readonly<Record<'json' | 'timestamptz' | 'boolean' | 'integer', Set<Column>>> = {
  json: new Set(['service_title', 'state', 'files']),
  timestamptz: new Set([
    ...(['filed_at', 'updated_at', 'progressed_at', 'resolved_at', 'closed_at'] as const),
    ...(['due_at', 'due_promised', 'due_statutory', 'due_response', 'due_step'] as const),
    'next_check_at',
  ]),
  boolean: new Set(['need', 'adverse', 'suspended', 'same_day', 'imported', 'kept']),
  integer: new Set(['reopened', 'left_minutes', 'seq']),
};

/** The statements that differ by the columns they write: each act writes one of a few sets. */
function statementsOver(
  name: string,
  textOf: (columns: readonly Column[]) => string,
  joins?: 'rows',
): (columns: readonly Column[]) => Statement {
  const known = new Map<string, Statement>();
  return (columns) => {
    const key = columns.join(' ');
    const statement = known.get(key) ?? {
      ...{ name: `${name}.${known.size}`, text: textOf(columns) },
      ...(joins === undefined ? {} : { joins }),
    };
    known.set(key, statement);
    return statement;
  };
}

/** Numbers of open cases the worker must look at now, earliest first. */
export async function casesToCheck(tx: Tx, now: string, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('cases.case')
    .select('number')
    .where('next_check_at', '<=', now)
    .orderBy('next_check_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.number);
}

/** Numbers of all cases after `after`, in order, for rebuilding. */
export async function numbersAfter(tx: Tx, after: string, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('cases.case')
    .select('number')
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map((row) => row.number);
}

/**
 * Leases `count` case numbers of a year, in its own short statement.
 *
 * @returns the first of them
 */
export async function leaseNumbers(
  tx: Tx,
  { park, year, count }: { park: string; year: number; count: number },
): Promise<number> {
  const row = await tx
    .insertInto('cases.number_block')
    .values({ park_id: park, year, next: 1 + count })
    .onConflict((conflict) =>
      conflict
        .columns(['park_id', 'year'])
        .doUpdateSet((eb) => ({ next: eb('cases.number_block.next', '+', count) })),
    )
    .returning('next')
    .executeTakeFirstOrThrow();
  return row.next - count;
}
