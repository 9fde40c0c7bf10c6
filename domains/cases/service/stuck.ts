import { dayInZone, selectParks } from '#domains/parties/index.ts';
import { addDays, addWorkingDays, formatInstant, startIn } from '#engines/calendar/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { networkOf } from './network.ts';

/**
 * Working days without progress after which a matter is pushed forward, where a park has not set
 * `policy.stuckWorkingDays`. The sources name the weekly push, not the number: this one is ours.
 */
export const stuckWorkingDaysDefault = 5;

/** Longest stretch a park may set. */
const stuckWorkingDaysMax = 60;

/** From when on a matter without progress counts as stuck. */
export type Stuck = {
  readonly days: number;
  /** True where the park has not set the number. */
  readonly isOurs: boolean;
  /** ISO instant: what has not progressed since is stuck. */
  readonly before: string;
};

/**
 * When a matter counts as stuck, on the calendar of the park's top node: it moved on for the last
 * time so many working days ago or earlier.
 *
 * @source US-11 (without progress in 5 working days)
 */
export async function stuckOn(
  tx: Tx,
  { park, zone, now }: { readonly park: string; readonly zone: string; readonly now: string },
): Promise<Stuck> {
  const network = await networkOf(tx, park);
  const set = (await selectParks(tx)).find(({ code }) => code === park)?.policy['stuckWorkingDays'];
  const isSet = typeof set === 'number' && Number.isInteger(set) && set > 0;
  const days = isSet ? Math.min(set, stuckWorkingDaysMax) : stuckWorkingDaysDefault;
  const calendar = network.calendarOf(network.top);
  const last = addWorkingDays(calendar, dayInZone(now, zone), -days);
  return { days, isOurs: !isSet, before: formatInstant(startIn(calendar, addDays(last, 1))) };
}
