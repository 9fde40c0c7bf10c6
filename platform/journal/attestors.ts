/** How asking witnesses and timestamp authorities goes: when again, and what went wrong. */

import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';

/** A witness or the timestamp authority of a log. */
export type AttestorRef = {
  readonly origin: string;
  readonly kind: 'witness' | 'timestamp';
  /** Name of the witness in the policy; address of the authority. */
  readonly name: string;
};

/** What is known of one. */
export type AttestorState = {
  readonly kind: AttestorRef['kind'];
  readonly name: string;
  /** Size it attested last, as far as is known here. */
  readonly knownSize: number;
  readonly failures: number;
  /** Whether it may be asked now. */
  readonly isDue: boolean;
  /** ISO instant of the first failure since it last went well. */
  readonly failingSince: string | null;
  readonly problem: string | null;
};

/** Nobody is left alone for longer than this after a failure. */
const retrySecondsMax = 300;

/** A reason is kept at this length. */
const problemLengthMax = 200;

/** Reads what is known of the attestors of a log. */
export async function readAttestors(tx: Tx, origin: string): Promise<AttestorState[]> {
  const { rows } = await sql<AttestorState>`
    select kind, name, known_size as "knownSize", failures, retry_at <= now() as "isDue",
           failing_since as "failingSince", problem
      from journal.attestor where log = ${origin} order by kind, name`.execute(tx);
  return rows;
}

/** Records that one has attested `size`. */
export async function attested(tx: Tx, ref: AttestorRef, size: number): Promise<void> {
  await sql`
    insert into journal.attestor (log, kind, name, known_size)
    values (${ref.origin}, ${ref.kind}, ${ref.name}, ${size})
    on conflict (park_id, log, kind, name) do update
       set known_size = excluded.known_size, failures = 0, retry_at = now(),
           failing_since = null, problem = null`.execute(tx);
}

/**
 * Records that one did not attest, and lets it rest: twice as long after each failure, at most five
 * minutes.
 *
 * @returns how often it has failed in a row, and since when
 */
export async function failed(
  tx: Tx,
  ref: AttestorRef,
  problem: string,
): Promise<{ readonly failures: number; readonly since: string }> {
  const { rows } = await sql<{ failures: number; since: string }>`
    insert into journal.attestor as a (log, kind, name, failures, retry_at, failing_since, problem)
    values (${ref.origin}, ${ref.kind}, ${ref.name}, 1, now() + interval '1 second', now(),
            ${problem.slice(0, problemLengthMax)})
    on conflict (park_id, log, kind, name) do update
       set failures = a.failures + 1,
           retry_at = now() + least(power(2, least(a.failures, 20)), ${retrySecondsMax})
                              * interval '1 second',
           failing_since = coalesce(a.failing_since, now()),
           problem = excluded.problem
    returning failures, failing_since as since`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('an attestor was not recorded');
  return row;
}
