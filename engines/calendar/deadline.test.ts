import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  compileCalendar,
  dayIn,
  deadlineOf,
  fixedOffset,
  formatInstant,
  isInTime,
  isWorkingDay,
  latestStart,
  limitOf,
  parseInstant,
  remainingOf,
  startIn,
} from './index.ts';
import { anyLayers, anyLimit, anyStart, anySuspensions, YEARS } from './testing/arbitraries.ts';
import { cnLayers } from './testing/cn-layers.ts';
import { referenceOf } from './testing/reference.ts';

const cn = compileCalendar(cnLayers(), fixedOffset(480));
const at = (local: string): number => parseInstant(`${local.replace(' ', 'T')}:00+08:00`);
const local = (instant: number | null): string | null =>
  instant === null
    ? null
    : formatInstant(instant + 480 * 60_000)
        .slice(0, 16)
        .replace('T', ' ');

describe('deadlineOf on the working days of China', () => {
  it.each([
    ['half a day from Friday 16:30', '0.5wd', '2026-11-20 16:30', '2026-11-23 11:30'],
    ['half a day from a lunch break', '0.5wd', '2026-11-20 12:40', '2026-11-20 17:00'],
    ['half a day from a Saturday', '0.5wd', '2026-11-21 10:00', '2026-11-23 14:00'],
    ['a span that ends with the day', '4wh', '2026-11-20 13:30', '2026-11-20 17:30'],
    ['a span that ends with the morning', '3wh', '2026-11-20 09:00', '2026-11-20 12:00'],
    ['one day and a half', '1.5wd', '2026-11-20 09:00', '2026-11-23 14:00'],
    ['7 working days over 1–5 May 2021', '7wd', '2021-04-30 10:00', '2021-05-13 17:30'],
    ['received on a day off', '1wd', '2026-11-21 10:00', '2026-11-23 17:30'],
    ['received after closing', '1wd', '2026-11-20 20:00', '2026-11-23 17:30'],
    ['a Sunday worked by notice counts', '1wd', '2026-09-18 10:00', '2026-09-20 17:30'],
    ['natural days end at 24:00', '3d', '2026-11-23 10:00', '2026-11-27 00:00'],
    ['a last Saturday moves to Monday', '1d', '2026-11-20 10:00', '2026-11-24 00:00'],
    ['a last day in a holiday moves past it', '3d', '2026-09-30 10:00', '2026-10-09 00:00'],
    ['a corresponding day', '3m', '2020-12-31 10:00', '2021-04-01 00:00'],
    ['a clamped month moves off a Sunday', '3m', '2020-11-30 10:00', '2021-03-02 00:00'],
    ['the same day', 'same-day', '2026-11-20 10:00', '2026-11-20 17:30'],
    ['the same day in the last minute', 'same-day', '2026-11-20 17:29', '2026-11-20 17:30'],
    ['at the close it is the next day', 'same-day', '2026-11-20 17:30', '2026-11-23 17:30'],
    ['the same day on a Sunday', 'same-day', '2026-11-22 10:00', '2026-11-23 17:30'],
  ])('%s: %s from %s is %s', (...[, limit, start, due]) => {
    const found = deadlineOf(cn, { limit: limitOf(limit), start: at(start) });
    expect(local(found.due)).toBe(due);
  });

  it('gives 24:00 to the day it ends', () => {
    const clock = { limit: limitOf('3m'), start: at('2020-12-31 10:00') };
    expect(deadlineOf(cn, clock).dueDay).toBe('2021-03-31');
  });

  it('keeps the natural date where the caller says that it does not move', () => {
    const clock = { limit: limitOf('3m'), start: at('2020-11-30 10:00') };
    expect(deadlineOf(cn, { ...clock, moves: false }).dueDay).toBe('2021-02-28');
    expect(deadlineOf(cn, clock).dueDay).toBe('2021-03-01');
  });

  it('takes an act at the due instant as in time and a minute later as late', () => {
    const deadline = deadlineOf(cn, { limit: limitOf('0.5wd'), start: at('2026-11-20 16:30') });
    expect(isInTime(at('2026-11-23 11:29'), deadline)).toBe(true);
    expect(isInTime(at('2026-11-23 11:30'), deadline)).toBe(true);
    expect(isInTime(at('2026-11-23 11:31'), deadline)).toBe(false);
  });
});

