import { sql, type SqlBool } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import { caseColumns, type CaseRow } from './case.ts';

/** Cases whose texts stand under a subject and are not erased yet. */
export function casesOfSubject(
  tx: Tx,
  subject: { readonly person: string } | { readonly party: string },
): Promise<CaseRow[]> {
  let query = tx
    .selectFrom('cases.case')
    .select(caseColumns)
    .where(
      sql<SqlBool>`(state::json->>'answers' <> '{}' or applicant_name <> '' or files <> '[]')`,
    );
  query =
    'party' in subject
      ? query.where('applicant_id', '=', subject.party)
      : query.where('applicant_id', 'is', null).where('filed_by', '=', subject.person);
  return query.orderBy('number').forUpdate().execute();
}

/** Empties the words of a case's ratings; the levels say nothing of anybody and stay counted. */
export async function eraseRatingWords(tx: Tx, number: string): Promise<number> {
  const result = await tx
    .updateTable('cases.rating')
    .set({ words: '' })
    .where('number', '=', number)
    .where('words', '<>', '')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Drops the drafts of a person. */
export async function dropDraftsOf(tx: Tx, person: string): Promise<number> {
  const result = await tx.deleteFrom('cases.draft').where('owner', '=', person).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Ids of files a person handed in that no case names. */
export async function looseFilesOf(tx: Tx, person: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('cases.file as f')
    .select('f.id')
    .where('f.owner', '=', person)
    .where(
      sql<SqlBool>`not exists (select 1 from cases.case c where c.park_id = f.park_id
        and c.files @> jsonb_build_array(jsonb_build_object('file', f.id::text)))`,
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Drops files by id. @returns keys in the file store that no other file of the park has */
export async function dropFiles(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const dropped = await tx
    .deleteFrom('cases.file')
    .where('id', 'in', [...ids])
    .returning('key')
    .execute();
  const keys = [...new Set(dropped.map(({ key }) => key))];
  if (keys.length === 0) return [];
  const shared = await tx.selectFrom('cases.file').select('key').where('key', 'in', keys).execute();
  const kept = new Set(shared.map(({ key }) => key));
  return keys.filter((key) => !kept.has(key));
}
