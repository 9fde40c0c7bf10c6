import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { readConditions } from './conditions.ts';
import { readLogs, type LogState } from './log.ts';
import { repeat } from './sequencing.ts';
import { coveringCheckpoint } from './settled.ts';
import { askTime } from './timestamping.ts';
import { askWitnesses, type Tell } from './witnessing.ts';

/** Attesting that runs. */
export type RunningAttesting = {
  /** Ends after the round that is running. */
  readonly stop: () => Promise<void>;
};

/**
 * Asks the witnesses and the time authority of every park's log again and again until it is
 * stopped. Beside the sequencer and never in its way: a log goes on without either.
 *
 * @param options `tell`: told of failures, and as an error of what is overdue and withholds receipts
 * @source 3-architecture Ledger
 */
export function startAttesting(options: {
  readonly databaseUrl: string;
  readonly tell: Tell;
  /** Pause between rounds; what fails rests longer by itself. */
  readonly everyMs?: number;
}): RunningAttesting {
  const { tell, everyMs = 300 } = options;
  const db = openDatabase(options.databaseUrl, 'worker', { max: 2 });
  const alarmed = new Set<string>();
  const explain = (what: string) => (error: unknown) =>
    tell('error', `${what} failed and is tried again: ${String(error)}`);
  const round = async () => {
    const logs = await readLogs(db).catch(explain('reading the logs'));
    const asked = (logs ?? []).map((log) =>
      attestLog(db, log, { tell, alarmed }).catch(explain(`attesting ${log.origin}`)),
    );
    await Promise.all(asked);
  };
  const running = repeat(round, everyMs);
  return {
    stop: async () => {
      await running.stop();
      await db.destroy();
    },
  };
}

/** One round for one log: witnesses first, since only what is settled is timestamped. */
export async function attestLog(
  db: Db,
  log: Pick<LogState, 'park' | 'origin' | 'suite' | 'integrated'>,
  { tell, alarmed }: { readonly tell: Tell; readonly alarmed: Set<string> },
): Promise<void> {
  const { witnesses, timestamps } = await inPark(db, log.park, (tx) =>
    readConditions(tx, log.origin),
  );
  if (log.integrated === 0 || (witnesses === '' && timestamps === null)) return;
  await askWitnesses(db, { ...log, witnesses }, tell);
  if (timestamps !== null) await askTime(db, { ...log, timestamps }, tell);
  const covering = await inPark(db, log.park, (tx) =>
    coveringCheckpoint(tx, { origin: log.origin, index: log.integrated - 1 }),
  );
  if (covering.state !== 'withheld') {
    if (alarmed.delete(log.origin)) tell('warning', `${log.origin}: receipts are given out again`);
    return;
  }
  if (alarmed.has(log.origin)) return;
  alarmed.add(log.origin);
  const { reason, since } = covering.withheld;
  tell('error', `${log.origin}: receipts are withheld, ${reason} overdue since ${since}`);
}
