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

/** Takes a case out of the queue of somebody who was asked to assist; a copy of it stays theirs. */
export async function dropAsked(tx: Tx, number: string, person: string): Promise<void> {
  await tx
    .deleteFrom('cases.asked')
    .where('number', '=', number)
    .where('person', '=', person)
    .where('verb', '=', 'assist')
    .execute();
}
