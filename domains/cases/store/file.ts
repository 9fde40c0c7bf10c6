import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { FileTable } from '../tables.ts';

export type FileRow = Selectable<FileTable>;

export async function insertFile(tx: Tx, row: Insertable<FileTable>): Promise<void> {
  await tx.insertInto('cases.file').values(row).execute();
}

/** The files of the given ids that this park has. */
export async function filesByIds(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FileRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('cases.file')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
