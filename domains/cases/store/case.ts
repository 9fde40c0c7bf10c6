import { sql, type Insertable, type Selectable } from 'kysely';
import type { State } from '#engines/process/index.ts';
import {
  arrayText,
  recollectionOf,
  runStatement,
  sendLater,
  type ColumnKind,
  type Recollection,
  type Statement,
  type Tx,
} from '#platform/db/index.ts';
import type { CaseTable } from '../tables.ts';
import { saveWords } from './words.ts';

/** A case as it is stored: its fold and its place in the queues. */
export type CaseRow = Omit<Selectable<CaseTable>, 'state'> & { readonly state: State };

/** The projection of a case, to be written. */
export type NewCaseRow = Insertable<CaseTable>;

const plainColumns = [
  'park_id', 'number', 'service', 'service_title', 'bundle', 'edition', 'need', 'need_class',
  'summary', 'phase', 'end_id', 'adverse', 'holder_role', 'holder_node', 'holder_person', 'roles',
  'channel', 'applicant_id', 'applicant_name', 'filed_by', 'filed_at', 'updated_at',
  'progressed_at', 'closed_at', 'reopened', 'due_at', 'due_promised',
  'due_statutory', 'due_response', 'due_step', 'suspended', 'left_minutes', 'same_day',
  'next_check_at', 'seq', 'files', 'imported', 'node', 'kept',
] as const satisfies readonly (keyof CaseRow)[]; // prettier-ignore

/** All of a case, to be selected; its fold is read as the JSON it is. */
export const caseColumns = [
  // Named with their table, since a case is also read beside the branch that waits for it.
  ...plainColumns.map((column) => `cases.case.${column}` as const),
  sql<State>`cases."case".state::json`.as('state'),
] as const;

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
  'progressed_at', 'closed_at', 'end_id', 'imported', 'seq', 'files',
] as const satisfies readonly (keyof CaseRow)[]; // prettier-ignore

/** A case that is held, see {@link lockCase}. */
export type HeldCase = Pick<CaseRow, (typeof heldColumns)[number] | 'state'> & {
  /** The version that was remembered, of which `updateCase` makes sure; absent when it is locked. */
  readonly version?: string;
};

/** A case held against other acts until the transaction ends. */
export async function lockCase(tx: Tx, number: string): Promise<HeldCase | undefined> {
  const [row] = await runStatement<Omit<HeldCase, 'state'> & { readonly state: string }>(
    tx,
    lockStatement,
    [number],
  );
  // What `projectCase` wrote.
  return row && { ...row, state: JSON.parse(row.state) as State };
}

/** A case as it was last written here, if this act may rest on that; else undefined. */
export async function recallCase(tx: Tx, number: string): Promise<HeldCase | undefined> {
  const known = await recollectionOf(tx);
  // Only `remembering` writes under this key.
  return known.recall(keyOf(number)) as HeldCase | undefined;
}

const keyOf = (number: string): string => `cases.case/${number}`;

/** What a transaction wrote of each case last: its later writes have one version with the earlier. */
const lastWritten = new WeakMap<Recollection, Map<string, HeldCase | undefined>>();

/**
 * Lets the next act know a case as it is written now. Until the answer is there it is forgotten, and
 * so it stays where what was written is not given, or was written over in the same transaction.
 *
 * @returns what to do with the answer, whose rows name the version the case has got
 */
async function remembering(
  tx: Tx,
  number: string,
  written: HeldCase | undefined,
): Promise<{ answered?: (rows: readonly unknown[]) => void }> {
  const known = await recollectionOf(tx);
  known.forget(keyOf(number));
  const last = lastWritten.get(known) ?? new Map<string, HeldCase | undefined>();
  lastWritten.set(known, last.set(number, written));
  if (written === undefined) return {};
  return {
    answered: ([row]) => {
      if (last.get(number) !== written) return;
      // Both statements that write a case select it.
      const { version } = row as { readonly version: string };
      known.remember(keyOf(number), { ...written, version });
    },
  };
}

const lockStatement: Statement = {
  name: 'cases.lock',
  // Of several in one order, so that two who hold several never wait for each other.
  text: `select ${heldColumns.join(', ')}, state from cases."case"
    where number = any($1) order by number for update`,
  joins: { column: 'number' },
};

/**
 * Writes the projection of a case, new or changed, with the next query or the commit.
 *
 * @param written the same as an act reads it, where the next act may rest on that
 */
export async function saveCase(tx: Tx, row: NewCaseRow, written?: HeldCase): Promise<void> {
  const columns = allColumns.filter((column) => row[column] !== undefined);
  const values = columns.map((column) => row[column]);
  const told = await remembering(tx, row.number, written);
  await sendLater(tx, saveStatement(columns), { values, ...told });
  await saveWords(tx, row);
}

/** A row written by this transaction; one of another is another version. */
const ownVersion = 'pg_current_xact_id()::xid::text as version';

type Column = keyof NewCaseRow;

const allColumns: readonly Column[] = [...plainColumns, 'state'];

const saveStatements = new Map<string, Statement>();

