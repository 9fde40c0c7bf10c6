import {
  addWorkingMinutes,
  deadlineOf,
  type EpochMs,
  isWorkingDay,
  dayIn,
  addDays,
  startIn,
  type WorkCalendar,
} from '#engines/calendar/index.ts';
import { limitOrNothing } from './clocks.ts';
import type { Definition, Post, Step } from './definition.ts';
import { blockVerdict } from './verbs/vote.ts';

/** What a simulation assumes. Minutes are working minutes; shares need not add up to anything. */
export type Assumptions = {
  readonly calendar: WorkCalendar;
  /** First day (epoch milliseconds of any instant in it) and number of working days of arrivals. */
  readonly from: EpochMs;
  readonly days: number;
  readonly perDay: number;
  /** People at work in each role; a role left out is one person. */
  readonly staff: Readonly<Record<string, number>>;
  /** Working minutes of a step, or of a member (`review.finance`); left out: 60. */
  readonly minutes: Readonly<Record<string, number>>;
  /** How often each verb of a step is taken; left out: its first verb always. */
  readonly shares: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Runs with different chance; the interval is over them. */
  readonly runs: number;
  /** Any integer; the same seed gives the same result. */
  readonly seed: number;
};

/** What is predicted. Ratios are basis points. */
export type Prediction = {
  readonly cases: number;
  readonly onTimeBp: number;
  /** 95 % interval of the rate over the runs, by the normal approximation. */
  readonly intervalBp: readonly [number, number];
  /** Work of each role over the time its people are there. */
  readonly loadBp: Readonly<Record<string, number>>;
  /** The step in which cases wait longest before somebody begins, and that mean wait in minutes. */
  readonly bottleneck?: { readonly step: string; readonly waitMinutes: number };
};

/** No case is followed through more steps than these. */
const STEPS_MAX = 200;
const DEFAULT_MINUTES = 60;
/** 0.975 quantile of the normal distribution. */
const NORMAL_975 = 1.96;

type Tally = {
  cases: number;
  onTime: number;
  readonly work: Map<string, number>;
  readonly waits: Map<string, { sum: number; count: number }>;
  last: number;
};

type Ground = {
  readonly definition: Definition;
  readonly assumed: Assumptions;
  readonly chance: () => number;
  /** When each person of a role is free, in working minutes from the start. */
  readonly free: Map<string, number[]>;
  readonly start: EpochMs;
  readonly tally: Tally;
};

/**
 * Runs a service as a discrete-event model: cases arrive evenly over the working day, wait for a
 * person of the step's role, and go on by chance. First come, first served in order of arrival in the
 * office; a person works on one thing at a time. The applicant and steps in which the clock does not
 * run need nobody's time. It predicts; deadlines of cases are never computed from it.
 *
 * @throws {CalendarGap} when the run leaves the calendar's compiled years
 * @source design page 2, "Beside every definition" (simulate)
 */
export function simulate(definition: Definition, assumed: Assumptions): Prediction {
  const tallies = Array.from({ length: Math.max(1, assumed.runs) }, (_, run) =>
    runOnce(definition, assumed, assumed.seed + run),
  );
  const rates = tallies.map((tally) =>
    tally.cases === 0 ? 0 : (tally.onTime * 10_000) / tally.cases,
  );
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const variance =
    rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / Math.max(1, rates.length - 1);
  const half = NORMAL_975 * Math.sqrt(variance / rates.length);
  const bottleneck = slowest(tallies);
  return {
    cases: tallies.reduce((sum, tally) => sum + tally.cases, 0),
    onTimeBp: Math.round(mean),
    intervalBp: [Math.max(0, Math.round(mean - half)), Math.min(10_000, Math.round(mean + half))],
    loadBp: loads(tallies, assumed),
    ...(bottleneck ? { bottleneck } : {}),
  };
}

function runOnce(definition: Definition, assumed: Assumptions, seed: number): Tally {
  const tally: Tally = { cases: 0, onTime: 0, work: new Map(), waits: new Map(), last: 0 };
  const start = firstOpening(assumed);
  const ground = { definition, assumed, chance: chanceOf(seed), free: new Map(), start, tally };
  const total = assumed.days * assumed.perDay;
  const dayMinutes = assumed.calendar.dayMinutes;
  // Jobs are taken in the order in which they become ready, over all cases.
  const jobs = Array.from({ length: total }, (_, index) =>
    newJob(definition, (index * dayMinutes) / assumed.perDay),
  );
  while (jobs.length > 0) {
    let next = 0;
    for (let index = 1; index < jobs.length; index += 1) {
      if ((jobs[index]?.ready ?? 0) < (jobs[next]?.ready ?? 0)) next = index;
    }
    const [job] = jobs.splice(next, 1);
    const on = job && advance(ground, job);
    if (on) jobs.push(on);
  }
  return tally;
}

/** The first opening of the office on or after the day the run starts. */
function firstOpening({ calendar, from }: Assumptions): EpochMs {
  let day = dayIn(calendar, from);
  for (let tries = 0; tries < 60 && !isWorkingDay(calendar, day); tries += 1) day = addDays(day, 1);
  return startIn(calendar, day);
}

/** A small generator of even chance between 0 and 1; equal seeds give equal runs. */
function chanceOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A case on its way: the step it is ready for, and since when (working minutes). */
type Job = {
  readonly step: string;
  readonly ready: number;
  readonly filed: number;
  readonly accepted?: number;
  readonly steps: number;
  /** Working minutes that do not count: steps in which the clock does not run. */
  readonly still: number;
};

