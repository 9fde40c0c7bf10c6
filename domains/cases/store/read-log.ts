import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { ReadLogTable } from '../tables.ts';

/** Most readings one answer shows; the latest. */
export const readsMax = 500;

/** Notes a reading unless the same person has one for the same purpose in the same hour. */
export async function insertRead(tx: Tx, row: Insertable<ReadLogTable>): Promise<void> {
  await tx
    .insertInto('cases.read_log')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Readings of a case, latest first. */
export function readsOf(tx: Tx, number: string): Promise<Selectable<ReadLogTable>[]> {
  return tx
    .selectFrom('cases.read_log')
    .selectAll()
    .where('number', '=', number)
    .orderBy('at', 'desc')
    .limit(readsMax)
    .execute();
}
