import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  addWorkingMinutes,
  CalendarGap,
  closeOf,
  compileCalendar,
  dayIn,
  fixedOffset,
  isOpenAt,
  isWorkingDay,
  nextWorkingDay,
  openingOf,
  parseInstant,
  startIn,
  subtractWorkingMinutes,
  workingDaysBetween,
  workingMinutesBetween,
  explainDay,
  type CalendarLayers,
  type OfficeHours,
} from './index.ts';
import { anyLayers, anyStart, YEARS } from './testing/arbitraries.ts';
import { cnLayers, OFFICE } from './testing/cn-layers.ts';
import { referenceOf } from './testing/reference.ts';

const east = fixedOffset(480);
const at = (local: string): number => parseInstant(`${local.replace(' ', 'T')}:00+08:00`);
const compile = (layers: CalendarLayers) => compileCalendar(layers, east, YEARS);
const office = (hours: Partial<OfficeHours>, desk?: string) =>
  compileCalendar(cnLayers({ ...OFFICE, ...hours }), east, desk === undefined ? {} : { desk });

describe('the layers of a calendar', () => {
  it('give each day the hours of the reference, on random calendars', () => {
    fc.assert(
      fc.property(anyLayers, (layers) => {
        const [calendar, slow] = [compile(layers), referenceOf(layers)];
        for (let day = '2020-12-20'; day < '2023-01-10'; day = addDays(day, 1)) {
          const expected = slow.isWorking(day) ? slow.close(day) : undefined;
          expect(closeOf(calendar, day)).toBe(expected);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('let a region override the nation and the office both', () => {
    const notice = { number: '桂政', title: '三月三', publishedOn: '2025-12-01' };
    const layers = {
      ...cnLayers({
        ...OFFICE,
        closedDays: [{ day: '2026-04-22' }],
        extraDays: [{ day: '2026-04-20' }],
      }),
      regional: [{ ...notice, off: [{ name: '三月三', from: '2026-04-19', to: '2026-04-21' }] }],
    };
    const calendar = compileCalendar(layers, east);
    expect(explainDay(calendar, '2026-04-21')).toMatchObject({
      working: false,
      layer: 'regional',
      notice,
    });
    expect(explainDay(calendar, '2026-04-20')).toMatchObject({ working: true, layer: 'office' });
    expect(explainDay(calendar, '2026-04-22')).toMatchObject({ working: false, layer: 'office' });
    expect(isWorkingDay(compileCalendar(layers, east, { asOf: '2025-11-30' }), '2026-04-21')).toBe(
      true,
    );
  });

  it('let a later notice give a day back to the weekday rule', () => {
    const first = {
      number: '1',
      title: 'a',
      publishedOn: '2026-01-01',
      work: [{ day: '2026-03-07', for: 'x' }],
    };
    const second = { number: '2', title: 'b', publishedOn: '2026-02-01', ordinary: ['2026-03-07'] };
    const layers = { ...cnLayers(), national: [{ year: 2026, notices: [second, first] }] };
    expect(isWorkingDay(compileCalendar(layers, east, { asOf: '2026-01-15' }), '2026-03-07')).toBe(
      true,
    );
    expect(isWorkingDay(compileCalendar(layers, east), '2026-03-07')).toBe(false);
  });

  it('know half days, shortened days, extra days and seasons', () => {
    const calendar = office({
      weekdays: [1, 2, 3, 4, 5, 6],
      weekdayWindows: { '6': ['09:00-12:00'] },
      seasons: [{ from: '06-01', to: '09-30', windows: ['09:00-12:00', '14:00-18:00'] }],
      shortenedDays: [{ day: '2026-12-31', windows: ['09:00-11:30'], reason: '盘点' }],
      extraDays: [{ day: '2026-11-22', windows: ['10:00-12:00'], reason: '周末服务' }],
    });
    expect(openingOf(calendar, '2026-11-21')).toEqual(['09:00-12:00']);
    expect(openingOf(calendar, '2026-11-22')).toEqual(['10:00-12:00']);
    expect(openingOf(calendar, '2026-07-01')).toEqual(['09:00-12:00', '14:00-18:00']);
    expect(openingOf(calendar, '2026-12-31')).toEqual(['09:00-11:30']);
    expect(openingOf(calendar, '2026-11-23')).toEqual(OFFICE.windows);
    expect(calendar.dayMinutes).toBe(420);
  });

  it('give a Saturday worked by notice the hours of an ordinary day', () => {
    const calendar = office({ weekdayWindows: { '6': ['09:00-12:00'] } });
    expect(openingOf(calendar, '2026-10-10')).toEqual(OFFICE.windows);
  });

  it('know seasons over the turn of the year', () => {
    const winter = [{ from: '11-01', to: '02-28', windows: ['10:00-16:00'] }];
    const calendar = office({ seasons: winter });
    const days = ['2026-11-02', '2026-01-05', '2026-03-02'].map(
      (day) => openingOf(calendar, day)[0],
    );
    expect(days).toEqual(['10:00-16:00', '10:00-16:00', '09:00-12:00']);
  });

  it('let a desk keep its own hours and take the rest from the office', () => {
    const hours = {
      closedDays: [{ day: '2026-11-24' }],
      desks: { finance: { windows: ['14:00-16:00'], weekdays: [2, 4] } },
    };
    expect(openingOf(office(hours, 'finance'), '2026-11-26')).toEqual(['14:00-16:00']);
    expect(openingOf(office(hours, 'finance'), '2026-11-23')).toEqual([]);
    expect(openingOf(office(hours, 'finance'), '2026-11-24')).toEqual([]);
    expect(openingOf(office(hours), '2026-11-23')).toEqual(OFFICE.windows);
    expect(() => office(hours, 'nobody')).toThrow(RangeError);
  });

  it('name calendars that answer differently differently, and equal ones alike', () => {
    expect(office({}).version).toBe(office({}).version);
    expect(office({ closedDays: [{ day: '2026-11-24' }] }).version).not.toBe(office({}).version);
    expect(office({}).version).toMatch(/^2019\.2,2020\.2,2021\.1,.*2026\.1;r0;[0-9a-f]{8}$/);
  });

  it('refuse windows that overlap, run backwards or are misspelt', () => {
    const wrong = [
      ['09:00-12:00', '11:00-13:00'],
      ['12:00-09:00'],
      ['9-12'],
      ['09:00-24:01'],
      ['25:00-26:00'],
    ];
    for (const windows of wrong) expect(() => office({ windows })).toThrow(RangeError);
    expect(openingOf(office({ windows: ['09:00-12:00', '12:00-13:00'] }), '2026-11-23')).toEqual([
      '09:00-13:00',
    ]);
  });
});

describe('working time', () => {
  it('is open from the first minute of a window up to its end', () => {
    const calendar = office({});
    const open = ['08:59', '09:00', '11:59', '12:00', '13:30', '17:29', '17:30'].map((clock) =>
      isOpenAt(calendar, at(`2026-11-23 ${clock}`)),
    );
    expect(open).toEqual([false, true, true, false, true, true, false]);
  });

  it('counts minutes between instants in both directions', () => {
    const calendar = office({});
    const [friday, monday] = [at('2026-11-20 16:30'), at('2026-11-23 11:30')];
    expect(workingMinutesBetween(calendar, friday, monday)).toBe(210);
    expect(workingMinutesBetween(calendar, monday, friday)).toBe(-210);
    expect(workingMinutesBetween(calendar, friday, friday + 59_999)).toBe(0);
    expect(workingMinutesBetween(calendar, friday + 59_999, friday)).toBe(0);
  });

  it('adding is undone by subtracting, to the millisecond, inside a window', () => {
    fc.assert(
      fc.property(anyLayers, anyStart, fc.nat(3_000), (layers, start, minutes) => {
        const calendar = compile(layers);
        const inside = start + 7;
        fc.pre(isOpenAt(calendar, inside));
        const there = addWorkingMinutes(calendar, inside, minutes);
        expect(workingMinutesBetween(calendar, inside, there)).toBe(minutes);
        expect(subtractWorkingMinutes(calendar, there, minutes)).toBe(inside);
        const back = subtractWorkingMinutes(calendar, inside, minutes);
        expect(addWorkingMinutes(calendar, back, minutes)).toBe(inside);
        expect(addWorkingMinutes(calendar, inside, -minutes)).toBe(back);
      }),
    );
  });

  it('adding ends at the earliest instant, subtracting at the latest', () => {
    const calendar = office({});
    expect(addWorkingMinutes(calendar, at('2026-11-20 16:30'), 60)).toBe(at('2026-11-20 17:30'));
    expect(subtractWorkingMinutes(calendar, at('2026-11-20 17:30'), 420)).toBe(
      at('2026-11-20 09:00'),
    );
    expect(subtractWorkingMinutes(calendar, at('2026-11-23 09:30'), 30)).toBe(
      at('2026-11-23 09:00'),
    );
  });

  it('adding nothing is identity, on and off duty', () => {
    fc.assert(
      fc.property(anyLayers, anyStart, (layers, start) => {
        const calendar = compile(layers);
        expect(addWorkingMinutes(calendar, start, 0)).toBe(start);
        expect(subtractWorkingMinutes(calendar, start, 0)).toBe(start);
        expect(addWorkingDays(calendar, dayIn(calendar, start), 0)).toBe(dayIn(calendar, start));
      }),
      { numRuns: 30 },
    );
  });

  it('adds up: a stretch is as long as its two parts', () => {
    fc.assert(
      fc.property(anyLayers, anyStart, fc.nat(40_000), fc.nat(40_000), (...[layers, a, x, y]) => {
        const calendar = compile(layers);
        const [b, c] = [a + x * 60_000, a + (x + y) * 60_000];
        const parts = workingMinutesBetween(calendar, a, b) + workingMinutesBetween(calendar, b, c);
        expect(workingMinutesBetween(calendar, a, c)).toBe(parts);
      }),
    );
  });
});

describe('working days', () => {
  it('forward and backward are inverse on working days', () => {
    fc.assert(
      fc.property(anyLayers, anyStart, fc.nat(60), (layers, start, count) => {
        const calendar = compile(layers);
        const day = nextWorkingDay(calendar, dayIn(calendar, start));
        const there = addWorkingDays(calendar, day, count);
        expect(addWorkingDays(calendar, there, -count)).toBe(day);
        expect(workingDaysBetween(calendar, day, there)).toBe(count);
        expect(workingDaysBetween(calendar, there, day)).toBe(0 - count);
      }),
    );
  });

  it('begin at midnight of the park', () => {
    const calendar = office({});
    expect(startIn(calendar, '2026-11-23')).toBe(at('2026-11-23 00:00'));
    expect(dayIn(calendar, at('2026-11-23 00:00') - 1)).toBe('2026-11-22');
  });

  it('are unknown beyond the compiled years, which is a fault and not a guess', () => {
    const calendar = office({});
    expect(() => isWorkingDay(calendar, '2004-12-31')).toThrow(CalendarGap);
    expect(() => addWorkingDays(calendar, '2069-12-31', 1)).toThrow(CalendarGap);
    expect(() => addWorkingDays(calendar, '2005-01-04', -9)).toThrow(CalendarGap);
    expect(() => addWorkingMinutes(calendar, at('2069-12-31 10:00'), 1e6)).toThrow(CalendarGap);
    expect(() => subtractWorkingMinutes(calendar, at('2005-01-05 10:00'), 1e6)).toThrow(
      CalendarGap,
    );
  });
});
