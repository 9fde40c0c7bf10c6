/** What a park demands of its log beside its own signature: witnesses and trusted time. */

import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';

/** Where trusted time is asked for. */
export type TimestampSource = {
  /** Address of an RFC 3161 authority. */
  readonly url: string;
  /** Certificates (PEM) its chains must end in. */
  readonly roots: string;
  /** A growing log is timestamped this often. */
  readonly everySeconds: number;
};

/** What a park demands of its log. */
export type LogConditions = {
  /** Witnesses, groups and quorum as lines of a C2SP tlog-policy; empty: none is asked. */
  readonly witnesses: string;
  readonly timestamps: TimestampSource | null;
  /** What is later than this withholds receipts. */
  readonly overdueSeconds: number;
};

/** A log that stands for itself. */
export const noConditions: LogConditions = {
  witnesses: '',
  timestamps: null,
  overdueSeconds: 60,
};

/** Reads what is demanded of a log. @throws {Error} when there is no such log */
export async function readConditions(tx: Tx, origin: string): Promise<LogConditions> {
  const { rows } = await sql<{
    witnesses: string;
    url: string | null;
    roots: string | null;
    every: number | null;
    overdue: number;
  }>`
    select witnesses, timestamp_url as url, timestamp_roots as roots,
           extract(epoch from timestamp_every)::int as every,
           extract(epoch from overdue_after)::int as overdue
      from journal.log where park_id = platform.current_park() and origin = ${origin}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error(`there is no log ${origin}`);
  const { witnesses, url, roots, every, overdue } = row;
  const isTimed = url !== null && roots !== null && every !== null;
  const timestamps = isTimed ? { url, roots, everySeconds: every } : null;
  return { witnesses, timestamps, overdueSeconds: overdue };
}

/**
 * Writes what is demanded of a log from now on. Where other witnesses are asked than before, every
 * checkpoint is open again until a quorum of the new ones has cosigned it, so that a receipt always
 * satisfies the policy that is published with it.
 *
 * @param tx under the worker role
 */
export async function writeConditions(
  tx: Tx,
  origin: string,
  conditions: LogConditions,
): Promise<void> {
  const before = await readConditions(tx, origin);
  const { witnesses, timestamps, overdueSeconds } = conditions;
  await sql`
    update journal.log
       set witnesses = ${witnesses}, timestamp_url = ${timestamps?.url ?? null},
           timestamp_roots = ${timestamps?.roots ?? null},
           timestamp_every = ${timestamps?.everySeconds ?? null}::int * interval '1 second',
           overdue_after = ${overdueSeconds}::int * interval '1 second'
     where origin = ${origin}`.execute(tx);
  if (before.witnesses === witnesses) return;
  await sql`
    update journal.checkpoint set settled_at = case when ${witnesses === ''} then now() end
     where log = ${origin}`.execute(tx);
  await tx
    .deleteFrom('journal.attestor')
    .where('log', '=', origin)
    .where('kind', '=', 'witness')
    .execute();
}
