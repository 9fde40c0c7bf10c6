import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { DocumentTable } from '../tables.ts';

export type DocumentRow = Selectable<DocumentTable>;

export async function insertDocument(tx: Tx, row: Insertable<DocumentTable>): Promise<void> {
  await tx.insertInto('cases.document').values(row).execute();
}

/** The result documents of a case, oldest first. */
export function documentsOf(tx: Tx, number: string): Promise<DocumentRow[]> {
  return tx
    .selectFrom('cases.document')
    .selectAll()
    .where('number', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** The number of the case a file is a result document of, or undefined. */
export async function caseOfDocument(tx: Tx, file: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('cases.document')
    .select('number')
    .where('file', '=', file)
    .executeTakeFirst();
  return row?.number;
}
