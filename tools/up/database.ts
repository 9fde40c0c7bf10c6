import { keepRunning, startCluster, type ClusterRefusal } from '#platform/db/cluster/index.ts';
import { languageOf } from '../text.mjs';
import { sayStep } from './steps.ts';

/** The database of this run and how to leave it. */
export type RunDatabase = { readonly url: string; readonly stop: () => Promise<void> };

/**
 * Starts the embedded PostgreSQL, unless an external one is named.
 *
 * @throws {ClusterRefusal} when the embedded one cannot run here
 */
export async function openRunDatabase(
  home: string,
  external: string | undefined,
  signal?: AbortSignal,
): Promise<RunDatabase> {
  if (!external) return openEmbedded(home, signal);
  return { url: external, stop: async () => undefined };
}

/** The embedded one is looked after as long as we run: killed, it is started again. */
async function openEmbedded(home: string, signal?: AbortSignal): Promise<RunDatabase> {
  const cluster = await startCluster({ home, log: sayStep, signal });
  const keeper = keepRunning({ home, log: sayStep, onRefusal: tellOnce() });
  const stop = async (): Promise<void> => {
    await keeper.stop();
    await cluster.stop();
  };
  return { url: cluster.url, stop };
}

/** The reason a restart failed is told once, not every five seconds. */
function tellOnce(): (refusal: ClusterRefusal) => void {
  let last = '';
  return (refusal) => {
    const text = refusal.in(languageOf(process.env));
    if (text !== last) process.stderr.write(`${text}\n`);
    last = text;
  };
}
