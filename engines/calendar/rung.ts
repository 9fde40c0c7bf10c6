import type { EpochMs } from './day.ts';
import { rulerOf } from './clock.ts';
import { prepare } from './deadline.ts';
import { advance, elapsed } from './ruler.ts';
import type { Suspension } from './suspension.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** The whole of a clock in basis points. */
const WHOLE_BP = 10_000;

/**
 * Returns the instant at which a share of the working time between start and due has passed, inside
 * (or at the end of) an opening window; above 10,000 it lies beyond the due instant. Share 0 is the
 * first working instant from the start on.
 *
 * @param at.shareBp share in basis points, ≥ 0
 * @param at.suspensions left out of the working time, as in the clock itself
 * @returns `null` while an open suspension without a maximum comes before it
 * @source design/2-service-language, Time (rungs are shares of the working minutes, in working time)
 */
export function rungAt(
  calendar: WorkCalendar,
  at: {
    readonly start: EpochMs;
    readonly due: EpochMs;
    readonly shareBp: number;
    readonly suspensions?: readonly Suspension[];
  },
): EpochMs | null {
  const work = rulerOf(calendar, 'ms');
  const clock = { limit: { nature: 'same-day' }, start: at.start } as const;
  const { pauses } = prepare(calendar, { ...clock, suspensions: at.suspensions ?? [] });
  const whole = elapsed(work, { from: at.start, to: at.due }, pauses);
  const share = Math.floor((whole * at.shareBp) / WHOLE_BP);
  // The first millisecond of working time begins one millisecond before it has passed.
  const run = { ruler: work, from: at.start, pauses };
  if (share > 0) return advance({ ...run, budget: share });
  const first = advance({ ...run, budget: 1 });
  return first === null ? null : first - 1;
}
