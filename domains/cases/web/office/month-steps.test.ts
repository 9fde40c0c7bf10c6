import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthAfter } from './month-steps.ts';

describe('going from month to month', () => {
  it('crosses the year both ways', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
  });

  it('comes back where it began', () => {
    const month = fc
      .tuple(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
    fc.assert(
      fc.property(month, fc.integer({ min: -500, max: 500 }), (start, steps) => {
        expect(monthAfter(monthAfter(start, steps), -steps)).toBe(start);
      }),
    );
  });
});
