/** 正常 临期 超期 暂停: how a clock stands. */
export const lamps = ['normal', 'soon', 'overdue', 'paused'] as const;
export type LampState = (typeof lamps)[number];

/**
 * Which lamp a clock shows when only its remaining time is known (engines/process says it for cases).
 * Paused wins over all; overdue from the first minute past due; soon at or below the given share.
 *
 * @param clock minutes of working time; `left` may be negative, `budget` > 0
 * @param soonShareBp share of the budget in basis points at which a clock is 临期
 * @source design page 9-pages (lamps that are also words and shapes)
 */
export function lampOf(
  clock: { readonly left: number; readonly budget: number; readonly paused: boolean },
  soonShareBp: number,
): LampState {
  if (clock.paused) return 'paused';
  if (clock.left < 0) return 'overdue';
  return clock.left * 10_000 <= clock.budget * soonShareBp ? 'soon' : 'normal';
}
