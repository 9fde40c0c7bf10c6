import { sql } from 'kysely';
import type { SuiteName } from '#engines/ledger/index.ts';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { writeConditions, type LogConditions } from './conditions.ts';
import type { LogKey } from './log-keys.ts';

/** Identity of a log and where it stands. */
export type LogState = {
  readonly park: string;
  readonly origin: string;
  readonly suite: SuiteName;
  /** The key that signs now. */
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

/** A log as it is made, or as it is asked for again. */
export type WantedLog = {
  readonly park: string;
  readonly origin: string;
  readonly demo: boolean;
  /** ISO instant. */
  readonly at: string;
  /** Its first key; the log takes the suite of this key. */
  readonly key: LogKey;
  /** What is demanded of it from now on; absent, that stays as it is. */
  readonly conditions?: LogConditions;
};

/**
 * Makes the log of a park if it has none, so that the park's first event can be written.
 *
 * @param db a pool under the worker role
 * @throws {Error} when the park's log has another origin, another suite or another key: a key that
 *   was lost or replaced is rotated on purpose, never by accident
 */
export async function ensureLog(db: Db, log: WantedLog): Promise<LogState> {
  const { park, origin, key, conditions } = log;
  return inPark(db, park, async (tx) => {
    await makeLog(tx, log);
    const state = await tx
      .selectFrom('journal.log')
      .select(logColumns)
      .where('park_id', '=', park)
      .where('retired_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (state.origin !== origin) {
      throw new Error(`log of ${park} is ${state.origin}, not ${origin}`);
    }
    if (state.suite !== key.suite) throw new Error(`log ${origin} is of the suite ${state.suite}`);
    const known = await tx
      .selectFrom('journal.log_key')
      .select('vkey')
      .where('log', '=', origin)
      .where('vkey', '=', key.vkey)
      .executeTakeFirst();
    if (!known) throw new Error(`log ${origin} is signed by another key`);
    if (conditions) await writeConditions(tx, origin, conditions);
    return state;
  });
}

async function makeLog(tx: Tx, { park, origin, demo, at, key }: WantedLog): Promise<void> {
  const made = await tx
    .insertInto('journal.log')
    .values({
      park_id: park,
      origin,
      suite: key.suite,
      vkey: key.vkey,
      demo,
      made_at: at,
      retired_at: null,
      lease_holder: null,
      lease_until: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return;
  const first = { log: origin, vkey: key.vkey, made_at: at, first_size: 0 };
  await tx
    .insertInto('journal.log_key')
    .values({ ...first, announced_by: null, last_size: null })
    .execute();
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
): Promise<{ size: number; integrated: number; suite: SuiteName; isWitnessed: boolean }> {
  const { witnesses, ...state } = await tx
    .selectFrom('journal.log')
    .select(['size', 'integrated', 'suite', 'witnesses'])
    .where('park_id', '=', log.park)
    .where('origin', '=', log.origin)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { ...state, isWitnessed: witnesses !== '' };
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
