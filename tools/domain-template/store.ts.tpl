import type { Tx } from '#platform/db/index.ts';
import type { __Noun__ } from './model.ts';
import './tables.ts';

/** One page shows at most this many. */
const rowsPerPageMax = 100;

const columns = ['id', 'title', 'state', 'opened_at as openedAt', 'closed_at as closedAt'] as const;

/** The latest of the park, newest first. */
export function select__Nouns__(tx: Tx): Promise<__Noun__[]> {
  return tx
    .selectFrom('__nouns__.__noun__')
    .select(columns)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(rowsPerPageMax)
    .execute();
}

/** The one of this id, locked until the transaction ends. */
export function lock__Noun__(tx: Tx, id: string): Promise<__Noun__ | undefined> {
  return tx
    .selectFrom('__nouns__.__noun__')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Writes it, new or changed. */
export async function save__Noun__(tx: Tx, park: string, __noun__: __Noun__): Promise<void> {
  const { id, title, state, openedAt, closedAt } = __noun__;
  const values = { title, state, opened_at: openedAt, closed_at: closedAt };
  await tx
    .insertInto('__nouns__.__noun__')
    .values({ park_id: park, id, ...values })
    .onConflict((conflict) => conflict.columns(['park_id', 'id']).doUpdateSet(values))
    .execute();
}
