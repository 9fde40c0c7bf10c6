import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { DraftTable } from '../tables.ts';

/** The form somebody has begun of a service, if any. */
export function draftOf(
  tx: Tx,
  owner: string,
  service: string,
): Promise<Selectable<DraftTable> | undefined> {
  return tx
    .selectFrom('cases.draft')
    .selectAll()
    .where('owner', '=', owner)
    .where('service', '=', service)
    .executeTakeFirst();
}

/** Forms somebody has begun, latest first; there is one a service at most. */
export function draftsOf(
  tx: Tx,
  owner: string,
  limit: number,
): Promise<Pick<Selectable<DraftTable>, 'service' | 'bundle' | 'saved_at'>[]> {
  return tx
    .selectFrom('cases.draft')
    .select(['service', 'bundle', 'saved_at'])
    .where('owner', '=', owner)
    .orderBy('saved_at', 'desc')
    .limit(limit)
    .execute();
}

export async function saveDraft(tx: Tx, row: Insertable<DraftTable>): Promise<void> {
  const { answers, bundle, saved_at } = row;
  await tx
    .insertInto('cases.draft')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['park_id', 'owner', 'service']).doUpdateSet({ answers, bundle, saved_at }),
    )
    .execute();
}

export async function dropDraft(tx: Tx, owner: string, service: string): Promise<void> {
  await tx
    .deleteFrom('cases.draft')
    .where('owner', '=', owner)
    .where('service', '=', service)
    .execute();
}
