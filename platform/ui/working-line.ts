/** A stretch of a clock: running time has a length in working minutes; a pause has only a ground. */
export type Stretch =
  | { readonly kind: 'running'; readonly minutes: number }
  | { readonly kind: 'paused'; readonly ground: string };

/** What a working time line draws: shares of the whole in basis points; pauses have no share. */
export type Drawn =
  | { readonly kind: 'running' | 'over'; readonly shareBp: number }
  | { readonly kind: 'paused'; readonly ground: string };

/**
 * Cuts stretches at the budget: what lies beyond it is `over`. The whole is the budget, or the time
 * used where that is more.
 *
 * @param budgetMinutes working minutes allowed, > 0
 */
export function drawnLine(stretches: readonly Stretch[], budgetMinutes: number): Drawn[] {
  const used = usedMinutes(stretches);
  const whole = Math.max(used, budgetMinutes);
  const shareBp = (minutes: number) => Math.round((minutes * 10_000) / whole);
  let before = 0;
  return stretches.flatMap((stretch): Drawn[] => {
    if (stretch.kind === 'paused') return [stretch];
    const within = Math.max(0, Math.min(stretch.minutes, budgetMinutes - before));
    before += stretch.minutes;
    const parts = [
      { kind: 'running' as const, shareBp: shareBp(within) },
      { kind: 'over' as const, shareBp: shareBp(stretch.minutes - within) },
    ];
    return parts.filter((part) => part.shareBp > 0);
  });
}

/** Working minutes used so far. */
export const usedMinutes = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, each) => sum + (each.kind === 'running' ? each.minutes : 0), 0);

/** From this many hours on, minutes say nothing. */
const exactHoursMax = 100;

/** How a span is said: the key of its words, and their numbers; minutes only where they tell. */
export function spanWords(all: number): {
  readonly key: 'minutes-only' | 'hours-only' | 'minutes';
  readonly hours: number;
  readonly minutes: number;
} {
  const hours = Math.floor(all / 60);
  const minutes = all % 60;
  if (hours === 0) return { key: 'minutes-only', hours, minutes };
  const key = minutes === 0 || hours >= exactHoursMax ? 'hours-only' : 'minutes';
  return { key, hours, minutes };
}
