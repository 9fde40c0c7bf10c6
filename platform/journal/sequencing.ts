import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { openDatabase } from '#platform/db/index.ts';
import type { Clock } from '#platform/config/index.ts';
import { readLogs, type LogState } from './log.ts';
import { signersIn } from './rotation.ts';
import { sequence } from './sequencer.ts';

/** A running sequencer. */
export type RunningSequencer = {
  /** Ends after the round that is running. */
  readonly stop: () => Promise<void>;
};

/** A checkpoint has to follow within a second of the first pending entry. */
const roundEveryMs = 300;

/**
 * Sequences every park's log again and again until it is stopped. Any number may run, on any
 * machines that hold the keys; one at a time works on a log.
 *
 * @param options `home`: folder with `keys/`; `log`: told of rounds that failed, which are tried
 *   again with the next
 * @source 3-architecture Ledger (a checkpoint follows within 1 s of the first pending entry)
 */
export function startSequencer(options: {
  readonly databaseUrl: string;
  readonly home: string;
  readonly clock: Clock;
  readonly log?: (level: 'error', message: string) => void;
}): RunningSequencer {
  const db = openDatabase(options.databaseUrl, 'worker', { max: 2 });
  const holder = `${hostname()}/${process.pid}/${randomUUID()}`;
  const sequenceOne = async (log: LogState) => {
    const { park, origin, vkey } = log;
    const keys = signersIn(options.home, log);
    // Told at once, not only when there is something to sign.
    await keys(vkey);
    await sequence(db, { park, origin, keys, holder, at: options.clock.now() });
  };
  const tell = (what: string) => (error: unknown) =>
    options.log?.('error', `${what} failed and is tried again: ${String(error)}`);
  // A log that cannot be worked on must not keep the others waiting.
  const round = async () => {
    const logs = await readLogs(db).catch(tell('reading the logs'));
    for (const log of logs ?? []) await sequenceOne(log).catch(tell(`sequencing ${log.origin}`));
  };
  const running = repeat(round, roundEveryMs);
  return {
    stop: async () => {
      await running.stop();
      await db.destroy();
    },
  };
}

/** Runs `round` again and again, `everyMs` apart, until it is stopped; `round` never rejects. */
export function repeat(round: () => Promise<void>, everyMs: number): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async () => {
    while (!signal.aborted) {
      await round();
      // Being stopped ends the pause early; there is nothing else it could reject with.
      await setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const ended = loop();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}
