import type { LedgerPage } from '../model/index.ts';

/** Names of the ledgers. */
export type LedgerName = LedgerPage['name'];

/** Columns of each ledger in their order; titles stand under `cases.ledger.column`. */
export const ledgerColumns = {
  services: ['at', 'occurred', 'service', 'node', 'organisation', 'line', 'by', 'need', 'origin'],
  needs: [
    'number', 'filed', 'needClass', 'summary', 'applicant', 'node', 'holder', 'phase', 'due',
    'closed', 'kept', 'channel', 'origin',
  ],
  visits: ['visitedOn', 'node', 'organisation', 'summary', 'by', 'at', 'origin'],
  cases: [
    'number', 'filed', 'service', 'summary', 'applicant', 'node', 'holder', 'phase', 'end', 'due',
    'closed', 'kept', 'channel', 'edition', 'origin',
  ],
} as const satisfies Readonly<Record<LedgerName, readonly string[]>>; // prettier-ignore

/** The columns of a ledger with their titles in the reader's language. */
export function columnsOf(
  name: LedgerName,
  say: (key: string) => string,
): { id: string; title: string }[] {
  return ledgerColumns[name].map((id) => ({ id, title: say(`cases.ledger.column.${id}`) }));
}