describe('suspensions', () => {
  const panel = (from: string, to?: string, max?: string) => ({
    from: at(from),
    ...(to === undefined ? {} : { to: at(to) }),
    ...(max === undefined ? {} : { max: limitOf(max) }),
    ground: 'expert-review',
    clause: '5.5',
  });
  const due = (limit: string, start: string, suspensions: ReturnType<typeof panel>[]) =>
    local(deadlineOf(cn, { limit: limitOf(limit), start: at(start), suspensions }).due);

  it('does not use a day at whose close the clock stands still', () => {
    const pauses = [panel('2026-11-24 17:00', '2026-11-24 20:00')];
    expect(due('2wd', '2026-11-23 10:00', pauses)).toBe('2026-11-26 17:30');
  });

  it('uses a day of which only the middle was suspended', () => {
    const pauses = [panel('2026-11-24 09:00', '2026-11-24 17:00')];
    expect(due('2wd', '2026-11-23 10:00', pauses)).toBe('2026-11-25 17:30');
  });

  it('treats a suspension that ends exactly at the close as covering it', () => {
    const pauses = [panel('2026-11-24 09:00', '2026-11-24 17:30')];
    expect(due('2wd', '2026-11-23 10:00', pauses)).toBe('2026-11-26 17:30');
  });

  it('changes nothing from one close to the next opening', () => {
    const pauses = [panel('2026-11-24 17:30', '2026-11-25 09:00')];
    expect(due('2wd', '2026-11-23 10:00', pauses)).toBe('2026-11-25 17:30');
    expect(due('10wh', '2026-11-23 10:00', pauses)).toBe(due('10wh', '2026-11-23 10:00', []));
  });

  it('counts overlapping suspensions once', () => {
    const one = [panel('2026-11-24 10:00', '2026-11-25 10:00')];
    const two = [
      panel('2026-11-24 16:00', '2026-11-25 10:00'),
      panel('2026-11-24 10:00', '2026-11-25 09:30'),
    ];
    expect(due('5wh', '2026-11-24 09:00', two)).toBe(due('5wh', '2026-11-24 09:00', one));
  });

  it('has no deadline while open without a maximum, and says what resuming now would give', () => {
    const clock = {
      limit: limitOf('3wd'),
      start: at('2026-11-23 10:00'),
      suspensions: [panel('2026-11-24 10:00')],
    };
    expect(deadlineOf(cn, clock)).toMatchObject({ due: null, dueDay: null });
    const reading = remainingOf(cn, { ...clock, now: at('2026-11-26 12:00') });
    expect(reading).toMatchObject({ suspended: true, left: 3, due: null });
    expect(local(reading.dueIfResumed)).toBe('2026-11-30 17:30');
  });

  it('resumes by itself at its maximum, closed late or never closed', () => {
    const open = [panel('2026-11-24 10:00', undefined, '2wd')];
    const late = [panel('2026-11-24 10:00', '2026-12-10 10:00', '2wd')];
    expect(due('3wd', '2026-11-23 10:00', open)).toBe('2026-12-01 17:30');
    expect(due('3wd', '2026-11-23 10:00', late)).toBe('2026-12-01 17:30');
    const clock = { limit: limitOf('3wd'), start: at('2026-11-23 10:00'), suspensions: open };
    expect(deadlineOf(cn, clock).assumesMaximum).toBe(true);
    expect(deadlineOf(cn, { ...clock, suspensions: late }).assumesMaximum).toBe(false);
  });

  it('moves a natural day on past a suspension of the day it moves to', () => {
    const pauses = [panel('2026-11-23 10:00', '2026-11-25 10:00')];
    expect(due('1d', '2026-11-20 10:00', pauses)).toBe('2026-11-26 00:00');
    const tillMidnight = [panel('2026-11-23 10:00', '2026-11-24 00:00')];
    expect(due('1d', '2026-11-20 10:00', tillMidnight)).toBe('2026-11-25 00:00');
  });

  it('has a limit to how many there may be', () => {
    const many = Array.from({ length: 1_001 }, () => panel('2026-11-23 10:00', '2026-11-23 11:00'));
    expect(due('1wd', '2026-11-20 10:00', many.slice(1))).toBe('2026-11-23 17:30');
    expect(() => due('1wd', '2026-11-20 10:00', many)).toThrow(RangeError);
  });

  it('refuses one that ends before it begins', () => {
    const pauses = [panel('2026-11-23 10:00', '2026-11-22 10:00')];
    expect(() => due('1d', '2026-11-20 10:00', pauses)).toThrow(RangeError);
  });
});

