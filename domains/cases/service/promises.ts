import { dayInZone } from '#domains/parties/index.ts';
import { bundlesOn } from '#domains/services/index.ts';
import {
  addDays,
  type WorkCalendar,
  parseInstant,
  workingDaysBetween,
  workingMinutesBetween,
} from '#engines/calendar/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { KeptPromises } from '../model/index.ts';
import { closedByService } from '../store/promises.ts';
import { networkOf } from './network.ts';
import { dayBounds } from './queue.ts';

/** Days over which the length of a working day is averaged: every season of the office is in it. */
const averagedDays = 366;

/**
 * Promise against practice of the month that runs: every service with a promise, how many of its
 * matters closed, how many of those kept their promise, and how long the one in the middle took
 * from filing to closing, in the working time of the park's top node. Time in which a clock stood
 * still counts here: it is what the applicant waited.
 *
 * @source 9-pages (public: promise vs. actual of this month)
 */
export async function readPromises(
  tx: Tx,
  { park, zone, now }: { readonly park: string; readonly zone: string; readonly now: string },
): Promise<KeptPromises> {
  const today = dayInZone(now, zone);
  const month = today.slice(0, 7);
  const span = {
    start: dayBounds(`${month}-01`, zone).start,
    end: dayBounds(today, zone).end,
  };
  const rows = new Map((await closedByService(tx, span)).map((row) => [row.service, row]));
  const network = await networkOf(tx, park);
  const calendar = network.calendarOf(network.top);
  const bundles = await bundlesOn(tx, today);
  return {
    month,
    items: bundles.flatMap(({ definition: { code, title, limits } }) => {
      if (limits.promised === undefined) return [];
      const row = rows.get(code);
      return [
        {
          service: code,
          title,
          promised: limits.promised,
          closed: row?.closed ?? 0,
          onTime: row?.on_time ?? 0,
          medianTenthDays: row === undefined ? null : tenthDays(calendar, row.median),
        },
      ];
    }),
  };
}

/** Working time between two instants in tenths of a working day of average length, rounded. */
export function tenthDays(
  calendar: WorkCalendar,
  [filed, closed]: readonly [string, string],
): number {
  const [from, to] = [parseInstant(filed), parseInstant(closed)];
  const day = closed.slice(0, 10);
  const before = addDays(day, -averagedDays);
  const length = workingMinutesBetween(
    calendar,
    parseInstant(`${before}T00:00:00.000Z`),
    parseInstant(`${day}T00:00:00.000Z`),
  );
  const days = workingDaysBetween(calendar, before, day);
  if (length <= 0 || days <= 0) return 0;
  return Math.round((10 * workingMinutesBetween(calendar, from, to) * days) / length);
}
