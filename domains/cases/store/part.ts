import { sendLater, type Tx } from '#platform/db/index.ts';
import type { PartTable } from '../tables.ts';
import { caseColumns, type CaseRow } from './case.ts';

export type PartRow = PartTable;

/** Writes that a case is a part of another, with the next query or the commit. */
export async function insertPart(tx: Tx, row: PartRow): Promise<void> {
  await sendLater(tx, insertStatement, {
    values: [row.park_id, row.number, row.parent, row.branch],
  });
}

const insertStatement = {
  name: 'cases.part',
  text: `insert into cases.part (park_id, number, parent, branch) values ($1, $2, $3, $4)
    on conflict (park_id, number) do update set parent = excluded.parent, branch = excluded.branch`,
};

/** Of which case a case is a part, or undefined. */
export function partOf(tx: Tx, number: string): Promise<PartRow | undefined> {
  return tx.selectFrom('cases.part').selectAll().where('number', '=', number).executeTakeFirst();
}

/** The case that a branch of another waits for, or undefined. */
export async function numberOfPart(
  tx: Tx,
  { parent, branch }: Pick<PartRow, 'parent' | 'branch'>,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('cases.part')
    .select('number')
    .where('parent', '=', parent)
    .where('branch', '=', branch)
    .executeTakeFirst();
  return row?.number;
}

/** The cases that are parts of a case, each with the branch that waits for it, oldest first. */
export function partsOfCase(tx: Tx, parent: string): Promise<(CaseRow & { branch: string })[]> {
  return tx
    .selectFrom('cases.part')
    .innerJoin('cases.case', (join) =>
      join
        .onRef('cases.case.park_id', '=', 'cases.part.park_id')
        .onRef('cases.case.number', '=', 'cases.part.number'),
    )
    .select(caseColumns)
    .select('cases.part.branch')
    .where('cases.part.parent', '=', parent)
    .orderBy('cases.part.number')
    .execute();
}
