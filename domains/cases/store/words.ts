import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { arrayText, sendLater, type Statement, type Tx } from '#platform/db/index.ts';
import { searchWords } from '#platform/text/search.ts';
import type { CaseRow } from './case.ts';

/** What a case is found by. */
type Found = Pick<CaseRow, 'park_id' | 'number' | 'summary' | 'applicant_name'>;

const saveStatement: Statement = {
  name: 'cases.words',
  text: `
    insert into cases.case_words (park_id, number, words)
    select park, number, array_to_tsvector(words::text[])
      from unnest($1::text[], $2::text[], $3::text[]) as n (park, number, words)
    on conflict (park_id, number) do update set words = excluded.words`,
  joins: 'rows',
};

/** Writes the words a case is found by, with the next query or the commit. */
export async function saveWords(tx: Tx, found: Found): Promise<void> {
  const { park_id, number, summary, applicant_name } = found;
  const words = arrayText(searchWords(number, summary, applicant_name));
  await sendLater(tx, saveStatement, { values: [[park_id], [number], [words]] });
}

/** Whether a case of the outer query is found by a search query, as `searchQuery` makes it. */
export const holdsWords = (wanted: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`number in (select w.number from cases.case_words w
    where w.words @@ to_tsquery('simple', ${wanted}))`;
