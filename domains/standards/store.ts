import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { ClauseTable, EditionTable, StandardTable, SystemTable } from './tables.ts';

export type SystemRow = Selectable<SystemTable>;
export type StandardRow = Selectable<StandardTable>;
export type EditionRow = Selectable<EditionTable>;
export type ClauseRow = Selectable<ClauseTable>;

/** Most rows of one kind a park's system may have; a list is never longer. */
export const systemRowsMax = 10_000;

const rowsPerStatement = 500;

/** The park's system; a park has one. */
export function systemOf(tx: Tx): Promise<SystemRow | undefined> {
  return tx.selectFrom('standards.system').selectAll().limit(1).executeTakeFirst();
}

/** All standards and slots in the order of the list. */
export function standardsOf(tx: Tx): Promise<StandardRow[]> {
  return tx
    .selectFrom('standards.standard')
    .selectAll()
    .orderBy('ordinal')
    .limit(systemRowsMax)
    .execute();
}

export function standardByCode(tx: Tx, code: string): Promise<StandardRow | undefined> {
  return tx
    .selectFrom('standards.standard')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
}

export function standardByNumber(tx: Tx, number: string): Promise<StandardRow | undefined> {
  return tx
    .selectFrom('standards.standard')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst();
}

/** Editions of one standard, or of all. */
export function editionsOf(tx: Tx, standard?: string): Promise<EditionRow[]> {
  let query = tx.selectFrom('standards.edition').selectAll();
  if (standard !== undefined) query = query.where('standard', '=', standard);
  return query.orderBy('standard').orderBy('ordinal').limit(systemRowsMax).execute();
}

export function clausesOf(tx: Tx, standard: string, edition: string): Promise<ClauseRow[]> {
  return tx
    .selectFrom('standards.clause')
    .selectAll()
    .where('standard', '=', standard)
    .where('edition', '=', edition)
    .orderBy('ordinal')
    .limit(systemRowsMax)
    .execute();
}

/** Everything a system consists of, as rows. */
export type SystemRows = {
  readonly system: Insertable<SystemTable>;
  readonly standards: readonly Insertable<StandardTable>[];
  readonly editions: readonly Insertable<EditionTable>[];
  readonly clauses: readonly Insertable<ClauseTable>[];
};

/** Puts a system in place of the one there was; bundles keep the clause texts they were made of. */
export async function replaceSystem(tx: Tx, rows: SystemRows): Promise<void> {
  await tx.deleteFrom('standards.clause').execute();
  await tx.deleteFrom('standards.edition').execute();
  await tx.deleteFrom('standards.standard').execute();
  await tx.deleteFrom('standards.system').execute();
  await tx.insertInto('standards.system').values(rows.system).execute();
  await insertAll(rows.standards, (batch) =>
    tx.insertInto('standards.standard').values(batch).execute(),
  );
  await insertAll(rows.editions, (batch) =>
    tx.insertInto('standards.edition').values(batch).execute(),
  );
  await insertAll(rows.clauses, (batch) =>
    tx.insertInto('standards.clause').values(batch).execute(),
  );
}

async function insertAll<Row>(
  rows: readonly Row[],
  insert: (batch: Row[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await insert(rows.slice(from, from + rowsPerStatement));
  }
}
