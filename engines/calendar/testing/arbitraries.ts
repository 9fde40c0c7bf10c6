import fc from 'fast-check';
import type { CalendarLayers, OfficeHours } from '../layers.ts';
import { type Limit, limitOf } from '../limit.ts';
import type { Suspension } from '../suspension.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Random calendars lie in these years; clocks start in the second. */
export const YEARS = { firstYear: 2020, lastYear: 2026 } as const;
const FIRST = Date.UTC(2021, 0, 1);

const day = fc
  .integer({ min: 0, max: 700 })
  .map((offset) => new Date(FIRST + offset * DAY).toISOString().slice(0, 10));

const windows = fc.constantFrom(
  ['09:00-12:00', '13:30-17:30'],
  ['08:30-17:00'],
  ['09:00-10:00', '10:30-11:30', '14:00-16:15', '19:00-20:00'],
  ['00:00-24:00'],
  ['00:00-01:00', '23:00-24:00'],
  ['12:00-13:01'],
);

const notice = fc
  .record({
    published: day,
    off: fc.array(fc.tuple(day, fc.integer({ min: 0, max: 9 })), { maxLength: 8 }),
    work: fc.array(day, { maxLength: 8 }),
  })
  .map(({ published, off, work }) => ({
    number: 'n',
    title: 't',
    publishedOn: published,
    off: off.map(([from, length]) => ({
      name: 'h',
      from,
      to: new Date(Date.parse(from) + length * DAY).toISOString().slice(0, 10),
    })),
    work: work.map((date) => ({ day: date, for: 'h' })),
  }));

const officeDays = fc.array(fc.record({ day, windows }), { maxLength: 4 });

const office: fc.Arbitrary<OfficeHours> = fc.record({
  windows,
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 2 }),
  extraDays: officeDays,
  shortenedDays: officeDays,
  closedDays: fc.array(fc.record({ day }), { maxLength: 4 }),
});

/** Layers of random offices, nations and regions at UTC+8, over two years of special days. */
export const anyLayers: fc.Arbitrary<CalendarLayers> = fc.record({
  zone: fc.constant('Asia/Shanghai'),
  national: fc.array(notice, { maxLength: 3 }).map((notices) => [{ year: 2021, notices }]),
  regional: fc.array(notice, { maxLength: 2 }),
  office,
});

/** Any limit that ends within some weeks. */
export const anyLimit: fc.Arbitrary<Limit> = fc
  .oneof(
    fc.constantFrom('same-day', '0.5wd', '0.25wd', '1.5wd', '0.01wd', '1m', '2m', '3m'),
    fc.integer({ min: 1, max: 20 }).map((n) => `${n}wd`),
    fc.integer({ min: 1, max: 40 }).map((n) => `${n}d`),
    fc.integer({ min: 1, max: 30 }).map((n) => `${n}wh`),
  )
  .map(limitOf)
  .filter((limit) => limit.nature !== 'span' || limit.hundredths > 1);

/** A start on a whole minute. */
export const anyStart: fc.Arbitrary<number> = fc
  .integer({ min: 0, max: 600 * 24 * 60 })
  .map((minute) => FIRST + minute * MINUTE);

/** Suspensions around a start, on whole minutes; some overlap, some are open, some have a maximum. */
export function anySuspensions(start: number): fc.Arbitrary<Suspension[]> {
  const one = fc
    .record({
      after: fc.oneof(
        fc.integer({ min: -3 * 24 * 60, max: 4 * 24 * 60 }),
        fc.integer({ min: -3 * 24 * 60, max: 40 * 24 * 60 }),
      ),
      length: fc.option(fc.integer({ min: 0, max: 10 * 24 * 60 }), { freq: 8 }),
      max: fc.option(fc.constantFrom('1wd', '4wh', '3d', '1m').map(limitOf)),
    })
    .map(({ after, length, max }): Suspension => {
      const from = start + after * MINUTE;
      const to = length === null ? {} : { to: from + length * MINUTE };
      return { from, ...to, ground: 'panel', ...(max === null ? {} : { max }) };
    });
  return fc.array(one, { maxLength: 4 });
}
