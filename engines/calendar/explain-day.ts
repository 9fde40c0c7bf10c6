import { type Day, dayNumber } from './day.ts';
import { type DayLayer, planOf } from './day-plan.ts';
import { formatWindows } from './window.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Why a day is worked or off, for the page that shows a calendar. */
export type DayExplanation = {
  readonly day: Day;
  readonly working: boolean;
  /** `HH:MM-HH:MM` in local time; none on a day off. */
  readonly windows: readonly string[];
  /** The layer that decided. */
  readonly layer: DayLayer;
  /** The holiday's name, or the holiday a weekend is worked for. */
  readonly name?: string;
  readonly notice?: {
    readonly number: string;
    readonly title: string;
    readonly publishedOn: Day;
    readonly url?: string;
  };
  readonly provisional: boolean;
};

/** Returns why a day is as it is, with the notice that says so. */
export function explainDay(calendar: WorkCalendar, day: Day): DayExplanation {
  const planned = planOf(calendar.plan, dayNumber(day));
  const { name, notice } = planned.rule ?? {};
  return {
    day,
    working: planned.windows.length > 0,
    windows: formatWindows(planned.windows),
    layer: planned.layer,
    ...(name === undefined ? {} : { name }),
    ...(notice === undefined
      ? {}
      : {
          notice: {
            number: notice.number,
            title: notice.title,
            publishedOn: notice.publishedOn,
            ...(notice.url === undefined ? {} : { url: notice.url }),
          },
        }),
    provisional: calendar.provisional(day),
  };
}
