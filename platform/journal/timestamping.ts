/** Trusted time for a log: its newest settled checkpoint, timestamped at the park's interval. */

import { sql } from 'kysely';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { encodeUtf8, parseNote } from '#engines/ledger/index.ts';
import { obtainTimestamp } from '#platform/timestamp/index.ts';
import { attested, failed, readAttestors } from './attestors.ts';
import type { TimestampSource } from './conditions.ts';
import type { Tell, WitnessedLog } from './witnessing.ts';

/**
 * Asks the authority for the time of the newest settled checkpoint when the interval has passed
 * since the last one, and keeps the verified token. Asked again later when it fails; an idle log is
 * not timestamped again.
 *
 * @param db a pool under the worker role
 * @source RFC 3161; 3-architecture Ledger (timestamps where the park's policy asks)
 */
export async function askTime(
  db: Db,
  log: WitnessedLog & { readonly timestamps: TimestampSource },
  tell: Tell,
): Promise<void> {
  const { park, origin, timestamps } = log;
  const ref = { origin, kind: 'timestamp', name: timestamps.url } as const;
  const due = await inPark(db, park, async (tx) => {
    const states = await readAttestors(tx, origin);
    const isResting = states.some(({ kind, name, isDue }) => {
      return kind === 'timestamp' && name === timestamps.url && !isDue;
    });
    return isResting ? undefined : readDue(tx, origin, timestamps);
  });
  const text = due && parseNote(due.note)?.text;
  if (!due || text === undefined) return;
  try {
    const obtained = await obtainTimestamp({ ...timestamps, message: encodeUtf8(text) });
    await inPark(db, park, async (tx) => {
      await keepToken(tx, { origin, size: due.size, ...obtained });
      await attested(tx, ref, due.size);
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const { failures, since } = await inPark(db, park, (tx) => failed(tx, ref, problem));
    if (Number.isInteger(Math.log2(failures))) {
      tell('warning', `timestamps of ${origin}, since ${since}: ${problem}`);
    }
  }
}

async function readDue(
  tx: Tx,
  origin: string,
  { everySeconds }: TimestampSource,
): Promise<{ size: number; note: string } | undefined> {
  const { rows } = await sql<{ size: number; note: string }>`
    select c.size, c.note from journal.checkpoint c
      left join lateral (select t.size, s.stored_at
                           from journal.timestamp t join journal.checkpoint s
                             using (park_id, log, size)
                          where t.log = ${origin} order by t.size desc limit 1) last on true
     where c.log = ${origin} and c.settled_at is not null
       and c.size > coalesce(last.size, 0)
       and (last.size is null
            or last.stored_at <= now() - ${everySeconds}::int * interval '1 second')
     order by c.size desc limit 1`.execute(tx);
  return rows[0];
}

async function keepToken(
  tx: Tx,
  kept: { origin: string; size: number; token: Uint8Array; time: number },
): Promise<void> {
  await tx
    .insertInto('journal.timestamp')
    .values({
      log: kept.origin,
      size: kept.size,
      token: Buffer.from(kept.token),
      proves_at: new Date(kept.time).toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
