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

/** Rounds of cases that are rated, as `number#round`. */
export async function ratedRounds(tx: Tx, numbers: readonly string[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await tx
    .selectFrom('cases.rating')
    .select(['number', 'round'])
    .where('number', 'in', [...numbers])
    .execute();
  return new Set(rows.map(({ number, round }) => `${number}#${round}`));
}

export async function insertRating(tx: Tx, row: Insertable<RatingTable>): Promise<void> {
  await tx.insertInto('cases.rating').values(row).execute();
}
