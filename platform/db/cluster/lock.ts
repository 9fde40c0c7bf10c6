import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isSameAlive } from './process-identity.ts';
import { ClusterRefusal } from './refusal.ts';

const WAIT_SECONDS_MAX = 120;
const RETRY_MS = 100;
const WRITE_MS_MAX = 5_000;

/**
 * Runs `work` while this process alone holds the lock file. A lock left by a process that no longer
 * lives, after `kill -9` or a power cut, is taken over.
 *
 * @throws {ClusterRefusal} `locked` when a living process holds it for more than two minutes
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await take(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

async function take(path: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < WAIT_SECONDS_MAX * 1000; waitedMs += RETRY_MS) {
    if (tryTake(path)) return;
    if (isLeftOver(path)) rmSync(path, { force: true });
    await sleep(RETRY_MS);
  }
  const pid = holder(path).split(' ')[0] ?? '';
  throw new ClusterRefusal('locked', { pid, path, seconds: WAIT_SECONDS_MAX });
}

function tryTake(path: string): boolean {
  try {
    writeFileSync(path, identify(process.pid) ?? '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A file without a name is one whose holder is just writing it, unless it has been so for a while. */
function isLeftOver(path: string): boolean {
  const name = holder(path);
  if (name !== '') return !isSameAlive(name);
  const madeAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return madeAt !== undefined && Date.now() - madeAt > WRITE_MS_MAX;
}

function holder(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
