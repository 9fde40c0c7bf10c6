import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Clock,
  compileCalendar,
  deadlineOf,
  fixedOffset,
  formatInstant,
  limitOf,
  parseInstant,
  remainingOf,
  switchClock,
  type WorkCalendar,
} from './index.ts';
import { anyLayers, anyLimit, anyStart, anySuspensions, YEARS } from './testing/arbitraries.ts';
import { cnLayers } from './testing/cn-layers.ts';

const cn = compileCalendar(cnLayers(), fixedOffset(480));
const early = compileCalendar(
  cnLayers({ windows: ['08:00-12:00', '13:00-16:00'] }),
  fixedOffset(480),
);
const at = (local: string): number => parseInstant(`${local.replace(' ', 'T')}:00+08:00`);

function goOn(clock: Clock, ...[instant, to, limit]: [string, WorkCalendar, string?]): Clock {
  const more = limit === undefined ? {} : { limit: limitOf(limit) };
  const result = switchClock(clock, { at: at(instant), from: cn, to, ...more });
  if (!result.ok) throw new Error(result.code);
  return result.clock;
}
const due = (calendar: WorkCalendar, clock: Clock): string =>
  formatInstant((deadlineOf(calendar, clock).due ?? 0) + 480 * 60_000)
    .slice(0, 16)
    .replace('T', ' ');

describe('switching a clock', () => {
  const clock = { limit: limitOf('5wd'), start: at('2026-11-23 10:00') };

  it('keeps the days that were used', () => {
    const moved = goOn(clock, '2026-11-25 20:00', early);
    expect(moved.carried).toMatchObject({ unit: 'wd', budget: 5, used: 2, through: '2026-11-25' });
    expect(due(early, moved)).toBe('2026-11-30 16:00');
    expect(remainingOf(early, { ...moved, now: at('2026-11-25 21:00') }).left).toBe(3);
  });

  it('settles a day begun by the calendar that runs at its close', () => {
    expect(due(early, goOn(clock, '2026-11-25 10:00', early))).toBe('2026-11-30 16:00');
    expect(due(early, goOn(clock, '2026-11-25 16:30', early))).toBe('2026-12-01 16:00');
    expect(due(cn, { ...goOn(clock, '2026-11-25 17:30', cn) })).toBe('2026-11-30 17:30');
  });

  it('never counts a day twice where the new office closes later', () => {
    const late = compileCalendar(cnLayers({ windows: ['10:00-18:00'] }), fixedOffset(480));
    expect(due(late, goOn(clock, '2026-11-25 17:30', late))).toBe('2026-11-30 18:00');
    expect(due(late, goOn(clock, '2026-11-25 17:29', late))).toBe('2026-11-30 18:00');
  });

  it('never counts the day of the first start', () => {
    expect(due(early, goOn(clock, '2026-11-23 11:00', early))).toBe('2026-11-30 16:00');
  });

  it('keeps the minutes of a span and the working time behind it', () => {
    const span = { limit: limitOf('4wh'), start: at('2026-11-23 10:00') };
    const moved = goOn(span, '2026-11-23 11:30', early);
    expect(due(early, moved)).toBe('2026-11-23 15:00');
    expect(remainingOf(early, { ...moved, now: at('2026-11-23 14:00') })).toMatchObject({
      left: 60,
      usedMinutes: 180,
      budgetMinutes: 240,
    });
  });

  it('counts months from the first start', () => {
    const months = { limit: limitOf('1m'), start: at('2026-01-31 10:00') };
    const moved = goOn(months, '2026-02-10 10:00', early);
    expect(moved.carried).toMatchObject({ unit: 'd', budget: 28, used: 9, origin: '2026-01-31' });
    expect(deadlineOf(early, moved).dueDay).toBe('2026-02-28');
    expect(deadlineOf(early, goOn(months, '2026-02-10 10:00', early, '2m')).dueDay).toBe(
      '2026-03-31',
    );
  });

  it('can take a longer limit of the same unit on the way', () => {
    expect(due(cn, goOn(clock, '2026-11-26 10:00', cn, '10wd'))).toBe('2026-12-07 17:30');
  });

  it('keeps what was used over several switches', () => {
    const once = goOn(clock, '2026-11-24 20:00', cn);
    expect(due(cn, goOn(once, '2026-11-26 20:00', cn))).toBe('2026-11-30 17:30');
  });

  it('keeps a last day off waiting for the day it gives way to while the clock stands still', () => {
    // 2026-11-28 is a Saturday, so the last day is Monday the 30th; the clock stops on the Sunday.
    const days = { limit: limitOf('3d'), start: at('2026-11-25 10:00') };
    expect(due(cn, days)).toBe('2026-12-01 00:00');
    const stopped = { ...days, suspensions: [{ from: at('2026-11-29 00:00'), ground: 'panel' }] };
    const result = switchClock(stopped, { at: at('2026-12-08 16:00'), from: cn, to: early });
    if (!result.ok) throw new Error(result.code);
    expect(deadlineOf(early, result.clock).due).toBeNull();
    const ended = { from: at('2026-11-29 00:00'), to: at('2026-12-09 10:00'), ground: 'panel' };
    const resumed = { ...result.clock, suspensions: [ended] };
    expect(due(early, resumed)).toBe(due(cn, { ...days, suspensions: [ended] }));
    expect(due(early, resumed)).toBe('2026-12-10 00:00');
  });

  it.each([
    ['5wd', '0.5wd'],
    ['5wd', '5d'],
    ['4wh', '5wd'],
    ['same-day', '1wd'],
  ])('refuses to turn %s into %s', (limit, other) => {
    const result = switchClock(
      { limit: limitOf(limit), start: at('2026-11-23 10:00') },
      { at: at('2026-11-23 11:00'), from: cn, to: cn, limit: limitOf(other) },
    );
    expect(result).toMatchObject({ ok: false, code: 'calendar.units-mixed' });
  });

  it('to the same calendar changes nothing, whenever it happens', () => {
    const scene = fc
      .tuple(anyLayers, anyLimit, anyStart, fc.nat(20 * 24 * 60))
      .chain(([layers, limit, start, minutes]) =>
        anySuspensions(start).map((suspensions) => ({
          layers,
          minutes,
          limit,
          start,
          suspensions,
        })),
      );
    fc.assert(
      fc.property(scene, fc.nat(40 * 24 * 60), ({ layers, minutes, ...whole }, later) => {
        const calendar = compileCalendar(layers, fixedOffset(480), YEARS);
        const middle = whole.start + minutes * 60_000;
        const before = deadlineOf(calendar, whole).due;
        fc.pre(before === null || before > middle);
        const result = switchClock(whole, { at: middle, from: calendar, to: calendar });
        const clock = result.ok ? result.clock : whole;
        expect(clock.start).toBe(middle);
        expect(deadlineOf(calendar, clock).due).toBe(before);
        const now = middle + later * 60_000;
        const { left, due: again } = remainingOf(calendar, { ...clock, now });
        expect({ left, again }).toEqual({
          left: remainingOf(calendar, { ...whole, now }).left,
          again: before,
        });
      }),
      { numRuns: 200 },
    );
  });
});
