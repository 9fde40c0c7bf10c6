import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCluster, type ClusterOptions } from './cluster.ts';
import { layOut } from './layout.ts';
import { isOurs } from './postmaster.ts';
import { ClusterRefusal } from './refusal.ts';

const LOOK_MS = 500;
const RETRY_MS = 5_000;

/** Somebody who looks after a running cluster. */
export type Keeper = {
  /** Looks no longer; a restart that is under way is finished first. Call it before `Cluster.stop`. */
  readonly stop: () => Promise<void>;
};

/** What a keeper needs beside the options the cluster was started with. */
export type KeeperOptions = ClusterOptions & {
  /** Hears why a restart failed; it is tried again every five seconds. */
  readonly onRefusal?: (refusal: ClusterRefusal) => void;
};

/**
 * Looks twice a second whether the postmaster lives and starts it again when it was killed, at the
 * same address. Connections of before are broken; pools make new ones.
 */
export function keepRunning(options: KeeperOptions): Keeper {
  const layout = layOut(resolve(options.home), options.programs && resolve(options.programs));
  const ending = new AbortController();
  const watch = async (): Promise<void> => {
    for (let pauseMs = LOOK_MS; await waited(pauseMs, ending.signal);) {
      pauseMs = isOurs(layout) || (await revive(options)) ? LOOK_MS : RETRY_MS;
    }
  };
  const watching = watch();
  return {
    stop: () => {
      ending.abort();
      return watching;
    },
  };
}

/** Whether the time passed without the end being asked for. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}

/** Returns whether the cluster runs again. */
async function revive(options: KeeperOptions): Promise<boolean> {
  try {
    await startCluster({ ...options, log: () => undefined });
    options.log?.('revived');
    return true;
  } catch (error) {
    if (!(error instanceof ClusterRefusal)) throw error;
    options.onRefusal?.(error);
    return false;
  }
}
