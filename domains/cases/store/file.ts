import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { FileTable } from '../tables.ts';

export type FileRow = Selectable<FileTable>;

export async function insertFile(tx: Tx, row: Insertable<FileTable>): Promise<void> {
  await tx.insertInto('cases.file').values(row).execute();
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The files of the given ids that this park has; what is no id names none. */
export async function filesByIds(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FileRow>> {
  const known = ids.filter((id) => uuid.test(id));
  if (known.length === 0) return new Map();
  const rows = await tx.selectFrom('cases.file').selectAll().where('id', 'in', known).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
