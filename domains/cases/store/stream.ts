import { sql, type SqlBool } from 'kysely';
import type { Tx } from '#platform/db/index.ts';

/** The kinds of streams this slice projects. */
export type StreamKind = 'case' | 'record' | 'visit';

/** Keys of the streams of a kind after one, in their order, for rebuilding. */
export async function streamKeysAfter(
  tx: Tx,
  { kind, after, limit }: { kind: StreamKind; after: string; limit: number },
): Promise<string[]> {
  const prefix = `${kind}/`;
  const rows = await tx
    .selectFrom('journal.entry')
    .select('stream')
    .where('stream', '>', `${prefix}${after}`)
    .where(sql<SqlBool>`starts_with(stream, ${prefix})`)
    .where('seq', '=', 1)
    .orderBy('stream')
    .limit(limit)
    .execute();
  return rows.map(({ stream }) => stream.slice(prefix.length));
}

const tables = {
  case: 'cases.case',
  record: 'cases.service_record',
  visit: 'cases.visit',
} as const;

/** How many lines the projection of a kind has. */
export async function countLines(tx: Tx, kind: StreamKind): Promise<number> {
  const row = await tx
    .selectFrom(tables[kind])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}
