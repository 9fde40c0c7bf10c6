import type { EpochMs } from './day.ts';
import { CalendarGap } from './day-grid.ts';
import type { Clock } from './clock.ts';
import { deadlineOf } from './deadline.ts';
import { startIn, type WorkCalendar } from './work-calendar.ts';

/**
 * Returns the latest instant at which a clock may start and still end by `by`: the backward
 * direction of `deadlineOf`, for a notice that must be given so long before an event.
 *
 * A deadline never falls as its start moves on, hence a bisection to the millisecond. Suspended months
 * are the exception: clamping lets the 30th and the 31st share a natural end while the 30th loses a day
 * more to the same suspension. The answer is then still a start in time, just before one that is late.
 *
 * @throws {CalendarGap} when no start within the compiled years is early enough
 * @source 行政许可法 第四十八条 (a notice given seven days before the hearing)
 */
export function latestStart(
  calendar: WorkCalendar,
  clock: Omit<Clock, 'start' | 'carried'> & { readonly by: EpochMs },
): EpochMs {
  const endsInTime = (start: EpochMs): boolean => {
    const { due } = deadlineOf(calendar, { ...clock, start });
    return due !== null && due <= clock.by;
  };
  let [low, high] = [startIn(calendar, calendar.firstDay), clock.by];
  if (!endsInTime(low)) throw new CalendarGap('no start within the compiled years is early enough');
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (endsInTime(middle)) low = middle;
    else high = middle;
  }
  return low;
}
