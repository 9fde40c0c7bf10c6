import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import { caseColumns, type CaseRow } from './case.ts';

/** What figures are counted over: asked from `start` on, before `end`. ISO instants. */
export type Span = { readonly start?: string | undefined; readonly end: string };

/** Instants a present state is judged by. */
export type Judged = { readonly now: string; readonly stuckBefore: string };

/** Counts of one of the ledgers of matters. Imported history is in `total`, never in `kept`. */
export type Counts = {
  readonly total: number;
  readonly closed: number;
  readonly kept: number;
  readonly broken: number;
  readonly imported: number;
  readonly overdue: number;
  readonly sameDay: number;
  readonly stuck: number;
};

const none: Counts = {
  ...{ total: 0, closed: 0, kept: 0, broken: 0 },
  ...{ imported: 0, overdue: 0, sameDay: 0, stuck: 0 },
};

/** Whether a line is closed before the end of the span; reopened ones are not closed. */
const closedBefore = (end: string) => sql<boolean>`closed_at < ${end}::timestamptz`;

const countIf = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<number>`count(*) filter (where ${condition})`;

/** Counts of needs and of cases, apart, in one pass. */
export async function countMatters(
  tx: Tx,
  { start, end }: Span,
  { now, stuckBefore }: Judged,
): Promise<{ needs: Counts; cases: Counts }> {
  const closed = closedBefore(end);
  const open = sql<boolean>`end_id is null`;
  let query = tx
    .selectFrom('cases.case')
    .select([
      'need',
      sql<number>`count(*)`.as('total'),
      countIf(closed).as('closed'),
      countIf(sql<boolean>`${closed} and kept`).as('kept'),
      countIf(sql<boolean>`${closed} and not kept`).as('broken'),
      countIf(sql<boolean>`imported`).as('imported'),
      countIf(sql<boolean>`${open} and due_at < ${now}::timestamptz`).as('overdue'),
      countIf(sql<boolean>`${open} and same_day`).as('sameDay'),
      countIf(
        sql<boolean>`${open} and not suspended and progressed_at < ${stuckBefore}::timestamptz`,
      ).as('stuck'),
    ])
    .where('filed_at', '<', end)
    .groupBy('need');
  if (start !== undefined) query = query.where('filed_at', '>=', start);
  const rows = await query.execute();
  return {
    needs: rows.find(({ need }) => need) ?? none,
    cases: rows.find(({ need }) => !need) ?? none,
  };
}

/** How many lines the services ledger got in a span, and how many of them are history. */
export async function countRecords(
  tx: Tx,
  { start, end }: Span,
): Promise<{ total: number; imported: number }> {
  let query = tx
    .selectFrom('cases.service_record')
    .select([sql<number>`count(*)`.as('total'), countIf(sql<boolean>`imported`).as('imported')])
    .where('at', '<', end);
  if (start !== undefined) query = query.where('at', '>=', start);
  return query.executeTakeFirstOrThrow();
}

/** How many visits took place on days up to `to`, and how many of them are history. */
export async function countVisits(
  tx: Tx,
  { from, to }: { readonly from?: string | undefined; readonly to: string },
): Promise<{ total: number; imported: number }> {
  let query = tx
    .selectFrom('cases.visit')
    .select([sql<number>`count(*)`.as('total'), countIf(sql<boolean>`imported`).as('imported')])
    .where('visited_on', '<=', to);
  if (from !== undefined) query = query.where('visited_on', '>=', from);
  return query.executeTakeFirstOrThrow();
}

/** Ratings given in a span: how many, and how many were 基本满意 (3) or better. */
export type Ratings = { readonly n: number; readonly good: number };

/** Ratings of needs and of cases, apart. @source GB/T 39734—2020 (levels 3 to 5 are good) */
export async function countRatings(
  tx: Tx,
  { start, end }: Span,
): Promise<{ needs: Ratings; cases: Ratings }> {
  let query = tx
    .selectFrom('cases.rating as r')
    .innerJoin('cases.case as c', (join) =>
      join.onRef('c.park_id', '=', 'r.park_id').onRef('c.number', '=', 'r.number'),
    )
    .select([
      'c.need',
      sql<number>`count(*)`.as('n'),
      sql<number>`count(*) filter (where r.level >= 3)`.as('good'),
    ])
    .where('r.at', '<', end)
    .groupBy('c.need');
  if (start !== undefined) query = query.where('r.at', '>=', start);
  const rows = await query.execute();
  return {
    needs: rows.find(({ need }) => need) ?? { n: 0, good: 0 },
    cases: rows.find(({ need }) => !need) ?? { n: 0, good: 0 },
  };
}

