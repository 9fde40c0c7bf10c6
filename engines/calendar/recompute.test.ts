import { describe, expect, it } from 'vitest';
import {
  calendarAlarms,
  compileCalendar,
  fixedOffset,
  limitOf,
  parseInstant,
  recomputeDeadlines,
} from './index.ts';
import { cnLayers } from './testing/cn-layers.ts';

const known = (asOf: string) => compileCalendar(cnLayers(), fixedOffset(480), { asOf });
const at = (local: string): number => parseInstant(`${local.replace(' ', 'T')}:00+08:00`);
const clock = (id: string, limit: string, start: string) => ({
  id,
  limit: limitOf(limit),
  start: at(start),
});

describe('recomputeDeadlines', () => {
  it('names the clocks that the longer Spring Festival of 2020 moved', () => {
    const open = [
      clock('over', '5wd', '2020-01-22 10:00'),
      clock('before', '1wd', '2020-01-21 10:00'),
      clock('after', '3wd', '2020-02-05 10:00'),
    ];
    const changes = recomputeDeadlines(known('2020-01-26'), known('2020-01-27'), open);
    expect(changes).toMatchObject([
      {
        id: 'over',
        kind: 'moved',
        before: { dueDay: '2020-02-04', provisional: false },
        after: { dueDay: '2020-02-06', provisional: false },
      },
    ]);
  });

  it('tells clocks that move from clocks that are only no longer provisional', () => {
    const open = [
      clock('spring', '5wd', '2026-02-10 10:00'),
      clock('new-year', '2m', '2025-11-01 10:00'),
      clock('march', '1wd', '2026-03-02 10:00'),
      clock('this-year', '5wd', '2025-10-20 10:00'),
    ];
    const changes = recomputeDeadlines(known('2025-11-03'), known('2025-11-04'), open);
    const days = changes.map(({ id, kind, before, after }) => [
      id,
      kind,
      before.dueDay,
      after.dueDay,
    ]);
    expect(days).toEqual([
      ['spring', 'moved', '2026-02-17', '2026-02-24'],
      ['new-year', 'moved', '2026-01-02', '2026-01-04'],
      ['march', 'confirmed', '2026-03-03', '2026-03-03'],
    ]);
    expect(changes.map(({ before, after }) => [before.provisional, after.provisional])).toEqual(
      changes.map(() => [true, false]),
    );
  });

  it('leaves out a clock that stays provisional in a later year', () => {
    const open = [clock('long', '12m', '2026-03-01 10:00')];
    expect(recomputeDeadlines(known('2025-11-03'), known('2025-11-04'), open)).toEqual([]);
  });

  it('finds nothing between equal calendars', () => {
    const open = [clock('a', '5wd', '2020-01-22 10:00')];
    expect(recomputeDeadlines(known('2026-01-01'), known('2026-01-01'), open)).toEqual([]);
  });
});

describe('calendarAlarms', () => {
  const calendar = known('2026-12-31');
  it.each([
    ['2026-10-24', []],
    ['2026-10-25', [{ year: 2027, level: 'expected', daysLeft: 68 }]],
    ['2026-12-08', [{ year: 2027, level: 'expected', daysLeft: 24 }]],
    ['2026-12-09', [{ year: 2027, level: 'late', daysLeft: 23 }]],
    ['2027-01-01', [{ year: 2027, level: 'missing', daysLeft: 0 }]],
    ['2025-12-20', []],
  ])('on %s', (today, alarms) => {
    expect(calendarAlarms(calendar, today)).toEqual(alarms);
  });
});
