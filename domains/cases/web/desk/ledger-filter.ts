import type { SearchParams } from '#platform/ui/page-spec.ts';

/** In the order they are named; the model's list would ship zod to the browser. */
export const ledgerNames = ['services', 'needs', 'visits', 'cases'] as const;

/** What of a ledger is shown, as the address says it. */
export type LedgerSearch = Readonly<
  Record<'from' | 'to' | 'node' | 'state' | 'class' | 'q', string | undefined>
>;

/** The filter of an address; an empty value is none. */
export function ledgerFilterOf(search: SearchParams): LedgerSearch {
  const read = (name: string) => (search[name] === '' ? undefined : search[name]);
  return {
    from: read('from'),
    to: read('to'),
    node: read('node'),
    state: read('state'),
    class: read('class'),
    q: read('q'),
  };
}