describe('remainingOf', () => {
  const clock = { limit: limitOf('2wd'), start: at('2026-11-20 10:00') };
  it.each([
    ['2026-11-20 10:00', 2, 0],
    ['2026-11-23 09:00', 2, 360],
    ['2026-11-23 17:30', 1, 780],
    ['2026-11-24 17:30', 0, 1200],
    ['2026-11-25 17:29', 0, 1619],
    ['2026-11-25 17:30', -1, 1620],
    ['2026-11-28 12:00', -3, 2460],
  ])('at %s leaves %i days after %i minutes', (now, left, usedMinutes) => {
    expect(remainingOf(cn, { ...clock, now: at(now) })).toMatchObject({
      unit: 'days',
      left,
      usedMinutes,
      budgetMinutes: 1200,
      suspended: false,
    });
  });

  it('counts a span in minutes, a begun one as used', () => {
    const span = { limit: limitOf('0.5wd'), start: at('2026-11-20 16:30') };
    const reading = remainingOf(cn, { ...span, now: at('2026-11-23 09:00') + 1 });
    expect(reading).toMatchObject({ unit: 'minutes', left: 149, budgetMinutes: 210 });
    expect(remainingOf(cn, { ...span, now: at('2026-11-23 12:00') }).left).toBe(-30);
  });

  it('leaves nothing on a day moved to and is overdue only after it', () => {
    const natural = { limit: limitOf('1d'), start: at('2026-11-20 10:00') };
    expect(remainingOf(cn, { ...natural, now: at('2026-11-23 10:00') }).left).toBe(0);
    expect(remainingOf(cn, { ...natural, now: at('2026-11-25 00:01') }).left).toBe(-1);
  });
});

