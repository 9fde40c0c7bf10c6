import type { Definition } from './definition.ts';
import type { Assumptions, Prediction, Wait } from './simulate.ts';
import type { Tally } from './simulate-run.ts';

/**
 * 0.975 quantiles of Student's t with 1, 2, … degrees of freedom, to three places; beyond the table
 * that of the normal distribution differs by less than 0.05.
 *
 * @source GB/T 4086.3 (tables of the t distribution)
 */
const T_975 = [
  ...[12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228],
  ...[2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086],
  ...[2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042],
];
const NORMAL_975 = 1.96;

/** A mean and half the width of its 95 % interval. */
type Estimate = { readonly mean: number; readonly half: number };

/** The mean of runs and its interval; one run tells nothing of how far it may be off. */
export function estimateOf(values: readonly number[]): Estimate {
  const count = values.length;
  if (count === 0) return { mean: 0, half: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, half: 0 };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const quantile = T_975[count - 2] ?? NORMAL_975;
  return { mean, half: quantile * Math.sqrt(variance / count) };
}

/** What the runs of a simulation come to. */
export function predictionOf(
  definition: Definition,
  assumed: Assumptions,
  tallies: readonly Tally[],
): Prediction {
  const counted = tallies.filter((tally) => tally.cases > 0);
  const rates = counted.map((tally) => (tally.onTime * 10_000) / tally.cases);
  const { mean, half } = estimateOf(rates);
  const waits = placesOf(definition).flatMap((place) => waitAt(place, tallies));
  const [worst] = waits.toSorted((a, b) => b.waitMinutes - a.waitMinutes);
  return {
    cases: tallies.reduce((sum, tally) => sum + tally.cases, 0),
    onTimeBp: Math.round(mean),
    intervalBp: [Math.max(0, Math.round(mean - half)), Math.min(10_000, Math.round(mean + half))],
    loadBp: loads(tallies, assumed),
    waits,
    ...(worst && worst.waitMinutes > 0 ? { bottleneck: worst } : {}),
  };
}

function placesOf({ flow }: Definition): string[] {
  return Object.entries(flow.steps).flatMap(([name, step]) =>
    step.kind === 'single' ? [name] : Object.keys(step.members).map((one) => `${name}.${one}`),
  );
}

function waitAt(step: string, tallies: readonly Tally[]): Wait[] {
  const means = tallies.flatMap((tally) => {
    const wait = tally.waits.get(step);
    return wait === undefined ? [] : [wait.sum / wait.count];
  });
  if (means.length === 0) return [];
  const { mean, half } = estimateOf(means);
  const interval = [Math.max(0, tenth(mean - half)), tenth(mean + half)] as const;
  return [{ step, waitMinutes: tenth(mean), intervalMinutes: interval }];
}

const tenth = (minutes: number): number => Math.round(minutes * 10) / 10;

function loads(tallies: readonly Tally[], assumed: Assumptions): Record<string, number> {
  const roles = new Set(tallies.flatMap((tally) => [...tally.work.keys()]));
  const there = tallies.reduce((sum, tally) => sum + tally.last, 0);
  return Object.fromEntries(
    [...roles].sort().map((role) => {
      const work = tallies.reduce((sum, tally) => sum + (tally.work.get(role) ?? 0), 0);
      const people = Math.max(1, assumed.staff[role] ?? 1);
      return [role, there === 0 ? 0 : Math.round((work * 10_000) / (there * people))];
    }),
  );
}
