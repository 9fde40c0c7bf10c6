import type { EpochMs, WorkCalendar } from '#engines/calendar/index.ts';
import type { Definition } from './definition.ts';
import { predictionOf } from './simulate-figures.ts';
import { runOnce } from './simulate-run.ts';

/** What a simulation assumes. Minutes are working minutes; shares need not add up to anything. */
export type Assumptions = {
  readonly calendar: WorkCalendar;
  /** First day (epoch milliseconds of any instant in it) and number of working days of arrivals. */
  readonly from: EpochMs;
  readonly days: number;
  readonly perDay: number;
  /** Evenly over the day, or by chance as people come (a Poisson process); left out: evenly. */
  readonly arrivals?: 'even' | 'chance';
  /**
   * How the minutes of a step vary: half to one and a half times (`narrow`), or without memory
   * (`wide`, the exponential distribution). Left out: narrow.
   */
  readonly spread?: 'narrow' | 'wide';
  /** Working days at the start whose cases fill the office but are not counted; left out: none. */
  readonly warmDays?: number;
  /** People at work in each role; a role left out is one person. */
  readonly staff: Readonly<Record<string, number>>;
  /** Working minutes of a step, or of a member (`review.finance`); left out: 60. */
  readonly minutes: Readonly<Record<string, number>>;
  /** How often each verb of a step is taken; left out: its first verb always. */
  readonly shares: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Runs with different chance; the intervals are over them. */
  readonly runs: number;
  /** Any integer; the same seed gives the same result. */
  readonly seed: number;
};

/** How long cases wait at a step, or at a member of a block, before somebody begins. */
export type Wait = {
  readonly step: string;
  /** Mean working minutes over all counted cases, and its 95 % interval over the runs. */
  readonly waitMinutes: number;
  readonly intervalMinutes: readonly [number, number];
};

/** What is predicted. Ratios are basis points. */
export type Prediction = {
  readonly cases: number;
  readonly onTimeBp: number;
  /** 95 % interval of the rate over the runs (Student's t). */
  readonly intervalBp: readonly [number, number];
  /** Work of each role over the time its people are there. */
  readonly loadBp: Readonly<Record<string, number>>;
  /** Every step somebody works on, in the order of the definition. */
  readonly waits: readonly Wait[];
  /** The step in which cases wait longest before somebody begins. */
  readonly bottleneck?: Wait;
};

/** The most one simulation may be asked: cases of all runs together, runs, and days. */
export const SIMULATION_LIMITS = { cases: 400_000, runs: 200, days: 2_000 } as const;

/** Which assumption leaves the limits, or says nothing; none means that it can be run. */
export function unfitAssumption(assumed: Assumptions): 'cases' | 'runs' | 'days' | undefined {
  const { days, runs, perDay, warmDays = 0 } = assumed;
  const all = days + warmDays;
  if (!Number.isInteger(runs) || runs < 1 || runs > SIMULATION_LIMITS.runs) return 'runs';
  if (!(days >= 1) || !(warmDays >= 0) || all > SIMULATION_LIMITS.days) return 'days';
  if (!(perDay > 0) || all * perDay * runs > SIMULATION_LIMITS.cases) return 'cases';
  return undefined;
}

/**
 * Runs a service as a discrete-event model: cases arrive, wait for a person of the step's role, and
 * go on by chance. First come, first served in the order in which a case reaches the role; a person
 * works on one thing at a time. The applicant and steps in which the clock does not run need
 * nobody's time. It predicts; deadlines of cases are never computed from it.
 *
 * @param onRun told after each run how many are done
 * @throws {CalendarGap} when the run leaves the calendar's compiled years
 * @throws {RangeError} where {@link unfitAssumption} names something
 * @source design page 2, "Beside every definition" (simulate)
 */
export function simulate(
  definition: Definition,
  assumed: Assumptions,
  onRun?: (done: number) => void,
): Prediction {
  const unfit = unfitAssumption(assumed);
  if (unfit !== undefined) throw new RangeError(`a simulation cannot be run with these ${unfit}`);
  const tallies = Array.from({ length: assumed.runs }, (_, run) => {
    const tally = runOnce(definition, assumed, mixSeed(assumed.seed, run));
    onRun?.(run + 1);
    return tally;
  });
  return predictionOf(definition, assumed, tallies);
}

/** Seeds of runs lie far apart, so that the runs of neighbouring seeds share nothing. */
function mixSeed(seed: number, run: number): number {
  return Math.imul((seed | 0) ^ 0x9e37_79b9, 0x85eb_ca6b) + Math.imul(run + 1, 0xc2b2_ae35);
}