describe('on random calendars', () => {
  const scene = fc
    .tuple(anyLayers, anyLimit, anyStart)
    .chain(([layers, limit, start]) =>
      anySuspensions(start).map((suspensions) => ({ layers, limit, start, suspensions })),
    );
  const compile = (layers: Parameters<typeof compileCalendar>[0]) =>
    compileCalendar(layers, fixedOffset(480), YEARS);

  it('every deadline equals the slow reference', () => {
    fc.assert(
      fc.property(scene, fc.boolean(), ({ layers, ...clock }, moves) => {
        const found = deadlineOf(compile(layers), { ...clock, moves }).due;
        expect(local(found)).toBe(local(referenceOf(layers).due({ ...clock, moves })));
      }),
      { numRuns: 250 },
    );
  });

  it('a natural day moved into suspensions equals the slow reference', () => {
    const days = fc.tuple(anyLayers, fc.integer({ min: 1, max: 7 }), anyStart);
    const near = days.chain(([layers, amount, start]) =>
      anySuspensions(start + amount * 86_400_000).map((suspensions) => ({
        layers,
        clock: { limit: limitOf(`${amount}d`), start, suspensions },
      })),
    );
    fc.assert(
      fc.property(near, ({ layers, clock }) => {
        const found = deadlineOf(compile(layers), clock).due;
        expect(local(found)).toBe(local(referenceOf(layers).due(clock)));
      }),
      { numRuns: 400 },
    );
  });

  it('what is left equals the slow reference until the clock is overdue', () => {
    fc.assert(
      fc.property(scene, fc.nat(30 * 24 * 60), ({ layers, ...clock }, minutes) => {
        const now = clock.start + minutes * 60_000;
        const reading = remainingOf(compile(layers), { ...clock, now });
        const slow = referenceOf(layers);
        const left = Math.max(0, slow.budget(clock) - slow.used(clock, now));
        expect(Math.max(0, reading.left)).toBe(left);
        const overdue = reading.due !== null && now > reading.due;
        expect(overdue && reading.left > 0).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('a suspension outside working time changes no clock of working time', () => {
    fc.assert(
      fc.property(scene, fc.nat(30), ({ layers, ...clock }, days) => {
        const calendar = compile(layers);
        const slow = referenceOf(layers);
        const day = addDays(dayIn(calendar, clock.start), days);
        const from = isWorkingDay(calendar, day) ? slow.close(day) : startIn(calendar, day);
        const to = startIn(calendar, addDays(day, 1));
        const outside = { from, to, ground: 'night' };
        const more = { ...clock, suspensions: [...clock.suspensions, outside] };
        fc.pre(clock.limit.nature !== 'count' || clock.limit.unit === 'wd');
        expect(deadlineOf(calendar, more)).toEqual(deadlineOf(calendar, clock));
      }),
      { numRuns: 150 },
    );
  });

  it('only the working time of a suspension matters, never its length or its cause', () => {
    fc.assert(
      fc.property(scene, ({ layers, ...clock }) => {
        fc.pre(clock.limit.nature === 'span');
        const calendar = compile(layers);
        const split = clock.suspensions.flatMap((one) => {
          if (one.to === undefined || one.max !== undefined) return [one];
          const middle = Math.floor((one.from + one.to) / 2);
          return [
            { ...one, to: middle, ground: 'a' },
            { ...one, from: middle, ground: 'b' },
          ];
        });
        expect(deadlineOf(calendar, { ...clock, suspensions: split })).toEqual(
          deadlineOf(calendar, clock),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('a deadline never falls when the start, the limit or the suspensions grow', () => {
    fc.assert(
      fc.property(scene, fc.nat(7 * 24 * 60), ({ layers, ...clock }, minutes) => {
        const calendar = compile(layers);
        const months = clock.limit.nature === 'count' && clock.limit.unit === 'm';
        fc.pre(!months || clock.suspensions.length === 0);
        const due = deadlineOf(calendar, clock).due ?? Infinity;
        const later = { ...clock, start: clock.start + minutes * 60_000 };
        expect(deadlineOf(calendar, later).due ?? Infinity).toBeGreaterThanOrEqual(due);
        const free = deadlineOf(calendar, { ...clock, suspensions: [] }).due ?? Infinity;
        expect(due).toBeGreaterThanOrEqual(free);
      }),
      { numRuns: 150 },
    );
  });

  it('suspended months are the exception: the 30th may end after the 31st', () => {
    const suspensions = [{ from: at('2026-05-31 12:00'), to: at('2026-06-03 12:00'), ground: 'x' }];
    const dueDay = (start: string) =>
      deadlineOf(cn, { limit: limitOf('1m'), start: at(start), suspensions, moves: false }).dueDay;
    expect([dueDay('2026-05-30 10:00'), dueDay('2026-05-31 10:00')]).toEqual([
      '2026-07-03',
      '2026-07-02',
    ]);
  });

  it('the latest start is in time and one millisecond later is not', () => {
    fc.assert(
      fc.property(scene, ({ layers, limit, start, suspensions }) => {
        const calendar = compile(layers);
        const closed = suspensions.filter((one) => one.to !== undefined || one.max !== undefined);
        const clock = { limit, suspensions: closed };
        const by = start + 90 * 86_400_000;
        const latest = latestStart(calendar, { ...clock, by });
        expect(deadlineOf(calendar, { ...clock, start: latest }).due).toBeLessThanOrEqual(by);
        expect(deadlineOf(calendar, { ...clock, start: latest + 1 }).due).toBeGreaterThan(by);
      }),
      { numRuns: 60 },
    );
  });
});
