import { setTimeout } from 'node:timers/promises';
import { doWhatIsDue, type CasesWorld } from '#domains/cases/index.ts';
import { selectParks } from '#domains/parties/index.ts';
import type { WorkerDependencies } from './work.ts';

/** How late a rung or an ended pause may be found. */
const roundEveryMs = 2_000;

/** What the loop needs beside the worker's dependencies. */
export type DueOptions = WorkerDependencies & {
  readonly world: CasesWorld;
  readonly tell: (level: 'error', message: string) => void;
};

/**
 * Does what is due by itself in every park, again and again until stopped. It asks the clock of
 * the process, so that a demonstration's day fires its rungs too; any number may run side by side.
 *
 * @source 2-service-language Time (rungs fire exactly once; a pause at its maximum resumes)
 */
export function keepDoingWhatIsDue(options: DueOptions): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async () => {
    while (!signal.aborted) {
      await doRound(options, signal).catch((error: unknown) =>
        options.tell('error', `what is due failed and is tried again: ${String(error)}`),
      );
      // Being stopped ends the pause early; there is nothing else it could reject with.
      await setTimeout(roundEveryMs, undefined, { signal }).catch(() => undefined);
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

async function doRound({ db, clock, world, tell }: DueOptions, signal: AbortSignal) {
  for (const { code: park } of await selectParks(db)) {
    if (signal.aborted) return;
    await doWhatIsDue(db, world, { park, now: clock.now() }).catch((error: unknown) =>
      tell('error', `what is due in ${park} failed and is tried again: ${String(error)}`),
    );
  }
}
