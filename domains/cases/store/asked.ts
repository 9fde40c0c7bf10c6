import type { Tx } from '#platform/db/index.ts';
import type { AskedTable } from '../tables.ts';

/** Writes that somebody is asked about a case; asked again, it is the later time that counts. */
export async function saveAsked(tx: Tx, row: AskedTable): Promise<void> {
  await tx
    .insertInto('cases.asked')
    .values(row)
    .onConflict((same) =>
      same.columns(['park_id', 'number', 'person', 'verb']).doUpdateSet({ at: row.at }),
    )
    .execute();
}
