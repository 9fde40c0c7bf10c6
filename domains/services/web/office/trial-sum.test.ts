import { expect, test } from 'vitest';
import type { ReplayPage } from '../../model/index.ts';
import {
  addReplayed,
  changedShownMax,
  nothingReplayed,
  numbersText,
  percentOf,
} from './trial-sum.ts';

const page = (count: number): ReplayPage => ({
  ...{ from: '', to: '', total: 900, played: count, erased: 1, changed: count, refusals: 1 },
  ...{ ends: 0, dues: count, next: null },
  items: Array.from({ length: count }, (_, n) => ({ number: `${n}`, changes: ['x'] })),
  workload: [{ role: 'head', title: { 'zh-CN': '负责人' }, before: 2, after: 3 }],
});

test('pages of a replay add up; only so many cases are listed', () => {
  const sum = [page(150), page(120)].reduce(addReplayed, nothingReplayed);
  expect(sum).toMatchObject({ total: 900, played: 270, erased: 2, changed: 270, dues: 270 });
  expect(sum.items).toHaveLength(changedShownMax);
  expect(sum.workload).toEqual([{ ...page(0).workload[0], before: 4, after: 6 }]);
});

test('assumptions become an address, shares percents', () => {
  expect(numbersText({ window: 2, head: Number.NaN, desk: 0 })).toBe('window=2');
  expect(percentOf(9_134)).toBe('91.3%');
});
