import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileCalendar,
  deadlineOf,
  fixedOffset,
  isOpenAt,
  limitOf,
  parseInstant,
  remainingOf,
  rungAt,
} from './index.ts';
import { anyLayers, anyLimit, anyStart, anySuspensions, YEARS } from './testing/arbitraries.ts';
import { cnLayers } from './testing/cn-layers.ts';

const cn = compileCalendar(cnLayers(), fixedOffset(480));
const at = (local: string): number => parseInstant(`${local.replace(' ', 'T')}:00+08:00`);

describe('rungs', () => {
  const start = at('2026-11-20 16:30');
  const due = at('2026-11-23 11:30');

  it.each([
    ['the start', 0, '2026-11-20 16:30'],
    ['half', 5_000, '2026-11-23 09:45'],
    ['eight tenths', 8_000, '2026-11-23 10:48'],
    ['the whole', 10_000, '2026-11-23 11:30'],
    ['twice the time', 20_000, '2026-11-23 16:30'],
  ])('%s', (...[, shareBp, expected]) => {
    expect(rungAt(cn, { start, due, shareBp })).toBe(at(expected));
  });

  it('begin with the first working instant after a start off duty', () => {
    const rung = rungAt(cn, { start: at('2026-11-21 10:00'), due, shareBp: 0 });
    expect(rung).toBe(at('2026-11-23 09:00'));
  });

  it('wait while the clock is suspended, endlessly while nobody knows until when', () => {
    const half = { start, due: at('2026-11-24 11:30'), shareBp: 5_000 };
    const closed = [{ from: at('2026-11-20 16:30'), to: at('2026-11-23 16:30'), ground: 'panel' }];
    expect(rungAt(cn, { ...half, suspensions: closed })).toBe(at('2026-11-24 09:45'));
    expect(rungAt(cn, { ...half, suspensions: [{ from: start, ground: 'panel' }] })).toBeNull();
  });

  it('lie in working time, in order, and reach the due instant of a span', () => {
    const scene = fc.tuple(anyLayers, anyLimit, anyStart).chain(([layers, limit, begun]) =>
      anySuspensions(begun).map((list) => ({
        layers,
        clock: { limit, start: begun, suspensions: list.filter((one) => one.to !== undefined) },
      })),
    );
    fc.assert(
      fc.property(scene, ({ layers, clock }) => {
        const calendar = compileCalendar(layers, fixedOffset(480), YEARS);
        const end = deadlineOf(calendar, clock).due ?? clock.start;
        const rungs = [0, 2_500, 5_000, 8_000, 10_000].map(
          (shareBp) => rungAt(calendar, { ...clock, due: end, shareBp }) ?? 0,
        );
        expect(rungs).toEqual(rungs.toSorted((a, b) => a - b));
        const inWork = rungs.map((at) => isOpenAt(calendar, at) || isOpenAt(calendar, at - 1));
        expect(inWork).toEqual(rungs.map(() => true));
        const used = (now: number) => remainingOf(calendar, { ...clock, now }).usedMinutes;
        expect(used(rungs[4] ?? 0)).toBe(used(end));
      }),
      { numRuns: 150 },
    );
  });

  it('show the office of the half day at the right share', () => {
    const limit = limitOf('5wd');
    const five = deadlineOf(cn, { limit, start: at('2026-11-20 17:30') }).due ?? 0;
    expect(rungAt(cn, { start: at('2026-11-20 17:30'), due: five, shareBp: 2_000 })).toBe(
      at('2026-11-23 17:30'),
    );
  });
});
