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

/**
 * Takes a case out of the queue of whoever was asked to assist; a copy of it stays theirs.
 *
 * @param names accounts, and posts written `post/role@node`
 */
export async function dropAsked(tx: Tx, number: string, names: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('cases.asked')
    .where('number', '=', number)
    .where('person', 'in', names)
    .where('verb', '=', 'assist')
    .execute();
}

/** Who is asked about a case, in no order. */
export function askedOfCase(tx: Tx, number: string): Promise<AskedTable[]> {
  return tx.selectFrom('cases.asked').selectAll().where('number', '=', number).execute();
}

/** Writes who is asked about a case in place of what stands there. */
export async function replaceAsked(
  tx: Tx,
  number: string,
  rows: readonly AskedTable[],
): Promise<void> {
  await tx.deleteFrom('cases.asked').where('number', '=', number).execute();
  for (const row of rows) await saveAsked(tx, row);
}
