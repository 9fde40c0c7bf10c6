import { newId } from '#platform/config/index.ts';
import { inPark, openDatabase, openPool } from '#platform/db/index.ts';
import { placeGroup } from './durable-rows.ts';
import { readLogs, type LogState } from './log.ts';
import { sealEntry, type NewEntry, type SealedEntry } from './sealing.ts';
import { assignIndices } from './sequencer.ts';
import { suiteNamed } from './suites.ts';

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
  /**
   * Appends a batch as one: it stands whole, in one piece and in this order, or not at all.
   *
   * @param entries 1 to `entriesPerBatchMax`; those of one stream in ascending `seq`
   * @throws {RefusalError} `journal.conflict` when one's place in its stream is taken
   * @throws {Error} when the appender is closed or the batch has another size
   */
  readonly appendBatch: (entries: readonly NewEntry[]) => Promise<readonly Placed[]>;
  /** Writes what waits, then refuses more. */
  readonly close: () => Promise<void>;
};

/** One transaction takes at most this many waiting entries, and always a whole batch. */
export const entriesPerGroupMax = 512;

/** One batch is at most this long. */
export const entriesPerBatchMax = 1_000;

/** More than this may not wait: the producers are faster than the disk. */
export const waitingEntriesMax = 10_000;

/** A batch that waits; a single entry is a batch of one. */
type Waiting = {
  readonly entries: readonly SealedEntry[];
  readonly resolve: (placed: readonly Placed[]) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * Groups entries of producers side by side, so that the disk is asked once a group and not once an
 * entry. For imports, devices and services without a state of their own; an act of a case uses
 * `append` in its own transaction.
 *
 * @param options `origin`: the log, which `ensureLog` has made for the park
 * @throws {Error} when the park has no such log
 * @source 3-architecture Ledger; issue 2 §7 (ledger-append)
 */
export async function openDurableAppender(options: {
  readonly databaseUrl: string;
  readonly park: string;
  readonly origin: string;
}): Promise<DurableAppender> {
  const { park, origin } = options;
  const db = openDatabase(options.databaseUrl, 'worker', { max: 1 });
  const pool = openPool(options.databaseUrl, 'worker', { max: 1 });
  const close = () => Promise.all([db.destroy(), pool.end()]).then(() => undefined);
  const log = (await readLogs(db)).find((each) => each.park === park && each.origin === origin);
  if (!log) {
    await close();
    throw new Error(`park ${park} has no log ${origin}`);
  }
  const place = async (entries: readonly SealedEntry[]) => {
    const placed = await placeGroup(pool, log, entries);
    if (placed !== 'pending-before') return placed;
    await inPark(db, park, (tx) => assignIndices(tx, log));
    const again = await placeGroup(pool, log, entries);
    if (again === 'pending-before') throw new Error('entries before these are still pending');
    return again;
  };
  return gather(log, place, close);
}

type Place = (entries: readonly SealedEntry[]) => Promise<number>;

/**
 * Collects what producers ask for into groups. While one is on its way to the disk the next one is
 * sealed; a second on its way would only wait for the log's row, which the first holds until its
 * commit.
 */
function gather(log: LogState, place: Place, release: () => Promise<void>): DurableAppender {
  const sealing = { origin: log.origin, suite: suiteNamed(log.suite) };
  const waiting: Waiting[] = [];
  let underWay: Promise<void> | undefined;
  let waitingEntries = 0;
  let closed = false;
  const start = () => {
    if (underWay !== undefined || waiting.length === 0) return;
    const group = waiting.splice(0, batchesWithin(waiting, entriesPerGroupMax));
    waitingEntries -= countEntries(group);
    underWay = writeGroup(place, group).finally(() => {
      underWay = undefined;
      start();
    });
  };
  const seal = (entry: NewEntry) => sealEntry(sealing, { ...entry, id: entry.id ?? newId() });
  const appendBatch = (batch: readonly NewEntry[]) =>
    new Promise<readonly Placed[]>((resolve, reject) => {
      if (closed) throw new Error('this appender is closed');
      if (waitingEntries >= waitingEntriesMax) throw new Error('too many entries are waiting');
      if (batch.length < 1 || batch.length > entriesPerBatchMax) {
        throw new RangeError(`a batch has 1 to ${entriesPerBatchMax} entries`);
      }
      waiting.push({ entries: batch.map(seal), resolve, reject });
      waitingEntries += batch.length;
      // One turn of the loop lets producers that were answered together ask together.
      if (waiting.length === 1) setImmediate(start);
    });
  const append = async (entry: NewEntry) => {
    const [placed] = await appendBatch([entry]);
    if (!placed) throw new Error('a batch of one has no place');
    return placed;
  };
  const close = async () => {
    closed = true;
    start();
    while (underWay !== undefined) await underWay;
    await release();
  };
  return { append, appendBatch, close };
}

const countEntries = (group: readonly Waiting[]): number =>
  group.reduce((sum, { entries }) => sum + entries.length, 0);

/** How many of the batches fit into a group of `size`; one at least. */
function batchesWithin(waiting: readonly Waiting[], size: number): number {
  let [count, entries] = [0, 0];
  for (const batch of waiting) {
    entries += batch.entries.length;
    if (count > 0 && entries > size) break;
    count += 1;
  }
  return count;
}

/** Writes a group; if one of it is refused, each alone, so that nobody pays for another. */
async function writeGroup(place: Place, group: readonly Waiting[]): Promise<void> {
  try {
    let index = await place(group.flatMap(({ entries }) => entries));
    for (const { entries, resolve } of group) {
      resolve(entries.map(({ id }) => ({ id, index: index++ })));
    }
  } catch (error) {
    if (group.length === 1) group[0]?.reject(error);
    else for (const each of group) await writeGroup(place, [each]);
  }
}
