import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { announceKey, append, makeNextKey, readKeys } from '#platform/journal/index.ts';
import { evidenceRefusals } from '../errors.ts';
import { endOf } from '../store.ts';
import { requireLog } from './log.ts';

/** Who changes the key of a log, and when. */
export type RotationOrder = {
  /** Folder of the keys; the new one is made there. */
  readonly home: string;
  /** Internal id of who orders it; `operator` from the command line. */
  readonly by: string;
  /** ISO instant. */
  readonly now: string;
};

/** What a rotation has begun. */
export type RotationView = {
  readonly origin: string;
  /** The key that signs up to the announcement, and the one that signs from it on. */
  readonly from: string;
  readonly to: string;
  /** The entry that announces the new key. */
  readonly entryId: string;
};

/**
 * Makes a new key for the park's log and announces it in an entry of the log. The checkpoint that
 * covers the entry is signed by both keys, every later one by the new key; the old one is then
 * published as retired. Receipts given out before verify as before.
 *
 * @throws {RefusalError} `evidence.no_log`; `evidence.rotation_pending` while one is under way
 * @source 3-architecture Ledger (rotation signs the last checkpoint with both keys); ADR 0010
 */
export async function rotateLogKey(tx: Tx, order: RotationOrder): Promise<RotationView> {
  const { origin, suite, vkey: from } = await requireLog(tx);
  const isPending = (await readKeys(tx, origin)).some(({ firstSize }) => firstSize === null);
  if (isPending) throw evidenceRefusals.refuse('evidence.rotation_pending', { origin });
  const { vkey: to } = await makeNextKey(order.home, origin, suite);
  const entryId = newId();
  const stream = `log/${origin}`;
  const { seq, at } = await endOf(tx, stream);
  await append(tx, [
    {
      ...{ id: entryId, stream, seq: seq + 1, type: 'log.key-announced' },
      // A demonstration's clock may have been set back since; a stream's time never goes back.
      at: at !== null && at > order.now ? at : order.now,
      act: { actor: order.by, outcome: { from, to } },
    },
  ]);
  const announced = await announceKey(tx, origin, {
    vkey: to,
    announcedBy: entryId,
    at: order.now,
  });
  if (!announced) throw evidenceRefusals.refuse('evidence.rotation_pending', { origin });
  return { origin, from, to, entryId };
}
