import type { Pause } from './state.ts';

/** Returns the pauses with the open one, if any, ended at `at`, never before it began. */
export function endPause(pauses: readonly Pause[], at: string): readonly Pause[] {
  const last = pauses.at(-1);
  if (last === undefined || last.to !== undefined) return pauses;
  return [...pauses.slice(0, -1), { ...last, to: at < last.from ? last.from : at }];
}
