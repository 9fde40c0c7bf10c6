import {
  compileCalendar,
  deadlineOf,
  fixedOffset,
  limitOf,
  remainingOf,
  type Clock,
  type Suspension,
} from '#engines/calendar/index.ts';
import { cnLayers } from '#engines/calendar/testing/cn-layers.ts';

/** Deadlines with pauses to compute in one run. */
const DEADLINES = 100_000;

/** The limit they must keep: the peer of this bench is the clock on the wall. */
const LIMIT_MS = 1_000;

const ROUNDS = 5;
const MINUTE = 60_000;
const LIMITS = ['5wd', '0.5wd', '20wd', '4wh', '3d', '2m', 'same-day', '7wd', '1.5wd', '15wd'];

/** A small generator with a fixed seed, so that every run computes the same deadlines. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

function clocks(): Clock[] {
  const next = sequence(20_260_918);
  const limits = LIMITS.map(limitOf);
  return Array.from({ length: DEADLINES }, (_, index): Clock => {
    const start = Date.UTC(2019, 0, 1) + next(7 * 365 * 24 * 60) * MINUTE;
    let at = start;
    const suspensions = Array.from({ length: 1 + next(3) }, (): Suspension => {
      const from = at + next(3 * 24 * 60) * MINUTE;
      at = from + next(5 * 24 * 60) * MINUTE;
      return { from, to: at, ground: 'expert-review', clause: '5.5' };
    });
    return { limit: limits[index % limits.length] ?? limitOf('5wd'), start, suspensions };
  });
}

/**
 * Computes 100,000 deadlines with one to three pauses each on the calendar of China.
 *
 * @returns milliseconds of each round, the limit, and limit ÷ median
 */
export async function run(): Promise<{
  ours: number[];
  peer: number[];
  ratio: number;
  lines: string[];
}> {
  const calendar = compileCalendar(cnLayers(), fixedOffset(480));
  const all = clocks();
  const now = Date.UTC(2022, 6, 1);
  const ours: number[] = [];
  const readings: number[] = [];
  let sum = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(timed(() => all.forEach((clock) => (sum += deadlineOf(calendar, clock).due ?? 0))));
    readings.push(
      timed(() => all.forEach((clock) => (sum += remainingOf(calendar, { ...clock, now }).left))),
    );
  }
  if (!Number.isFinite(sum)) throw new Error('a deadline is no instant');
  const compiled = timed(() => compileCalendar(cnLayers(), fixedOffset(480)));
  return {
    ours,
    peer: ours.map(() => LIMIT_MS),
    ratio: LIMIT_MS / median(ours),
    lines: [
      `${DEADLINES} deadlines with pauses: median ${median(ours).toFixed(0)} ms (limit ${LIMIT_MS} ms)`,
      `${DEADLINES} readings of what is left: median ${median(readings).toFixed(0)} ms`,
      `reading the pack and compiling 65 years: ${compiled.toFixed(0)} ms`,
    ],
  };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
