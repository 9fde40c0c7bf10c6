import type { Tx } from '#platform/db/index.ts';

/** A page of numbers in their order: those after one, at most so many. */
type Page = { readonly after: string; readonly limit: number };

/** Numbers of open cases of a park, or of those under one bundle. */
export async function openNumbers(
  tx: Tx,
  { bundle, after, limit }: Page & { readonly bundle?: string },
): Promise<string[]> {
  const open = tx.selectFrom('cases.case').select('number').where('closed_at', 'is', null);
  const asked = bundle === undefined ? open : open.where('bundle', '=', bundle);
  const rows = await asked.where('number', '>', after).orderBy('number').limit(limit).execute();
  return rows.map(({ number }) => number);
}

/** How many open cases run under each bundle. */
export function openByBundle(tx: Tx): Promise<{ service: string; bundle: string; open: number }[]> {
  return tx
    .selectFrom('cases.case')
    .select((eb) => ['service', 'bundle', eb.fn.countAll<number>().as('open')])
    .where('closed_at', 'is', null)
    .groupBy(['service', 'bundle'])
    .orderBy('service')
    .orderBy('bundle')
    .execute();
}

/** Which cases of a service were asked for in a span; history that was imported is left out. */
export type FiledIn = {
  readonly service: string;
  /** ISO instants; `to` itself is not in the span. */
  readonly from: string;
  readonly to: string;
};

/** Their numbers. */
export async function numbersFiledIn(
  tx: Tx,
  { service, from, to, after, limit }: FiledIn & Page,
): Promise<string[]> {
  const rows = await filedIn(tx, { service, from, to })
    .select('number')
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(({ number }) => number);
}

/** How many there are. */
export async function countFiledIn(tx: Tx, span: FiledIn): Promise<number> {
  const row = await filedIn(tx, span)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

function filedIn(tx: Tx, { service, from, to }: FiledIn) {
  return tx
    .selectFrom('cases.case')
    .where('service', '=', service)
    .where('imported', '=', false)
    .where('filed_at', '>=', from)
    .where('filed_at', '<', to);
}
