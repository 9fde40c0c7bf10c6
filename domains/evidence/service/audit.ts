import { inPark, type Db } from '#platform/db/index.ts';
import {
  verifyLog,
  verifyStatements,
  type AuditMark,
  type BrokenRow,
} from '#platform/journal/index.ts';
import { evidenceRefusals } from '../errors.ts';
import type { AuditView } from '../model.ts';
import { requireLog } from './log.ts';

/** A page waits for an audit of at most this many entries; longer ones run from the command line. */
export const entriesPerPageAuditMax = 50_000;

/** How an audit runs. */
export type AuditOptions = {
  /** Told how many entries were re-hashed so far. */
  readonly onProgress?: (entries: number, mark: () => AuditMark) => unknown;
  /** Where an earlier audit of a log stood; asked with the log's origin. */
  readonly from?: (origin: string) => AuditMark | undefined;
  /** Refuses logs with more entries than this; none when absent. */
  readonly entriesMax?: number;
};

/**
 * Re-hashes what the journal stores against the log's tiles and signed checkpoints, verifies what
 * witnesses and time authorities stated, and names the first row that does not hold. Reads only.
 *
 * @param db any pool that may read the park
 * @throws {RefusalError} `evidence.no_log`, `evidence.log_too_long`
 * @source 3-architecture Ledger (self-audit re-hashes tables against the log)
 */
export async function auditLog(
  db: Db,
  park: string,
  options: AuditOptions = {},
): Promise<AuditView> {
  const { entriesMax = Infinity, onProgress, from } = options;
  const log = await inPark(db, park, requireLog);
  const { origin, integrated: leaves } = log;
  if (leaves > entriesMax) {
    throw evidenceRefusals.refuse('evidence.log_too_long', { entries: leaves, limit: entriesMax });
  }
  const mark = from?.(origin);
  const { entries, broken } = await verifyLog(db, {
    ...{ park, origin },
    ...(mark && { from: mark }),
    ...(onProgress && { onPage: onProgress }),
  });
  // What others stated is judged last: it is about checkpoints that are good themselves.
  const found = broken ?? (await verifyStatements(db, { park, origin }));
  return { entries, leaves, ok: !found, broken: found ? viewOf(found) : null };
}

type Broken = Omit<BrokenRow, 'what'> & { readonly what: string };

function viewOf({ row, what, column, place }: Broken): NonNullable<AuditView['broken']> {
  const { stream = null, seq = null, index = null } = place ?? {};
  return { entryId: row, what, column: column ?? null, stream, seq, index };
}
