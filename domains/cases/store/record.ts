import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { ServiceRecordTable, VisitTable } from '../tables.ts';

export type RecordRow = Selectable<ServiceRecordTable>;
export type VisitRow = Selectable<VisitTable>;
export type NewRecordRow = Insertable<ServiceRecordTable>;
export type NewVisitRow = Insertable<VisitTable>;

/** Rows written by one statement; PostgreSQL takes 65 535 values in one. */
const rowsPerStatement = 1_000;

/** Writes service records, new ones only. */
export async function insertRecords(tx: Tx, rows: readonly NewRecordRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const batch = rows.slice(at, at + rowsPerStatement);
    await tx.insertInto('cases.service_record').values(batch).execute();
  }
}

/** Writes visits, new ones only. */
export async function insertVisits(tx: Tx, rows: readonly NewVisitRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const batch = rows.slice(at, at + rowsPerStatement);
    await tx.insertInto('cases.visit').values(batch).execute();
  }
}

/** A service record, held against other acts until the transaction ends. */
export function lockRecord(tx: Tx, id: string): Promise<RecordRow | undefined> {
  return tx
    .selectFrom('cases.service_record')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Rewrites a service record. */
export async function updateRecord(
  tx: Tx,
  id: string,
  change: Partial<NewRecordRow>,
): Promise<void> {
  await tx.updateTable('cases.service_record').set(change).where('id', '=', id).execute();
}

/** Rewrites a visit. */
export async function updateVisit(tx: Tx, id: string, change: Partial<NewVisitRow>): Promise<void> {
  await tx.updateTable('cases.visit').set(change).where('id', '=', id).execute();
}

/** A visit by id. */
export function visitById(tx: Tx, id: string): Promise<VisitRow | undefined> {
  return tx.selectFrom('cases.visit').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Where a list of latest-first rows goes on: instant and id of the row before. */
export type LatestPosition = readonly [at: string, id: string];

type LatestPage = { readonly after?: LatestPosition | undefined; readonly limit: number };

/** Service records, latest first. */
export function latestRecords(tx: Tx, { after, limit }: LatestPage): Promise<RecordRow[]> {
  let query = tx.selectFrom('cases.service_record').selectAll();
  if (after !== undefined) {
    const [at, id] = after;
    query = query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(at, id)));
  }
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** Visits, latest entered first. */
export function latestVisits(tx: Tx, { after, limit }: LatestPage): Promise<VisitRow[]> {
  let query = tx.selectFrom('cases.visit').selectAll();
  if (after !== undefined) {
    const [at, id] = after;
    query = query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(at, id)));
  }
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** Ids of the records and visits whose texts stand under a subject. */
export async function idsOfSubject(
  tx: Tx,
  subject: string,
): Promise<{ records: string[]; visits: string[] }> {
  const records = await tx
    .selectFrom('cases.service_record')
    .select('id')
    .where('subject', '=', subject)
    .execute();
  const visits = await tx
    .selectFrom('cases.visit')
    .select('id')
    .where('subject', '=', subject)
    .execute();
  return { records: records.map(({ id }) => id), visits: visits.map(({ id }) => id) };
}
