import type { Tx } from '#platform/db/index.ts';

/** Numbers of open cases of a park after `after`, in order. */
export async function openNumbersAfter(
  tx: Tx,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('cases.case')
    .select('number')
    .where('closed_at', 'is', null)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
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

/** Numbers of open cases under a bundle after one, in their order. */
export async function openNumbersOfBundle(
  tx: Tx,
  { bundle, after, limit }: { bundle: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('cases.case')
    .select('number')
    .where('bundle', '=', bundle)
    .where('closed_at', 'is', null)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(({ number }) => number);
}

/** Which cases of a service were asked for in a span; history that was imported is left out. */
export type FiledIn = {
  readonly service: string;
  /** ISO instants; `to` itself is not in the span. */
  readonly from: string;
  readonly to: string;
};

/** Their numbers after one, in their order. */
export async function numbersFiledIn(
  tx: Tx,
  { service, from, to, after, limit }: FiledIn & { after: string; limit: number },
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
