import { sql, type Insertable, type Selectable } from 'kysely';
import { Instants, sendLater, type Statement, type Tx } from '#platform/db/index.ts';
import type { ClauseUseTable } from '../tables.ts';

export type ClauseUseRow = Selectable<ClauseUseTable>;

const insertStatement: Statement = {
  name: 'cases.clause-uses',
  text: `
    insert into cases.clause_use
      (park_id, entry_id, ordinal, standard, clause, number, type, at, kept)
    select * from unnest($1::text[], $2::uuid[], $3::smallint[], $4::text[], $5::text[],
      $6::text[], $7::text[], $8::timestamptz[], $9::boolean[])`,
  joins: 'rows',
};

/** Writes uses of clauses, with the next query or the commit. */
export async function insertClauseUses(
  tx: Tx,
  rows: readonly Insertable<ClauseUseTable>[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(read: (row: Insertable<ClauseUseTable>) => T): T[] => rows.map(read);
  await sendLater(tx, insertStatement, {
    values: [
      ...[column((r) => r.park_id), column((r) => r.entry_id), column((r) => r.ordinal)],
      ...[column((r) => r.standard), column((r) => r.clause), column((r) => r.number)],
      ...[column((r) => r.type), new Instants(column((r) => r.at)), column((r) => r.kept)],
    ],
  });
}

/** Which clause of which standard, since when (ISO instant). */
export type ClauseQuestion = {
  readonly standard: string;
  readonly clause: string;
  readonly since: string;
};

function usesOf(tx: Tx, { standard, clause, since }: ClauseQuestion) {
  return tx
    .selectFrom('cases.clause_use')
    .where('standard', '=', standard)
    .where('clause', '=', clause)
    .where('at', '>=', since);
}

/** How often a clause was carried out, in how many cases, and how its clocks ended. */
export function countClauseUses(tx: Tx, asked: ClauseQuestion) {
  return usesOf(tx, asked)
    .select([
      sql<number>`count(distinct entry_id)`.as('events'),
      sql<number>`count(distinct number)`.as('cases'),
      sql<number>`count(*) filter (where kept)`.as('kept'),
      sql<number>`count(*) filter (where not kept)`.as('broken'),
    ])
    .executeTakeFirstOrThrow();
}

/** The latest acts under a clause, one line an act. */
export function latestClauseUses(tx: Tx, asked: ClauseQuestion, limit: number) {
  return usesOf(tx, asked)
    .select(['number', 'type', 'at', 'entry_id'])
    .distinct()
    .orderBy('at', 'desc')
    .orderBy('entry_id', 'desc')
    .limit(limit)
    .execute();
}

/** All uses in a case, in their order. */
export function clauseUsesOfCase(tx: Tx, number: string): Promise<ClauseUseRow[]> {
  return tx
    .selectFrom('cases.clause_use')
    .selectAll()
    .where('number', '=', number)
    .orderBy('entry_id')
    .orderBy('ordinal')
    .execute();
}

/** Drops the uses in a case, before they are written again from its stream. */
export async function dropClauseUses(tx: Tx, number: string): Promise<void> {
  await tx.deleteFrom('cases.clause_use').where('number', '=', number).execute();
}
