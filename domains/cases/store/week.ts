import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { WeekDecisionTable } from '../tables.ts';

export type WeekDecisionRow = Selectable<WeekDecisionTable>;

/** Decisions of a week by case number. @param week its Monday, a park day */
export async function decisionsOfWeek(
  tx: Tx,
  week: string,
): Promise<ReadonlyMap<string, WeekDecisionRow>> {
  const rows = await tx
    .selectFrom('cases.week_decision')
    .selectAll()
    .where('week', '=', week)
    .execute();
  return new Map(rows.map((row) => [row.number, row]));
}

/** The latest decision on each of some cases. */
export async function latestDecisions(
  tx: Tx,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, WeekDecisionRow>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .selectFrom('cases.week_decision')
    .distinctOn('number')
    .selectAll()
    .where('number', 'in', [...numbers])
    .orderBy('number')
    .orderBy('week', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.number, row]));
}

/** Writes the decision on a case in a week, in place of an earlier one of that week. */
export async function saveDecision(tx: Tx, row: Insertable<WeekDecisionTable>): Promise<void> {
  const { who, what, due_on, at, by_post } = row;
  await tx
    .insertInto('cases.week_decision')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['park_id', 'number', 'week'])
        .doUpdateSet({ who, what, due_on, at, by_post }),
    )
    .execute();
}

/** All decisions on a case, by week. */
export function decisionsOfCase(tx: Tx, number: string): Promise<WeekDecisionRow[]> {
  return tx
    .selectFrom('cases.week_decision')
    .selectAll()
    .where('number', '=', number)
    .orderBy('week')
    .execute();
}

/** Drops the decisions on a case, before they are written again from its stream. */
export async function dropDecisions(tx: Tx, number: string): Promise<void> {
  await tx.deleteFrom('cases.week_decision').where('number', '=', number).execute();
}
