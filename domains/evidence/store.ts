import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
// The journal's tables are typed where the journal is part of the program.
import '#platform/journal/index.ts';

/** The park's log in use, as stored. */
export type LogRow = {
  readonly origin: string;
  readonly suite: 'sha256-ed25519' | 'sm3-sm2';
  readonly vkey: string;
  readonly demo: boolean;
  /** Leaf indices given out. */
  readonly size: number;
  /** Entries the tree holds. */
  readonly integrated: number;
};

/** The log new entries of this park go to; undefined before its pack is loaded. */
export function logOf(tx: Tx): Promise<LogRow | undefined> {
  return (
    tx
      .selectFrom('journal.log')
      .select(['origin', 'suite', 'vkey', 'demo', 'size', 'integrated'])
      // The worker role sees the logs of every park.
      .where('park_id', '=', sql<string>`platform.current_park()`)
      .where('retired_at', 'is', null)
      .executeTakeFirst()
  );
}

/** How many entries of a log have no place in it yet. */
export async function countUnplaced(tx: Tx, origin: string): Promise<number> {
  const { count } = await tx
    .selectFrom('journal.entry')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('log', '=', origin)
    .where('leaf_index', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** The instant the newest timestamp of a log proves; null before the first. */
export async function newestTimestampOf(tx: Tx, origin: string): Promise<string | null> {
  const newest = await tx
    .selectFrom('journal.timestamp')
    .select('proves_at')
    .where('log', '=', origin)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.proves_at ?? null;
}

/** An entry as stored: `act` and `entry` are canonical JSON. */
export type EntryRow = {
  readonly id: string;
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly act: string;
  readonly entry: string;
};

/** One entry of this park. */
export function entryOf(tx: Tx, id: string): Promise<EntryRow | undefined> {
  return tx
    .selectFrom('journal.entry')
    .select(['id', 'stream', 'seq', 'type', 'at', 'act', 'entry'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** One subject has at most this many streams; beyond it somebody uses a subject for many people. */
export const streamsPerSubjectMax = 10_000;

/** Streams with an event that says something about a subject, also when that is erased already. */
export async function streamsAbout(tx: Tx, subject: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('journal.datum as d')
    .innerJoin('journal.entry as e', (join) =>
      join.onRef('e.park_id', '=', 'd.park_id').onRef('e.id', '=', 'd.entry_id'),
    )
    .select('e.stream')
    .distinct()
    .where('d.subject', '=', subject)
    .orderBy('e.stream')
    .limit(streamsPerSubjectMax + 1)
    .execute();
  if (rows.length > streamsPerSubjectMax) throw new RangeError('too many streams of one subject');
  return rows.map(({ stream }) => stream);
}

/** Where a stream ends; seq 0 before its first event. */
export async function endOf(tx: Tx, stream: string): Promise<{ seq: number; at: string | null }> {
  const last = await tx
    .selectFrom('journal.entry')
    .select(['seq', 'at'])
    .where('stream', '=', stream)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { seq: 0, at: null };
}

/** How many items the journal still holds about a subject. */
export async function countHeld(tx: Tx, subject: string): Promise<number> {
  const { count } = await tx
    .selectFrom('journal.datum')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('subject', '=', subject)
    .where('erased_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The newest erasures, each the event that records it. */
export function newestErasures(
  tx: Tx,
  limit: number,
): Promise<Pick<EntryRow, 'id' | 'at' | 'act'>[]> {
  return (
    tx
      .selectFrom('journal.entry')
      .select(['id', 'at', 'act'])
      .where('type', '=', 'subject.erased')
      // Every name that begins with `subject/`: the index on streams finds them.
      .where('stream', '>=', 'subject/')
      .where('stream', '<', 'subject0')
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
  );
}