function newJob(definition: Definition, at: number): Job {
  return { step: definition.flow.start, ready: at, filed: at, steps: 0, still: 0 };
}

function advance(ground: Ground, job: Job): Job | undefined {
  const { steps } = ground.definition.flow;
  const step = Object.hasOwn(steps, job.step) ? steps[job.step] : undefined;
  if (!step || job.steps >= STEPS_MAX) return finish(ground, job);
  const done =
    step.kind === 'single' ? workAlone(ground, job, step) : workTogether(ground, job, step);
  const verb = done.verb ?? drawVerb(ground, job.step, step);
  const to = step.do[verb]?.[0]?.to ?? step.overdue ?? '';
  const stands = step.kind === 'single' && step.clock !== 'running' && job.accepted !== undefined;
  const accepted = job.accepted ?? (verb === 'accept' ? done.at : undefined);
  return {
    ...job,
    step: to,
    ready: done.at,
    steps: job.steps + 1,
    still: stands ? job.still + done.at - job.ready : job.still,
    ...(accepted === undefined ? {} : { accepted }),
  };
}

type Done = { readonly at: number; readonly verb?: string };

function workAlone(ground: Ground, job: Job, step: Extract<Step, { kind: 'single' }>): Done {
  const minutes = drawMinutes(ground, job.step);
  if (step.by === 'applicant' || step.clock !== 'running') return { at: job.ready + minutes };
  return { at: serve(ground, { role: step.by, place: job.step, ready: job.ready, minutes }) };
}

function workTogether(ground: Ground, job: Job, step: Extract<Step, { kind: 'block' }>): Done {
  const members = Object.entries(step.members).map(([name, post]: [string, Post]) => {
    const place = `${job.step}.${name}`;
    const minutes = drawMinutes(ground, place);
    const at = serve(ground, { role: post.by, place, ready: job.ready, minutes });
    return { at, verb: drawVerb(ground, job.step, step) };
  });
  let passes = 0;
  let fails = 0;
  for (const { at, verb } of members.toSorted((a, b) => a.at - b.at)) {
    if (verb !== 'pass' && verb !== 'fail') return { at, verb };
    if (verb === 'pass') passes += 1;
    else fails += 1;
    const verdict = blockVerdict({ members: members.length, need: step.need, passes, fails });
    if (verdict !== 'open') return { at, verb: verdict };
  }
  return { at: job.ready };
}

/** Gives the work to whoever of the role is free first; returns when it is done. */
function serve(
  ground: Ground,
  work: {
    readonly role: string;
    readonly place: string;
    readonly ready: number;
    readonly minutes: number;
  },
): number {
  const { assumed, free, tally } = ground;
  const people =
    free.get(work.role) ??
    Array.from({ length: Math.max(1, assumed.staff[work.role] ?? 1) }, () => 0);
  free.set(work.role, people);
  const first = people.indexOf(Math.min(...people));
  const begins = Math.max(work.ready, people[first] ?? 0);
  people[first] = begins + work.minutes;
  const waited = tally.waits.get(work.place) ?? { sum: 0, count: 0 };
  tally.waits.set(work.place, { sum: waited.sum + begins - work.ready, count: waited.count + 1 });
  tally.work.set(work.role, (tally.work.get(work.role) ?? 0) + work.minutes);
  return begins + work.minutes;
}

/** Half to one and a half times the usual minutes, evenly. */
function drawMinutes(ground: Ground, place: string): number {
  return (ground.assumed.minutes[place] ?? DEFAULT_MINUTES) * (0.5 + ground.chance());
}

function drawVerb(ground: Ground, name: string, step: Step): string {
  const verbs = Object.keys(step.do);
  const shares = ground.assumed.shares[name] ?? {};
  const total = verbs.reduce((sum, verb) => sum + (shares[verb] ?? 0), 0);
  if (total <= 0) return verbs[0] ?? '';
  let left = ground.chance() * total;
  for (const verb of verbs) {
    left -= shares[verb] ?? 0;
    if (left < 0) return verb;
  }
  return verbs.at(-1) ?? '';
}

/** A case that ended: was it in time by its promise, on the real calendar? */
function finish(ground: Ground, job: Job): undefined {
  const { definition, assumed, start, tally } = ground;
  tally.cases += 1;
  tally.last = Math.max(tally.last, job.ready);
  const limit = limitOrNothing(definition.limits.promised ?? '');
  const began = definition.limits.from === 'filed' ? job.filed : job.accepted;
  // Without a promise, or refused before acceptance, nothing can be late.
  if (!limit || began === undefined) {
    tally.onTime += 1;
    return undefined;
  }
  const instant = (minutes: number): EpochMs =>
    addWorkingMinutes(assumed.calendar, start, Math.round(minutes));
  const due = deadlineOf(assumed.calendar, { limit, start: instant(began) }).due;
  if (due === null || instant(job.ready - job.still) <= due) tally.onTime += 1;
  return undefined;
}

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

function slowest(tallies: readonly Tally[]): Prediction['bottleneck'] {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const [step, wait] of tallies.flatMap((tally) => [...tally.waits])) {
    const known = sums.get(step) ?? { sum: 0, count: 0 };
    sums.set(step, { sum: known.sum + wait.sum, count: known.count + wait.count });
  }
  const means = [...sums].map(([step, { sum, count }]) => ({
    step,
    waitMinutes: Math.round(sum / count),
  }));
  const [worst] = means.toSorted((a, b) => b.waitMinutes - a.waitMinutes);
  return worst && worst.waitMinutes > 0 ? worst : undefined;
}