/** Open matters of one kind by the node that holds them. */
export function countOpenByNode(tx: Tx, need: boolean, now: string) {
  return tx
    .selectFrom('cases.case')
    .select([
      sql<string>`coalesce(node, '')`.as('node'),
      sql<number>`count(*)`.as('open'),
      countIf(sql<boolean>`due_at < ${now}::timestamptz`).as('overdue'),
      countIf(sql<boolean>`same_day`).as('sameDay'),
    ])
    .where('need', '=', need)
    .where('end_id', 'is', null)
    .groupBy(sql`coalesce(node, '')`)
    .execute();
}

/** Needs asked in a span by class or by node, and how many of them are closed. */
export function countNeedsBy(tx: Tx, by: 'need_class' | 'node', { start, end }: Span) {
  const key = sql<string>`coalesce(${sql.ref(by)}, '')`;
  let query = tx
    .selectFrom('cases.case')
    .select([
      key.as('key'),
      sql<number>`count(*)`.as('total'),
      countIf(closedBefore(end)).as('closed'),
    ])
    .where('need', '=', true)
    .where('filed_at', '<', end)
    .groupBy(key);
  if (start !== undefined) query = query.where('filed_at', '>=', start);
  return query.execute();
}

/** Open needs, earliest due first, those without a due last; stuck ones only when asked. */
export function openNeeds(
  tx: Tx,
  { limit, stuckBefore }: { readonly limit: number; readonly stuckBefore?: string | undefined },
): Promise<CaseRow[]> {
  let query = tx
    .selectFrom('cases.case')
    .select(caseColumns)
    .where('need', '=', true)
    .where('end_id', 'is', null);
  if (stuckBefore !== undefined) {
    query = query.where('suspended', '=', false).where('progressed_at', '<', stuckBefore);
  }
  return query
    .orderBy(sql`due_at asc nulls last`)
    .orderBy('number')
    .limit(limit)
    .execute();
}

/** How many open needs there are; stuck ones only when asked. */
export async function openNeedsCount(tx: Tx, stuckBefore?: string): Promise<number> {
  let query = tx
    .selectFrom('cases.case')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('need', '=', true)
    .where('end_id', 'is', null);
  if (stuckBefore !== undefined) {
    query = query.where('suspended', '=', false).where('progressed_at', '<', stuckBefore);
  }
  return (await query.executeTakeFirstOrThrow()).count;
}

/** Which needs are a day's: received in its window, or still undone from before. */
export type SameDayQuestion = {
  /** After the close of the working day before, up to the close of this one. ISO instants. */
  readonly after: string;
  readonly until: string;
};

const sameDayLimit = JSON.stringify([{ limit: 'same-day' }]);

function sameDayOf(tx: Tx, { after, until }: SameDayQuestion) {
  return tx
    .selectFrom('cases.case')
    .where('need', '=', true)
    .where(
      sql<boolean>`((end_id is null and same_day and filed_at <= ${until}::timestamptz)
        or (filed_at > ${after}::timestamptz and filed_at <= ${until}::timestamptz
          and (state::json->'clocks')::jsonb @> ${sameDayLimit}::jsonb))`,
    );
}

/** The same-day list of a day, undone first, then by due and number. */
export function sameDayNeeds(
  tx: Tx,
  asked: SameDayQuestion & { readonly limit: number },
): Promise<CaseRow[]> {
  return sameDayOf(tx, asked)
    .select(caseColumns)
    .orderBy(sql`case when end_id is null and same_day then 0 else 1 end`)
    .orderBy(sql`due_at asc nulls last`)
    .orderBy('number')
    .limit(asked.limit)
    .execute();
}

/** How many needs the same-day list of a day has. */
export async function sameDayCount(tx: Tx, asked: SameDayQuestion): Promise<number> {
  const row = await sameDayOf(tx, asked)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** A case's number at a place in the order of numbers, for drawing one. */
export async function numberAt(tx: Tx, share: number): Promise<string | undefined> {
  const { count } = await tx
    .selectFrom('cases.case')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count === 0) return undefined;
  const place = Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  const row = await tx
    .selectFrom('cases.case')
    .select('number')
    .orderBy('number')
    .offset(place)
    .limit(1)
    .executeTakeFirst();
  return row?.number;
}
