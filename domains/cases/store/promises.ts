import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';

/** A service's matters closed in a span, and the one in the middle by how long it took. */
export type ClosedRow = {
  readonly service: string;
  readonly closed: number;
  readonly on_time: number;
  /** Filed and closed, ISO instants. */
  readonly median: readonly [string, string];
};

/** Matters closed in a span by service, imported history left out; one pass over the index. */
export function closedByService(
  tx: Tx,
  { start, end }: { readonly start: string; readonly end: string },
): Promise<ClosedRow[]> {
  const iso = (column: string) =>
    sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return tx
    .selectFrom('cases.case')
    .select([
      'service',
      sql<number>`count(*)`.as('closed'),
      sql<number>`count(*) filter (where kept)`.as('on_time'),
      sql<[string, string]>`(jsonb_agg(jsonb_build_array(${iso('filed_at')}, ${iso('closed_at')})
        order by closed_at - filed_at) -> ((count(*)::int - 1) / 2))`.as('median'),
    ])
    .where('closed_at', '>=', start)
    .where('closed_at', '<', end)
    .where('imported', '=', false)
    .groupBy('service')
    .execute();
}
