import { parseInstant } from '#engines/calendar/index.ts';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { type Assumptions, simulate, SIMULATION_LIMITS, unfitAssumption } from './simulate.ts';
import { EarliestFirst } from './simulate-queue.ts';
import { ADMISSION, CALENDAR, definitionOf, instant } from './testing/sample.ts';

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
    const mixed: Assumptions = {
      ...base,
      arrivals: 'chance',
      spread: 'wide',
      minutes: { ...base.minutes, 'review.finance': 125 },
      shares: { accept: { accept: 8, return: 1, refuse: 1 }, review: { pass: 9, fail: 1 } },
    };
    const one = simulate(ADMISSION, mixed);
    expect(simulate(ADMISSION, mixed)).toEqual(one);
    expect(simulate(ADMISSION, { ...mixed, seed: 8 })).not.toEqual(one);
    const [low, high] = one.intervalBp;
    expect(low < one.onTimeBp && one.onTimeBp < high).toBe(true);
  });

  it('says how far it is and refuses more than its limits', () => {
    const told: number[] = [];
    simulate(ADMISSION, { ...base, runs: 3 }, (done) => told.push(done));
    expect(told).toEqual([1, 2, 3]);
    expect(unfitAssumption({ ...base, perDay: SIMULATION_LIMITS.cases })).toBe('cases');
    expect(unfitAssumption({ ...base, runs: 0.5 })).toBe('runs');
    expect(unfitAssumption({ ...base, days: Number.NaN })).toBe('days');
    expect(() => simulate(ADMISSION, { ...base, runs: 0 })).toThrow(RangeError);
  });

  it('does not count the cases that only fill the office', () => {
    expect(simulate(ADMISSION, { ...base, warmDays: 5 }).cases).toBe(20 * 4 * 8);
  });
});

/** One desk, one step: the queue of the textbooks. */
const DESK = definitionOf({
  code: 'sample.desk',
  title: '一个柜台',
  class: 'space',
  nature: '园区服务',
  standard: { number: 'T/TEST 3—2026', clause: '1' },
  kind: 'promised',
  flow: {
    start: 'serve',
    steps: { serve: { by: 'window', clause: '1', do: { resolve: 'done' } } },
    ends: { done: '办结' },
  },
});

/** Erlang's C: the share of cases that wait, for `servers` and an offered load of `load` erlangs. */
function erlangC(servers: number, load: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < servers; k += 1) {
    term *= load / k;
    sum += term;
  }
  const last = ((term * load) / servers) * (servers / (servers - load));
  return last / (sum + last);
}

describe('the waits of a simulation are those of queueing theory', () => {
  // Wq = C(c, λ/μ) / (cμ − λ); with one server that is ρ / (μ − λ).
  it.each([
    { servers: 1, busy: 0.5 },
    { servers: 1, busy: 0.7 },
    { servers: 2, busy: 0.7 },
    { servers: 3, busy: 0.8 },
    { servers: 5, busy: 0.6 },
  ])('M/M/$servers with $busy of the time at work', ({ servers, busy }) => {
    const minutes = 21;
    const perDay = (busy * servers * CALENDAR.dayMinutes) / minutes;
    const days = Math.floor(6_000 / perDay);
    const { waits, loadBp } = simulate(DESK, {
      ...base,
      ...{ perDay, days, warmDays: 20, runs: 30, seed: 2_026 },
      ...{ arrivals: 'chance', spread: 'wide' },
      staff: { window: servers },
      minutes: { serve: minutes },
    });
    const load = busy * servers;
    const expected = (erlangC(servers, load) * minutes) / (servers - load);
    const [low, high] = waits[0]?.intervalMinutes ?? [0, 0];
    expect(low).toBeLessThanOrEqual(expected);
    expect(high).toBeGreaterThanOrEqual(expected);
    // The interval says something: it is narrow beside the wait.
    expect(high - low).toBeLessThan(expected * 0.25);
    expect(loadBp['window']).toBeGreaterThan(busy * 9_700);
    expect(loadBp['window']).toBeLessThan(busy * 10_300);
  });
});

describe('the queue of a run', () => {
  it('gives the earliest first, equals in the order they came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const queue = new EarliestFirst<number>();
        times.forEach((at, index) => queue.put(at, index));
        const taken: number[] = [];
        while (queue.size > 0) taken.push(queue.take() ?? -1);
        const sorted = times
          .map((at, index) => ({ at, index }))
          .toSorted((a, b) => a.at - b.at || a.index - b.index);
        expect(taken).toEqual(sorted.map(({ index }) => index));
      }),
    );
  });
});
