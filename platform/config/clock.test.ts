import { describe, expect, test } from 'vitest';
import { settableClock, stoppedClock, systemClock } from './clock.ts';

describe('clock', () => {
  test('a set clock starts where it is set and advances with real time', () => {
    let real = 5_000_000;
    const clock = settableClock('2026-09-18T17:30:00+08:00', () => real);
    expect(clock.now()).toBe('2026-09-18T09:30:00.000Z');
    real += 90_000;
    expect(clock.now()).toBe('2026-09-18T09:31:30.000Z');
    expect(clock.isSet).toBe(true);
  });

  test('a settable clock shows real time until it is set', () => {
    const clock = settableClock(undefined, () => Date.UTC(2026, 0, 2));
    expect(clock.isSet).toBe(false);
    expect(clock.now()).toBe('2026-01-02T00:00:00.000Z');
    clock.setNow('2030-05-01T00:00:00Z');
    expect(clock.isSet).toBe(true);
    expect(clock.now()).toBe('2030-05-01T00:00:00.000Z');
  });

  test('an instant without its offset is refused, for it means another one elsewhere', () => {
    for (const text of ['2026-09-18T09:30:00', '2026-09-18', 'today', '2026-13-01T00:00:00Z']) {
      expect(() => settableClock(text)).toThrow(RangeError);
      expect(() => stoppedClock('2026-01-01T00:00:00Z').setNow(text)).toThrow(RangeError);
    }
  });

  test('a stopped clock stands still', () => {
    const clock = stoppedClock('2026-01-01T00:00:00Z');
    expect(clock.now()).toBe('2026-01-01T00:00:00.000Z');
    clock.setNow('2026-01-01T00:00:01Z');
    expect(clock.now()).toBe('2026-01-01T00:00:01.000Z');
  });

  test('the system clock is not set and shows the present', () => {
    expect(systemClock.isSet).toBe(false);
    expect(Math.abs(Date.parse(systemClock.now()) - Date.now())).toBeLessThan(1000);
  });
});
