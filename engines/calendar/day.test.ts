import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  compareDays,
  dayOf,
  daysBetween,
  formatInstant,
  isDay,
  parseInstant,
  startOfDay,
  weekday,
} from './index.ts';

const anyInstant = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9998, 11, 31) });
const anyDay = anyInstant.map((at) => new Date(at).toISOString().slice(0, 10));

describe('days', () => {
  it('are real days written YYYY-MM-DD', () => {
    expect(['2024-02-29', '2026-12-31', '0001-01-01'].map(isDay)).toEqual([true, true, true]);
    const wrong = [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '',
      '2026-04-31',
    ];
    expect(wrong.filter(isDay)).toEqual([]);
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });

  it.each([
    ['2020-12-31', 3, '2021-03-31'],
    ['2020-11-30', 3, '2021-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-08-31', -6, '2026-02-28'],
    ['2026-05-15', -17, '2024-12-15'],
    ['2026-05-15', 0, '2026-05-15'],
  ])('%s plus %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it('agree with the platform on every day of a thousand years and beyond', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, count) => {
        const date = new Date(`${day}T00:00:00Z`);
        expect(weekday(day)).toBe(date.getUTCDay() || 7);
        date.setUTCDate(date.getUTCDate() + count);
        fc.pre(date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999);
        expect(addDays(day, count)).toBe(date.toISOString().slice(0, 10));
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  it('adding 0 is identity, and going there and back too', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 9_999 }), (day, count) => {
        fc.pre(day > '0040-01-01' && day < '9900-01-01');
        expect(addDays(day, 0)).toBe(day);
        expect(addMonths(day, 0)).toBe(day);
        expect(addDays(addDays(day, count), -count)).toBe(day);
      }),
    );
  });

  it('compare as they follow each other', () => {
    expect([
      compareDays('2026-01-01', '2026-01-02'),
      compareDays('2026-01-02', '2026-01-02'),
    ]).toEqual([-1, 0]);
    expect(compareDays('2026-02-01', '2026-01-31')).toBe(1);
  });
});

describe('instants', () => {
  it('are written and read back unchanged, as the platform writes them', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        expect(formatInstant(at)).toBe(new Date(at).toISOString());
        expect(parseInstant(formatInstant(at))).toBe(at);
      }),
    );
  });

  it('may leave out seconds and name an offset', () => {
    expect(formatInstant(parseInstant('2026-09-18T17:30+08:00'))).toBe('2026-09-18T09:30:00.000Z');
    expect(formatInstant(parseInstant('2026-09-18T09:30:00.5Z'))).toBe('2026-09-18T09:30:00.500Z');
    expect(formatInstant(parseInstant('2026-01-01T00:00:00-03:30'))).toBe(
      '2026-01-01T03:30:00.000Z',
    );
  });

  it.each([
    '2026-09-18',
    '2026-09-18T09:30:00',
    '2026-09-18T24:00:00Z',
    '2026-09-18T09:60Z',
    '2026-02-30T09:30Z',
    '2026-09-18T09:30:60Z',
    '2026-09-18T09:30+24:00',
  ])('%s is none', (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError);
  });

  it('belong to the day of their place', () => {
    const at = parseInstant('2026-09-18T16:30:00Z');
    expect([dayOf(at, 0), dayOf(at, 480)]).toEqual(['2026-09-18', '2026-09-19']);
    expect(dayOf(startOfDay('2026-09-19', 480), 480)).toBe('2026-09-19');
    expect(dayOf(startOfDay('2026-09-19', 480) - 1, 480)).toBe('2026-09-18');
  });
});
