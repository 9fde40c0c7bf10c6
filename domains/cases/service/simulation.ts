import { selectStaff } from '#domains/parties/index.ts';
import {
  definitionsOfRevision,
  type Predicted,
  type SimulationResult,
} from '#domains/services/index.ts';
import { parseInstant } from '#engines/calendar/index.ts';
import {
  simulate,
  SIMULATION_LIMITS,
  unfitAssumption,
  type Assumptions,
  type Definition,
  type Prediction,
  type State,
} from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import { casesRefusals } from '../errors.ts';
import { caseByNumber } from '../store/case.ts';
import { numbersFiledIn } from '../store/migration.ts';
import { networkOf, type Network } from './network.ts';
import { lastQuarter, workingDaysIn } from './trial.ts';

/** Cases whose course is counted for the shares of verbs; more would not change them much. */
const observedMax = 500;

/** Minutes of work of a step nobody has said anything about: ours, and the page says so. */
const minutesByDefault = 60;

/** What somebody assumes of the office; what is left out is counted in real cases, or ours. */
export type SimulationAsked = {
  readonly park: string;
  readonly revision: string;
  readonly now: string;
  readonly perDay?: number | undefined;
  readonly days: number;
  readonly runs: number;
  readonly seed: number;
  readonly staff: Readonly<Record<string, number>>;
  readonly minutes: Readonly<Record<string, number>>;
};

/**
 * Predicts the edition in force and a revision of it under the same assumptions: cases a day and
 * shares of verbs as in last quarter's cases, people as they hold the roles.
 *
 * @throws {RefusalError} `cases.simulation_unfit` when the assumptions leave the limits
 * @source 2-service-language, "Beside every definition" (simulate)
 */
export async function simulateRevision(tx: Tx, asked: SimulationAsked): Promise<SimulationResult> {
  const { park, now } = asked;
  const { before, after } = await definitionsOfRevision(tx, asked.revision);
  const network = await networkOf(tx, park);
  const span = { ...lastQuarter(now), service: before.code };
  const states = await statesIn(tx, span);
  const places = placesOf([before, after]);
  const staff = await staffOfRoles(tx, park, { given: asked.staff, places });
  const { days, runs, seed } = asked;
  const assumed: Assumptions = {
    calendar: network.calendarOf(network.top),
    from: parseInstant(now),
    perDay: asked.perDay ?? perDayOf(states.length, workingDaysIn(network, span)),
    ...{ days, runs, seed, warmDays: 10, arrivals: 'chance', spread: 'wide' },
    staff,
    minutes: {
      ...Object.fromEntries(places.map(({ place }) => [place, minutesByDefault])),
      ...asked.minutes,
    },
    shares: sharesIn(states),
  };
  const unfit = unfitAssumption(assumed);
  if (unfit !== undefined) {
    throw casesRefusals.refuse('cases.simulation_unfit', { what: unfit, ...SIMULATION_LIMITS });
  }
  const shown = { network, places };
  return {
    assumed: {
      ...{ perDay: assumed.perDay, days, runs, seed, observedCases: states.length },
      staff: Object.entries(staff).map(([role, people]) => ({
        ...{ role, title: network.roleTitle(role), people },
      })),
      minutes: places.map(({ place, title }) => ({
        ...{ step: place, title, minutes: assumed.minutes[place] ?? minutesByDefault },
      })),
    },
    before: predictedOf(simulate(before, assumed), shown),
    after: predictedOf(simulate(after, assumed), shown),
  };
}

async function statesIn(
  tx: Tx,
  span: { readonly service: string; readonly from: string; readonly to: string },
): Promise<State[]> {
  const numbers = await numbersFiledIn(tx, { ...span, after: '', limit: observedMax });
  const states: State[] = [];
  for (const number of numbers) {
    const row = await caseByNumber(tx, number);
    if (row !== undefined) states.push(row.state);
  }
  return states;
}

/** Cases a working day, to the tenth; one where there were none. */
function perDayOf(cases: number, days: number): number {
  return cases === 0 ? 1 : Math.max(0.1, Math.round((cases * 10) / days) / 10);
}

/** How often each step was left by each verb in real cases. */
export function sharesIn(states: readonly State[]): Assumptions['shares'] {
  const shares: Record<string, Record<string, number>> = {};
  for (const { branches } of states) {
    for (const { step, verb, why } of branches) {
      if (verb === undefined || why !== 'done') continue;
      const known = shares[step] ?? {};
      shares[step] = { ...known, [verb]: (known[verb] ?? 0) + 1 };
    }
  }
  return shares;
}

type Place = { readonly place: string; readonly role: string; readonly title: Localized };

/** The posts of both editions at which somebody of the staff works, each once. */
function placesOf(definitions: readonly Definition[]): Place[] {
  const found = new Map<string, Place>();
  for (const { flow } of definitions) {
    for (const [name, step] of Object.entries(flow.steps)) {
      const posts =
        step.kind === 'single'
          ? [[name, step] as const]
          : Object.entries(step.members).map(([one, post]) => [`${name}.${one}`, post] as const);
      for (const [place, post] of posts) {
        const isWork =
          post.by !== 'applicant' && !(step.kind === 'single' && step.clock !== 'running');
        const title = post.title ?? step.title ?? { 'zh-CN': place };
        if (isWork) found.set(place, { place, role: post.by, title });
      }
    }
  }
  return [...found.values()];
}

/** People who hold each role now; at least one, or nothing would ever be done. */
async function staffOfRoles(
  tx: Tx,
  park: string,
  of: { readonly given: Readonly<Record<string, number>>; readonly places: readonly Place[] },
): Promise<Record<string, number>> {
  const staff: Record<string, number> = {};
  for (const role of new Set(of.places.map((one) => one.role))) {
    const held = await selectStaff(tx, park, { role, limit: 200 });
    staff[role] = of.given[role] ?? Math.max(1, held.length);
  }
  return staff;
}

function predictedOf(
  prediction: Prediction,
  { network, places }: { readonly network: Network; readonly places: readonly Place[] },
): Predicted {
  const titleOf = (step: string): Localized =>
    places.find(({ place }) => place === step)?.title ?? { 'zh-CN': step };
  const { cases, onTimeBp, intervalBp, loadBp, waits, bottleneck } = prediction;
  return {
    ...{ cases, onTimeBp, fromBp: intervalBp[0], toBp: intervalBp[1] },
    load: Object.entries(loadBp).map(([role, load]) => ({
      ...{ role, title: network.roleTitle(role), loadBp: load },
    })),
    waits: waits.map(({ step, waitMinutes, intervalMinutes: [from, to] }) => ({
      ...{ step, title: titleOf(step), waitMinutes, fromMinutes: from, toMinutes: to },
    })),
    bottleneck: bottleneck?.step ?? null,
  };
}
