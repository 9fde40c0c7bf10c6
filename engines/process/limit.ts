import { deadlineOf, type EpochMs, parseInstant } from '#engines/calendar/index.ts';
import { limitOrNothing } from './clocks.ts';
import type { Context } from './command.ts';

/**
 * Returns when a limit from an instant on is over, on the calendar of a node; nothing if the text
 * is no limit.
 *
 * @param at.from ISO UTC
 * @throws {CalendarGap} when the answer lies outside the calendar's compiled years
 */
export function dueAfter(
  context: Pick<Context, 'calendarOf'>,
  at: { readonly from: string; readonly limit: string; readonly node: string },
): EpochMs | undefined {
  const limit = limitOrNothing(at.limit);
  if (limit === undefined) return undefined;
  const start = parseInstant(at.from);
  return deadlineOf(context.calendarOf(at.node), { limit, start }).due ?? undefined;
}
