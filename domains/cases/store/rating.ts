import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { RatingTable } from '../tables.ts';

/** The rating of a round of a case, if there is one. */
export function ratingOf(
  tx: Tx,
  number: string,
  round: number,
): Promise<Selectable<RatingTable> | undefined> {
  return tx
    .selectFrom('cases.rating')
    .selectAll()
    .where('number', '=', number)
    .where('round', '=', round)
    .executeTakeFirst();
}

export async function insertRating(tx: Tx, row: Insertable<RatingTable>): Promise<void> {
  await tx.insertInto('cases.rating').values(row).execute();
}
