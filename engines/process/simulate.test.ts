import { parseInstant } from '#engines/calendar/index.ts';
import { describe, expect, it } from 'vitest';
import { type Assumptions, simulate } from './simulate.ts';
import { ADMISSION, CALENDAR, instant } from './testing/sample.ts';

const base: Assumptions = {
  calendar: CALENDAR,
  from: parseInstant(instant('2026-09-12 10:00')),
  days: 20,
  perDay: 4,
  staff: { window: 1, 'finance-desk': 1, 'science-desk': 1, head: 1 },
  minutes: { accept: 20, 'review.finance': 60, 'review.science': 60, decide: 30 },
  shares: {},
  runs: 8,
  seed: 7,
};

describe('a simulation', () => {
  it('of an office with time to spare is on time', () => {
    const result = simulate(ADMISSION, base);
    expect(result.cases).toBe(20 * 4 * 8);
    expect(result.onTimeBp).toBe(10_000);
    expect(result.loadBp['window']).toBeGreaterThan(1_000);
    expect(result.loadBp['window']).toBeLessThan(2_500);
  });

  it('names the step that cannot keep up, and more people there mend it', () => {
    const slow = { ...base, minutes: { ...base.minutes, 'review.science': 240 } };
    const result = simulate(ADMISSION, slow);
    expect(result.bottleneck?.step).toBe('review.science');
    expect(result.onTimeBp).toBeLessThan(6_000);
    expect(result.loadBp['science-desk']).toBeGreaterThan(9_000);
    const mended = simulate(ADMISSION, { ...slow, staff: { ...base.staff, 'science-desk': 4 } });
    expect(mended.onTimeBp).toBe(10_000);
  });

  it('gives the same for the same seed and an interval around its rate', () => {
    const mixed = {
      ...base,
      minutes: { ...base.minutes, 'review.finance': 115 },
      shares: { accept: { accept: 8, return: 1, refuse: 1 }, review: { pass: 9, fail: 1 } },
    };
    const one = simulate(ADMISSION, mixed);
    expect(simulate(ADMISSION, mixed)).toEqual(one);
    const [low, high] = one.intervalBp;
    expect(low <= one.onTimeBp && one.onTimeBp <= high).toBe(true);
  });
});
