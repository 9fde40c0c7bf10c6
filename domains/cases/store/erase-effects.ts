import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';

/** Numbers of the cases whose personal data stand under a subject, see `service/stream.ts`. */
export async function numbersUnder(tx: Tx, subject: string): Promise<string[]> {
  const [kind, ...rest] = subject.split('/');
  const id = rest.join('/');
  const query = tx.selectFrom('cases.case').select('number');
  const rows = await (
    kind === 'party'
      ? query.where('applicant_id', '=', id)
      : query.where('applicant_id', 'is', null).where('filed_by', '=', id)
  ).execute();
  return rows.map(({ number }) => number);
}

/** Deletes the notices of cases. */
export async function deleteNotices(tx: Tx, numbers: readonly string[]): Promise<number> {
  if (numbers.length === 0) return 0;
  const { numDeletedRows } = await tx
    .deleteFrom('cases.notice')
    .where('number', 'in', [...numbers])
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Deletes the result documents of cases; answers their keys in the file store. */
export async function deleteDocuments(tx: Tx, numbers: readonly string[]): Promise<string[]> {
  if (numbers.length === 0) return [];
  const documents = await tx
    .deleteFrom('cases.document')
    .where('number', 'in', [...numbers])
    .returning('file')
    .execute();
  if (documents.length === 0) return [];
  const files = await tx
    .deleteFrom('cases.file')
    .where(
      'id',
      'in',
      documents.map(({ file }) => file),
    )
    .returning('key')
    .execute();
  return files.map(({ key }) => key);
}

/** Forgets who read: the post, purpose and time of the reading stay for those who were read about. */
export async function forgetReader(tx: Tx, reader: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('cases.read_log')
    .set({ reader: sql<string>`'erased/' || gen_random_uuid()` })
    .where('reader', '=', reader)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
