import { openLogKey, readLogs, sequence, type LogKey } from '#platform/journal/index.ts';
import type { WorkerDependencies } from './work.ts';

/** A pause between rounds; an entry waits this long at most before its round begins. */
const pauseMs = 200;
/** Rounds of one log in a row, so that a busy park does not keep the others waiting. */
const roundsInARowMax = 8;

/** What the loop needs beside the worker's dependencies. */
export type SequencingOptions = WorkerDependencies & {
  /** Name of this process, different from every other. */
  readonly holder: string;
  readonly tell: (level: string, message: string) => void;
};

/**
 * Integrates the pending entries of every park's log and signs checkpoints, until stopped. A
 * failing log is told of and tried again; it does not stop the others.
 *
 * @source 3-architecture Ledger (a checkpoint within one second of the first pending entry)
 */
export function keepSequencing(options: SequencingOptions): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const keys = new Map<string, Promise<LogKey>>();
  const keyOf = (origin: string): Promise<LogKey> => {
    const key = keys.get(origin) ?? openLogKey(options.home, origin);
    keys.set(origin, key);
    return key;
  };
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await sequenceAll(options, keyOf).catch((error: unknown) =>
        options.tell('error', `sequencing failed: ${String(error)}`),
      );
      await pause(stopping.signal);
    }
  })();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

async function sequenceAll(
  options: SequencingOptions,
  keyOf: (origin: string) => Promise<LogKey>,
): Promise<void> {
  for (const { park, origin } of await readLogs(options.db)) {
    try {
      const key = await keyOf(origin);
      for (let round = 0; round < roundsInARowMax; round += 1) {
        const at = options.clock.now();
        const { assigned } = await sequence(options.db, {
          park,
          origin,
          key,
          at,
          holder: options.holder,
        });
        if (assigned === 0) break;
      }
    } catch (error) {
      options.tell('error', `log ${origin}: ${String(error)}`);
    }
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, pauseMs);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
