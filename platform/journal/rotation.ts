/**
 * Keys of a log that follow each other. The next key is announced by an entry of the log itself; the
 * checkpoint that covers the announcement is signed by both, every later one by the new key alone.
 *
 * @source 3-architecture Ledger (rotation signs the last checkpoint with both keys); ADR 0010
 */

import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { SuiteName } from '#engines/ledger/index.ts';
import { findLogKey, type LogKey } from './log-keys.ts';

/** A verifier key of a log and which checkpoints it signs. */
export type KeyTenure = {
  readonly vkey: string;
  /** Smallest checkpoint it signs; null until its announcement is covered by one. */
  readonly firstSize: number | null;
  /** Largest checkpoint it signs; null while it is in use. */
  readonly lastSize: number | null;
};

/**
 * Returns the private key of a vkey.
 *
 * @throws {Error} when it is not on this machine
 */
export type LogSigners = (vkey: string) => Promise<LogKey>;

/** Finds keys in `<home>/keys`, each read once a process. */
export function signersIn(
  home: string,
  log: { readonly origin: string; readonly suite: SuiteName },
): LogSigners {
  return async (vkey) => {
    const place = `${home}\n${vkey}`;
    const key = found.get(place) ?? (await findLogKey(home, { ...log, vkey }));
    if (!key) throw new Error(`its key is not in ${home}`);
    found.set(place, key);
    return key;
  };
}

const found = new Map<string, LogKey>();

/** Reads the keys of a log, in the order in which they sign. */
export async function readKeys(tx: Tx, origin: string): Promise<KeyTenure[]> {
  const { rows } = await sql<KeyTenure>`
    select vkey, first_size as "firstSize", last_size as "lastSize"
      from journal.log_key where log = ${origin}
     order by first_size nulls last, made_at`.execute(tx);
  return rows;
}

/**
 * Makes a key known that is to follow the one in use, in the transaction of the entry that
 * announces it.
 *
 * @param next `announcedBy`: id of that entry; `at`: ISO instant
 * @returns false when another one is announced already and does not sign yet
 */
export async function announceKey(
  tx: Tx,
  origin: string,
  next: { readonly vkey: string; readonly announcedBy: string; readonly at: string },
): Promise<boolean> {
  const made = await sql`
    insert into journal.log_key (log, vkey, made_at, announced_by)
    values (${origin}, ${next.vkey}, ${next.at}, ${next.announcedBy})
    on conflict do nothing`.execute(tx);
  return made.numAffectedRows === 1n;
}

/**
 * Returns the keys that sign the checkpoint of `size`. The first checkpoint that covers an
 * announcement is where the announced key takes over: it is signed by both, and recorded as such.
 *
 * @param tx holds the lock of the log's row
 * @throws {Error} when a key is not on this machine
 */
export async function signersAt(
  tx: Tx,
  log: { readonly origin: string; readonly size: number },
  signers: LogSigners,
): Promise<readonly LogKey[]> {
  const { rows } = await sql<{ vkey: string; next: string | null }>`
    select k.vkey,
           (select n.vkey from journal.log_key n
              join journal.entry e on e.park_id = n.park_id and e.id = n.announced_by
             where n.log = k.log and n.first_size is null and e.leaf_index < ${log.size}) as next
      from journal.log_key k
     where k.log = ${log.origin} and k.first_size is not null and k.last_size is null`.execute(tx);
  const [current] = rows;
  if (!current) throw new Error(`log ${log.origin} has no key in use`);
  const key = await signers(current.vkey);
  if (current.next === null) return [key];
  const next = await signers(current.next);
  await handOver(tx, log, { from: key.vkey, to: next.vkey });
  return [key, next];
}

async function handOver(
  tx: Tx,
  { origin, size }: { readonly origin: string; readonly size: number },
  vkeys: { readonly from: string; readonly to: string },
): Promise<void> {
  await sql`update journal.log_key set last_size = ${size}
             where log = ${origin} and vkey = ${vkeys.from}`.execute(tx);
  await sql`update journal.log_key set first_size = ${size}
             where log = ${origin} and vkey = ${vkeys.to}`.execute(tx);
  await sql`update journal.log set vkey = ${vkeys.to} where origin = ${origin}`.execute(tx);
}
