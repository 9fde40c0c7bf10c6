import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { prepare } from './append.ts';
import { insertSealed } from './entry-rows.ts';
import { lockLog, swapSize } from './log.ts';
import type { NewEntry } from './sealing.ts';
import { assignIndices } from './sequencer.ts';

/** Where an entry was placed; it is on the disk when this is known. */
export type Placed = { readonly id: string; readonly index: number };

/** Appends entries of many producers that each wait for a durable place in the log. */
export type DurableAppender = {
  /**
   * Appends one entry of its own accord, outside any act.
   *
   * @throws {RefusalError} `journal.conflict` when its place in the stream is taken
   * @throws {Error} when the appender is closed or too many are waiting
   */
  readonly append: (entry: NewEntry) => Promise<Placed>;
  /** Writes what waits, then refuses more. */
  readonly close: () => Promise<void>;
};

/** One transaction takes at most this many waiting entries. */
export const entriesPerGroupMax = 256;

/** More than this may not wait: the producers are faster than the disk. */
export const waitingEntriesMax = 10_000;

type Waiting = {
  readonly entry: NewEntry;
  readonly resolve: (placed: Placed) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * Groups entries of producers side by side: while one group is on its way to the disk the next one
 * gathers, so the disk is asked once a group and not once an entry. For imports, devices and
 * services without a state of their own; an act of a case uses `append` in its own transaction.
 *
 * @param db a pool under the worker role; one connection of it is used at a time
 * @source 3-architecture Ledger; issue 2 §7 (ledger-append)
 */
export function openDurableAppender(
  db: Db,
  log: { readonly park: string; readonly origin: string },
): DurableAppender {
  const waiting: Waiting[] = [];
  let closed = false;
  let writing: Promise<void> | undefined;
  const drain = async () => {
    while (waiting.length > 0) await writeGroup(db, log, waiting.splice(0, entriesPerGroupMax));
    writing = undefined;
  };
  const append = (entry: NewEntry) =>
    new Promise<Placed>((resolve, reject) => {
      if (closed) throw new Error('this appender is closed');
      if (waiting.length >= waitingEntriesMax) throw new Error('too many entries are waiting');
      waiting.push({ entry, resolve, reject });
      // One turn of the loop lets producers that were answered together ask together.
      writing ??= new Promise<void>((next) => setImmediate(next)).then(drain);
    });
  const close = async () => {
    closed = true;
    await writing;
  };
  return { append, close };
}

/** Writes a group; if one of it is refused, each alone, so that nobody pays for another. */
async function writeGroup(
  db: Db,
  log: { park: string; origin: string },
  group: readonly Waiting[],
): Promise<void> {
  try {
    const entries = group.map((each) => each.entry);
    const placed = await inPark(db, log.park, (tx) => place(tx, log, entries));
    for (const [at, each] of group.entries()) {
      const its = placed[at];
      if (its) each.resolve(its);
      else each.reject(new Error('entry was not placed'));
    }
  } catch (error) {
    if (group.length === 1) group[0]?.reject(error);
    else for (const each of group) await writeGroup(db, log, [each]);
  }
}

/** Under the log's row lock: what is pending first, so that a stream's order is the log's. */
async function place(
  tx: Tx,
  log: { park: string; origin: string },
  entries: readonly NewEntry[],
): Promise<Placed[]> {
  await lockLog(tx, log);
  const { sealed } = await prepare(tx, entries);
  await assignIndices(tx, log);
  const { size } = await lockLog(tx, log);
  await insertSealed(tx, { origin: log.origin, sealed, firstIndex: size });
  await swapSize(tx, log, { from: size, to: size + sealed.length });
  return sealed.map(({ id }, at) => ({ id, index: size + at }));
}
