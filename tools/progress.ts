import { say } from './text.mjs';

const TICK_SECONDS = 10;

/** Says what begins, then every ten seconds how long it has taken, until `work` settles. */
export async function withProgress<T>(key: string, work: () => Promise<T>): Promise<T> {
  say(key);
  const seconds = stopwatch();
  const tick = setInterval(() => say('progress', { seconds: seconds() }), TICK_SECONDS * 1000);
  try {
    return await work();
  } finally {
    clearInterval(tick);
  }
}

/** Returns a function that tells the seconds since now, to one decimal. */
export function stopwatch(): () => number {
  const from = performance.now();
  return () => Math.round((performance.now() - from) / 100) / 10;
}
