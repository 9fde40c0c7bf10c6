import type { EpochMs } from './day.ts';
import type { Limit } from './limit.ts';
import type { Pause } from './ruler.ts';

/** A lawful stop of a clock; which grounds are lawful, and their proof, is the caller's business. */
export type Suspension = {
  readonly from: EpochMs;
  /** Absent while it is open. */
  readonly to?: EpochMs;
  readonly ground: string;
  readonly clause?: string;
  /** After which the clock resumes by itself, counted from `from`. */
  readonly max?: Limit;
};

/** More suspensions than this in one clock are a fault. */
const SUSPENSIONS_MAX = 1_000;

/**
 * Returns the pauses of a ledger of suspensions, sorted and disjoint; overlapping ones count once.
 *
 * @param endOfMax the instant at which a suspension's maximum is reached
 * @throws {RangeError} when one ends before it begins or there are more than {@link SUSPENSIONS_MAX}
 * @source design/2-service-language, Time (a suspension that reaches its maximum resumes by itself)
 */
export function pausesOf(
  suspensions: readonly Suspension[],
  endOfMax: (from: EpochMs, max: Limit) => EpochMs,
): Pause[] {
  if (suspensions.length === 0) return [];
  if (suspensions.length > SUSPENSIONS_MAX)
    throw new RangeError(`more than ${SUSPENSIONS_MAX} suspensions`);
  const single = suspensions.map((suspension) => pauseOf(suspension, endOfMax));
  return mergePauses(single.sort((a, b) => a.from - b.from));
}

function pauseOf(
  { from, to, max }: Suspension,
  endOfMax: (from: EpochMs, max: Limit) => EpochMs,
): { from: EpochMs; to?: EpochMs } {
  if (to !== undefined && to < from) throw new RangeError('a suspension ends before it begins');
  if (max === undefined) return to === undefined ? { from } : { from, to };
  const latest = endOfMax(from, max);
  return { from, to: to === undefined ? latest : Math.min(to, latest) };
}

function mergePauses(sorted: readonly { from: EpochMs; to?: EpochMs }[]): Pause[] {
  const merged: { from: EpochMs; to?: EpochMs }[] = [];
  for (const pause of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && last.to === undefined) break;
    if (last?.to === undefined || pause.from > last.to) merged.push({ ...pause });
    else if (pause.to === undefined) delete last.to;
    else last.to = Math.max(last.to, pause.to);
  }
  return merged;
}

/** Returns whether a clock stands still at an instant. */
export function pausedAt(pauses: readonly Pause[], at: EpochMs): boolean {
  return pauses.some((pause) => pause.from <= at && (pause.to === undefined || at < pause.to));
}
