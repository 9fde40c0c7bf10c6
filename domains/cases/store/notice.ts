import type { Insertable, Selectable } from 'kysely';
import { Instants, sendLater, type Statement, type Tx } from '#platform/db/index.ts';
import type { NoticeTable } from '../tables.ts';

export type NoticeRow = Selectable<NoticeTable>;

const insertStatement: Statement = {
  name: 'cases.notices',
  text: `
    insert into cases.notice (park_id, id, number, entry_id, kind, said, at, delivery, mailed_at)
    select * from unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::jsonb[],
      $7::timestamptz[], $8::text[], $9::timestamptz[])
    on conflict do nothing`,
  joins: 'rows',
};

/**
 * Writes notices, with the next query or the commit; one that is there already under its event and
 * kind stays.
 */
export async function insertNotices(
  tx: Tx,
  rows: readonly Insertable<NoticeTable>[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(read: (row: Insertable<NoticeTable>) => T): T[] => rows.map(read);
  await sendLater(tx, insertStatement, {
    values: [
      ...[column((r) => r.park_id), column((r) => r.id), column((r) => r.number)],
      ...[column((r) => r.entry_id), column((r) => r.kind), column((r) => r.said)],
      ...[new Instants(column((r) => r.at)), column((r) => r.delivery)],
      new Instants(column((r) => r.mailed_at ?? null)),
    ],
  });
}

export function noticeById(tx: Tx, id: string): Promise<NoticeRow | undefined> {
  return tx.selectFrom('cases.notice').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function markNotice(
  tx: Tx,
  id: string,
  change: Pick<NoticeRow, 'delivery'> & { readonly mailed_at?: string },
): Promise<void> {
  await tx.updateTable('cases.notice').set(change).where('id', '=', id).execute();
}

/** Notices about the cases somebody filed or one of their parties asked for, latest first. */
export function noticesOfApplicant(
  tx: Tx,
  of: {
    readonly person: string;
    readonly parties: readonly string[];
    readonly after?: readonly [at: string, id: string] | undefined;
    readonly limit: number;
  },
): Promise<(NoticeRow & { need: boolean })[]> {
  const { after } = of;
  return tx
    .selectFrom('cases.notice as n')
    .innerJoin('cases.case as c', (join) =>
      join.onRef('c.park_id', '=', 'n.park_id').onRef('c.number', '=', 'n.number'),
    )
    .selectAll('n')
    .select('c.need')
    .where((eb) =>
      eb.or([
        eb('c.filed_by', '=', of.person),
        ...(of.parties.length === 0 ? [] : [eb('c.applicant_id', 'in', [...of.parties])]),
      ]),
    )
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('n.at', 'n.id'), '<', eb.tuple(after?.[0] ?? '', after?.[1] ?? '')),
      ),
    )
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(of.limit)
    .execute();
}
