import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lampOf } from './lamp-state.ts';

const clock = (left: number, paused = false) => ({ left, budget: 1000, paused });

describe('a lamp', () => {
  it('is normal while more than the share is left, then soon, then overdue', () => {
    expect(lampOf(clock(201), 2000)).toBe('normal');
    expect(lampOf(clock(200), 2000)).toBe('soon');
    expect(lampOf(clock(0), 2000)).toBe('soon');
    expect(lampOf(clock(-1), 2000)).toBe('overdue');
  });

  it('is paused whatever is left, while the clock is paused', () => {
    fc.assert(
      fc.property(fc.integer(), (left) => {
        expect(lampOf(clock(left, true), 2000)).toBe('paused');
      }),
    );
  });

  it('never turns back while time runs out', () => {
    const order = ['normal', 'soon', 'overdue'];
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 1000 }), fc.nat(500), (left, spent) => {
        const before = order.indexOf(lampOf(clock(left), 2000));
        expect(before).toBeLessThanOrEqual(order.indexOf(lampOf(clock(left - spent), 2000)));
      }),
    );
  });
});
