import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  checkLayers,
  compileCalendar,
  explainDay,
  fixedOffset,
  isWorkingDay,
  weekday,
  workingDaysBetween,
} from './index.ts';
import { cnLayers, readCnLayers } from './testing/cn-layers.ts';

type Found = {
  workdaysByMonth: Record<string, number[]>;
  weekdaysOff: Record<string, string[]>;
  weekendsWorked: Record<string, string[]>;
  deadlines: { start: string; workdays: number; due: string }[];
};

const path = new URL('testing/cn-workdays.json', import.meta.url);
// The file lies beside this test and has this shape.
const found = JSON.parse(readFileSync(path, 'utf8')) as Found;
const cn = compileCalendar(cnLayers(), fixedOffset(480));
const knownOn = (asOf: string) => compileCalendar(cnLayers(), fixedOffset(480), { asOf });

describe('the working days of China', () => {
  it('are well-formed content', () => {
    const { layers, findings } = checkLayers(readCnLayers());
    expect(findings).toEqual([]);
    expect(layers?.national.map((year) => year.year)).toEqual([
      2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
  });

  it('equal the compared sources on every day from 2018-12-29 to 2026-12-31', () => {
    const off = new Set(Object.values(found.weekdaysOff).flat());
    const worked = new Set(Object.values(found.weekendsWorked).flat());
    let days = 0;
    for (let day = '2018-12-29'; day <= '2026-12-31'; day = addDays(day, 1)) {
      const expected = worked.has(day) || (weekday(day) <= 5 && !off.has(day));
      expect(`${day} ${isWorkingDay(cn, day)}`).toBe(`${day} ${expected}`);
      days += 1;
    }
    expect(days).toBe(2925);
  });

  it('are as many in every month as the compared sources say', () => {
    for (const [year, months] of Object.entries(found.workdaysByMonth)) {
      const counted = months.map((_, index) => {
        const first = `${year}-${String(index + 1).padStart(2, '0')}-01`;
        const next =
          index === 11
            ? `${Number(year) + 1}-01-01`
            : `${year}-${String(index + 2).padStart(2, '0')}-01`;
        return workingDaysBetween(cn, addDays(first, -1), addDays(next, -1));
      });
      expect({ year, counted }).toEqual({ year, counted: months });
    }
  });

  it.each(found.deadlines)(
    '$workdays working days after $start is $due',
    ({ start, workdays, due }) => {
      expect(addWorkingDays(cn, start, workdays)).toBe(due);
      expect(workingDaysBetween(cn, start, due)).toBe(workdays);
    },
  );

  it('have a notice for each special day', () => {
    expect(explainDay(cn, '2026-09-20')).toMatchObject({
      working: true,
      layer: 'national',
      name: '国庆节',
      notice: { number: '国办发明电〔2025〕7号', publishedOn: '2025-11-04' },
      provisional: false,
    });
    expect(explainDay(cn, '2020-01-31')).toMatchObject({
      working: false,
      name: '春节',
      notice: { number: '国办发明电〔2020〕1号' },
    });
    expect(explainDay(cn, '2026-11-20')).toMatchObject({ working: true, layer: 'weekday' });
    expect(explainDay(cn, '2026-11-20').notice).toBeUndefined();
  });

  it('are as they were known before a notice was changed', () => {
    const before = knownOn('2020-01-26');
    const after = knownOn('2020-01-27');
    expect(['2020-01-31', '2020-02-01'].map((day) => isWorkingDay(before, day))).toEqual([
      true,
      true,
    ]);
    expect(['2020-01-31', '2020-02-01'].map((day) => isWorkingDay(after, day))).toEqual([
      false,
      false,
    ]);
    expect(isWorkingDay(knownOn('2019-03-21'), '2019-05-02')).toBe(true);
    expect(isWorkingDay(knownOn('2019-03-22'), '2019-05-02')).toBe(false);
    expect(before.version).not.toBe(after.version);
  });

  it('are provisional where no notice is out, with the fixed holidays only', () => {
    expect(['2026-12-31', '2027-01-04'].map(cn.provisional)).toEqual([false, true]);
    expect(explainDay(cn, '2027-10-01')).toMatchObject({
      working: false,
      layer: 'fixed',
      provisional: true,
    });
    expect(isWorkingDay(cn, '2027-10-04')).toBe(true);
    expect(isWorkingDay(knownOn('2023-01-01'), '2024-05-02')).toBe(true);
    expect(isWorkingDay(knownOn('2024-06-01'), '2025-05-02')).toBe(false);
  });
});
