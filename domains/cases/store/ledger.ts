import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Database, Tx } from '#platform/db/index.ts';
import { searchQuery } from '#platform/text/search.ts';
import type { LedgerFilter } from '../model/index.ts';
import type { RecordRow, VisitRow } from './record.ts';
import { holdsWords } from './words.ts';

/** What of a ledger is asked for; days have become instants of the park's zone. */
export type LedgerQuestion = Pick<LedgerFilter, 'node' | 'state' | 'class'> & {
  /** Words to be found; nothing when absent or without a word. */
  readonly text?: string | undefined;
  /** ISO instants: the first included, the last not. */
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  /** The same bounds as park days, both included, for what has a day only. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly now: string;
  /** Matters without progress since then are stuck. */
  readonly stuckBefore: string;
};

/** Where a ledger goes on: the instant or day and the key of the row before; latest first. */
export type LedgerPosition = readonly [at: string, id: string];
export type LedgerCut = { readonly after?: LedgerPosition | undefined; readonly limit: number };

const caseCells = [
  'number', 'bundle', 'service', 'service_title', 'need_class', 'summary', 'applicant_name',
  'holder_role', 'holder_node', 'node', 'phase', 'end_id', 'filed_at', 'closed_at', 'due_at',
  'suspended', 'channel', 'edition', 'imported', 'kept', 'reopened',
] as const; // prettier-ignore

type Condition = (eb: ExpressionBuilder<Database, 'cases.case'>) => Expression<SqlBool>;

/** What a state of the filter means in the projection. */
export function stateCondition(
  state: NonNullable<LedgerFilter['state']>,
  at: { readonly now: string; readonly stuckBefore: string },
): Condition {
  switch (state) {
    case 'open':
      return (eb) => eb('end_id', 'is', null);
    case 'closed':
      return (eb) => eb('end_id', 'is not', null);
    case 'timed':
      return (eb) => eb.and([eb('end_id', 'is not', null), eb('kept', 'is not', null)]);
    case 'overdue':
      return (eb) => eb.and([eb('end_id', 'is', null), eb('due_at', '<', at.now)]);
    case 'paused':
      return (eb) => eb.and([eb('end_id', 'is', null), eb('suspended', '=', true)]);
    case 'same-day':
      return (eb) => eb.and([eb('end_id', 'is', null), eb('same_day', '=', true)]);
    case 'stuck':
      return (eb) =>
        eb.and([
          eb('end_id', 'is', null),
          eb('suspended', '=', false),
          eb('progressed_at', '<', at.stuckBefore),
        ]);
    case 'imported':
      return (eb) => eb('imported', '=', true);
    case 'rated':
      return () =>
        sql<SqlBool>`exists (select 1 from cases.rating r
          where r.park_id = "case".park_id and r.number = "case".number)`;
    default:
      return state satisfies never;
  }
}

function casesOf(tx: Tx, need: boolean, asked: LedgerQuestion) {
  let query = tx.selectFrom('cases.case').where('need', '=', need);
  if (asked.start !== undefined) query = query.where('filed_at', '>=', asked.start);
  if (asked.end !== undefined) query = query.where('filed_at', '<', asked.end);
  if (asked.node !== undefined) query = query.where('node', '=', asked.node);
  if (asked.state !== undefined) query = query.where(stateCondition(asked.state, asked));
  if (asked.class !== undefined) {
    query = query.where(need ? 'need_class' : 'service', '=', asked.class);
  }
  const wanted = asked.text === undefined ? undefined : searchQuery(asked.text);
  if (wanted !== undefined) {
    query = query.where(holdsWords(wanted));
  }
  return query;
}

/** Lines of the needs ledger or of the cases ledger, latest asked first. */
export function caseLedgerRows(
  tx: Tx,
  { need, asked, cut }: { need: boolean; asked: LedgerQuestion; cut: LedgerCut },
) {
  let query = casesOf(tx, need, asked).select(caseCells);
  if (cut.after !== undefined) {
    const [at, number] = cut.after;
    query = query.where(sql<SqlBool>`(filed_at, number) < (${at}::timestamptz, ${number})`);
  }
  return query.orderBy('filed_at', 'desc').orderBy('number', 'desc').limit(cut.limit).execute();
}

/** A line of the needs or the cases ledger. */
export type CaseLedgerRow = Awaited<ReturnType<typeof caseLedgerRows>>[number];

/** How many lines {@link caseLedgerRows} has under the same filter. */
export async function caseLedgerCount(
  tx: Tx,
  need: boolean,
  asked: LedgerQuestion,
): Promise<number> {
  const row = await casesOf(tx, need, asked)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

function recordsOf(tx: Tx, asked: LedgerQuestion) {
  let query = tx.selectFrom('cases.service_record');
  if (asked.start !== undefined) query = query.where('at', '>=', asked.start);
  if (asked.end !== undefined) query = query.where('at', '<', asked.end);
  if (asked.node !== undefined) query = query.where('node', '=', asked.node);
  if (asked.class !== undefined) query = query.where('service', '=', asked.class);
  if (asked.state === 'imported') query = query.where('imported', '=', true);
  const { text } = asked;
  if (text !== undefined && text !== '') {
    query = query.where(
      sql<SqlBool>`(position(${text} in line) > 0 or position(${text} in organisation) > 0)`,
    );
  }
  return query;
}

/** Lines of the services ledger, latest first. */
export function recordLedgerRows(
  tx: Tx,
  asked: LedgerQuestion,
  { after, limit }: LedgerCut,
): Promise<RecordRow[]> {
  let query = recordsOf(tx, asked).selectAll();
  if (after !== undefined) {
    query = query.where(sql<SqlBool>`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  }
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** How many lines the services ledger has under a filter. */
export async function recordLedgerCount(tx: Tx, asked: LedgerQuestion): Promise<number> {
  const row = await recordsOf(tx, asked)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

function visitsOf(tx: Tx, asked: LedgerQuestion) {
  let query = tx.selectFrom('cases.visit');
  if (asked.from !== undefined) query = query.where('visited_on', '>=', asked.from);
  if (asked.to !== undefined) query = query.where('visited_on', '<=', asked.to);
  if (asked.node !== undefined) query = query.where('node', '=', asked.node);
  if (asked.state === 'imported') query = query.where('imported', '=', true);
  const { text } = asked;
  if (text !== undefined && text !== '') {
    query = query.where(
      sql<SqlBool>`(position(${text} in summary) > 0 or position(${text} in organisation) > 0)`,
    );
  }
  return query;
}

/** Lines of the visits ledger, latest visit first. */
export function visitLedgerRows(
  tx: Tx,
  asked: LedgerQuestion,
  { after, limit }: LedgerCut,
): Promise<VisitRow[]> {
  let query = visitsOf(tx, asked).selectAll();
  if (after !== undefined) {
    query = query.where(sql<SqlBool>`(visited_on, id) < (${after[0]}::date, ${after[1]}::uuid)`);
  }
  return query.orderBy('visited_on', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** How many lines the visits ledger has under a filter. */
export async function visitLedgerCount(tx: Tx, asked: LedgerQuestion): Promise<number> {
  const row = await visitsOf(tx, asked)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}