function saveStatement(columns: readonly Column[]): Statement {
  const key = columns.join(' ');
  const known = saveStatements.get(key);
  if (known) return known;
  const places = columns.map((_, at) => `$${at + 1}`);
  const changes = columns.map((column) => `${column} = excluded.${column}`);
  const text = `
    insert into cases."case" (${columns.join(', ')}) values (${places.join(', ')})
    on conflict (park_id, number) do update set ${changes.join(', ')}
    returning ${ownVersion}`;
  const statement = { name: `cases.save.${saveStatements.size}`, text };
  saveStatements.set(key, statement);
  return statement;
}

/**
 * Rewrites what an act changed, with the next query or the commit; what filing fixed stays as it
 * was, and the words a case is found by are {@link saveWords}' own.
 *
 * @param of.seen the version an act rests on: it is undone when the case has another meanwhile
 * @param of.written the case as the next act may find it
 */
export async function updateCase(
  tx: Tx,
  of: {
    readonly number: string;
    readonly seen?: string | undefined;
    readonly written?: HeldCase | undefined;
  },
  change: Partial<NewCaseRow>,
): Promise<void> {
  const { columns, statement } = updateOf(change);
  const told = await remembering(tx, of.number, of.written);
  const values: unknown[] = columns.map((column) => change[column]);
  // In a column of rows an array is PostgreSQL's text of it.
  if (change.roles !== undefined) values[columns.indexOf('roles')] = arrayText(change.roles);
  values.push(of.seen ?? null, of.number);
  await sendLater(tx, statement, { values, ...told });
}

/** What no act changes: writing it again costs time with every step. */
const fixedAtFiling: ReadonlySet<Column> = new Set([
  ...(['park_id', 'number', 'service', 'service_title', 'bundle', 'edition', 'need'] as const),
  ...(['applicant_id', 'applicant_name', 'filed_by', 'filed_at', 'channel', 'imported'] as const),
]);

const changing = allColumns.filter((column) => !fixedAtFiling.has(column));

/** A statement for some of the columns an act may change. */
type Update = { readonly columns: readonly Column[]; readonly statement: Statement };

/** By the columns they write, a bit each, as each act writes one of a few sets. */
const updates = new Map<number, Update>();

function updateOf(change: Partial<NewCaseRow>): Update {
  let key = 0;
  for (const [at, column] of changing.entries()) if (change[column] !== undefined) key |= 1 << at;
  const known = updates.get(key);
  if (known) return known;
  const columns = changing.filter((column) => change[column] !== undefined);
  const name = `cases.update.${updates.size}`;
  const joins = { row: [...columns.map(kindOf), 'plain' as const, 'plain' as const] };
  const update = { columns, statement: { name, text: updateText(columns), joins } };
  updates.set(key, update);
  return update;
}

function kindOf(column: Column): ColumnKind {
  const type = typeOf(column);
  if (type === 'json') return 'long';
  return type === 'timestamptz' ? 'instant' : 'plain';
}

function updateText(columns: readonly Column[]): string {
  const changes = columns.map((column) => `${column} = ${readingOf(column)}`);
  const places = columns.map((column, at) => placeOf(column, at + 1));
  // Names of columns would be ambiguous beside those of the table.
  const names = columns.map((column) => `new_${column}`);
  const [seen, numbers] = [`$${columns.length + 1}::xid[]`, `$${columns.length + 2}::text[]`];
  return `
    with written as (
      update cases."case" c set ${changes.join(', ')}
        from unnest(${[...places, seen, numbers].join(', ')})
          as n (${[...names, 'seen', 'new_number'].join(', ')})
       where c.number = n.new_number
         -- Said twice: without it the plan reads every case of a park that has few.
         and c.number = any(${numbers})
         and (n.seen is null or n.seen = c.xmin)
      returning c.number
    )
    select cases.none_overtaken(count(*), cardinality(${numbers})), ${ownVersion} from written`;
}

/** Where a column of rows comes from: JSON as long texts, else an array. */
function placeOf(column: Column, at: number): string {
  const type = typeOf(column);
  return type === 'json' ? `string_to_array($${at}, chr(31))` : `$${at}::${type}[]`;
}

/** Arrays of arrays are written as texts, and JSON as long ones. */
function readingOf(column: Column): string {
  if (column === 'roles') return 'new_roles::text[]';
  return column === 'files' ? 'new_files::jsonb' : `new_${column}`;
}

type ColumnType = 'json' | 'timestamptz' | 'boolean' | 'integer' | 'text';

const typeOf = (column: Column): ColumnType => columnTypes.get(column) ?? 'text';

const ofType = (type: ColumnType, ...columns: Column[]): [Column, ColumnType][] =>
  columns.map((column) => [column, type]);

const columnTypes: ReadonlyMap<Column, ColumnType> = new Map([
  ...ofType('json', 'state', 'files'),
  ...ofType('timestamptz', 'filed_at', 'updated_at', 'progressed_at', 'closed_at'),
  ...ofType('timestamptz', 'due_at', 'due_promised', 'due_statutory', 'due_response', 'due_step'),
  ...ofType('timestamptz', 'next_check_at'),
  ...ofType('boolean', 'adverse', 'suspended', 'same_day', 'kept'),
  ...ofType('integer', 'reopened', 'left_minutes', 'seq'),
]);

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
