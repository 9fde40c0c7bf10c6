import { inPark, openPool, type Db } from '#platform/db/index.ts';
import { ensureLog, openLogKey, sequence, type NewEntry } from '#platform/journal/index.ts';
import { placeGroup } from '#platform/journal/durable-rows.ts';
import { sealEntry } from '#platform/journal/sealing.ts';
import { suiteNamed } from '#platform/journal/suites.ts';
import { newId } from '#platform/config/index.ts';

/** Park, origin and instant of the logs of benches. */
export const benchPark = 'bench';
export const benchOrigin = 'bench.example/demo';
export const benchAt = '2026-09-18T02:00:00.000Z';

/** A log with its key, as the sequencer takes it. */
export type BenchLog = Awaited<ReturnType<typeof openLog>>;

/** Makes the log of a bench. */
export async function openLog(db: Db, home: string) {
  const key = await openLogKey(home, benchOrigin);
  const log = { park: benchPark, origin: benchOrigin };
  await ensureLog(db, { ...log, demo: true, at: benchAt, key });
  return { ...log, keys: async () => key };
}

/** What a step of a case looks like: the event all benches of the log write. */
export function eventOf(producer: number, seq: number): NewEntry {
  return {
    stream: `bench/${producer}`,
    seq,
    type: 'case.step.passed',
    at: benchAt,
    act: {
      actor: 'user-0197f2d3',
      bundle: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
      clause: '5.4',
      node: 'leaf-03',
      outcome: { step: 'review', to: 'decide', verdict: 'pass', calendar: 'cn/2026.11.1' },
    },
  };
}

/**
 * Refuses a database that loses what it commits.
 *
 * @returns its settings, for the reader of a bench
 * @throws {Error} when fsync, full pages or synchronous commit are off
 */
export async function checkFsync(url: string): Promise<string> {
  const pool = openPool(url, 'owner', { max: 1 });
  const { rows } = await pool.query<{ setting: string }>(`
    select string_agg(name || '=' || setting, ' ' order by name) as setting from pg_settings
     where name in ('fsync', 'synchronous_commit', 'full_page_writes')`);
  await pool.end();
  const setting = rows[0]?.setting ?? '';
  if (setting !== 'fsync=on full_page_writes=on synchronous_commit=on') {
    throw new Error(`this database does not keep what it commits: ${setting}`);
  }
  return setting;
}

const entriesPerStream = 10;
const entriesPerGroup = 2_000;
/** One event in four says something about somebody. */
const dataEvery = 4;

/** Fills a log the way it is filled in use: sealed, placed, hashed into tiles, signed. */
export async function fillLog(
  { url, db }: { readonly url: string; readonly db: Db },
  log: BenchLog,
  entries: number,
): Promise<void> {
  const pool = openPool(url, 'worker', { max: 1 });
  const sealing = { origin: log.origin, suite: suiteNamed('sha256-ed25519') };
  const sealed = (index: number) => {
    const [stream, seq] = [Math.floor(index / entriesPerStream), (index % entriesPerStream) + 1];
    const payload = { firm: `91110107MA00${stream}`, amountFen: index * 100 };
    const data = index % dataEvery === 0 ? [{ subject: `party/${stream}`, payload }] : [];
    return sealEntry(sealing, { ...eventOf(stream, seq), id: newId(), data });
  };
  try {
    for (let from = 0; from < entries; from += entriesPerGroup) {
      const count = Math.min(entriesPerGroup, entries - from);
      await placeGroup(
        pool,
        log,
        Array.from({ length: count }, (_, i) => sealed(from + i)),
      );
    }
  } finally {
    await pool.end();
  }
  await signAll(db, log);
}

/** Signs until a checkpoint covers every entry. */
export async function signAll(db: Db, log: BenchLog): Promise<void> {
  for (;;) {
    const { signedSize } = await sequence(db, { ...log, holder: 'bench', at: benchAt });
    if (signedSize === undefined) return;
  }
}

/** Counts the entries of the bench's park. */
export function countEntries(db: Db): Promise<number> {
  return inPark(db, benchPark, async (tx) => {
    const { n } = await tx
      .selectFrom('journal.entry')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  });
}

/** The middle of the values, which one slow turn does not move. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The ratio of each turn: both sides of it ran side by side in time, under the same load. */
export const ratiosOf = (ours: readonly number[], peer: readonly number[]): number[] =>
  ours.map((value, turn) => value / (peer[turn] ?? Number.NaN));

/** Values for a reader. */
export const show = (values: readonly number[], digits = 0): string =>
  values.map((value) => value.toFixed(digits)).join(' ');
