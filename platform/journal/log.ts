import { sql } from 'kysely';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import type { LogKey } from './log-keys.ts';

/** Identity of a log and where it stands. */
export type LogState = {
  readonly park: string;
  readonly origin: string;
  readonly suite: string;
  readonly vkey: string;
  readonly demo: boolean;
  /** Leaf indices given out. */
  readonly size: number;
  /** Entries the newest checkpoint covers. */
  readonly integrated: number;
};

const logColumns = [
  'park_id as park',
  'origin',
  'suite',
  'vkey',
  'demo',
  'size',
  'integrated',
] as const;

/**
 * Makes the log of a park if it has none, so that the park's first event can be written.
 *
 * @param db  a pool under the worker role
 * @param log `at`: ISO instant; `demo`: whether the park holds demonstration data
 * @throws {Error} when the park's log has another origin or another key: a key that was lost or
 *   replaced is rotated on purpose, never by accident
 */
export async function ensureLog(
  db: Db,
  log: { park: string; origin: string; demo: boolean; at: string; key: LogKey },
): Promise<LogState> {
  const { park, origin, demo, at, key } = log;
  const state = await inPark(db, park, async (tx) => {
    await tx
      .insertInto('journal.log')
      .values({
        park_id: park,
        origin,
        suite: 'sha256-ed25519',
        vkey: key.vkey,
        demo,
        made_at: at,
        retired_at: null,
        lease_holder: null,
        lease_until: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return tx
      .selectFrom('journal.log')
      .select(logColumns)
      .where('park_id', '=', park)
      .where('retired_at', 'is', null)
      .executeTakeFirstOrThrow();
  });
  if (state.origin !== origin) throw new Error(`log of ${park} is ${state.origin}, not ${origin}`);
  if (state.vkey !== key.vkey) throw new Error(`log ${origin} is signed by another key`);
  return state;
}

/** Reads every park's log in use; under the worker role, others see none outside a park. */
export async function readLogs(db: Db): Promise<LogState[]> {
  return db
    .selectFrom('journal.log')
    .select(logColumns)
    .where('retired_at', 'is', null)
    .orderBy('park_id')
    .execute();
}

/**
 * Locks the log's row until the transaction ends.
 *
 * @throws {Error} when there is no such log
 */
export async function lockLog(
  tx: Tx,
  log: { readonly park: string; readonly origin: string },
): Promise<{ size: number; integrated: number; suite: string }> {
  return tx
    .selectFrom('journal.log')
    .select(['size', 'integrated', 'suite'])
    .where('park_id', '=', log.park)
    .where('origin', '=', log.origin)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/**
 * Raises the number of indices a log has given out.
 *
 * @throws {Error} when it is not `from` any more, which the row lock should have prevented
 */
export async function swapSize(
  tx: Tx,
  log: { readonly park: string; readonly origin: string },
  size: { from: number; to: number },
): Promise<void> {
  const swapped = await sql`
    update journal.log set size = ${size.to}
     where park_id = ${log.park} and origin = ${log.origin} and size = ${size.from}`.execute(tx);
  if (swapped.numAffectedRows !== 1n) throw new Error(`log ${log.origin} changed under its lock`);
}
