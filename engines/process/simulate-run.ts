import {
  addDays,
  addWorkingMinutes,
  dayIn,
  deadlineOf,
  type EpochMs,
  isWorkingDay,
  startIn,
} from '#engines/calendar/index.ts';
import { limitOrNothing } from './clocks.ts';
import type { Definition, Post, Step } from './definition.ts';
import type { Assumptions } from './simulate.ts';
import { around, type Chance, chanceOf, withoutMemory } from './simulate-chance.ts';
import { EarliestFirst } from './simulate-queue.ts';
import { blockVerdict } from './verbs/vote.ts';

/** No case is followed through more steps than these. */
const STEPS_MAX = 200;
const DEFAULT_MINUTES = 60;

/** What one run counts. Times are working minutes. */
export type Tally = {
  cases: number;
  onTime: number;
  /** Work each role has done, of all cases. */
  readonly work: Map<string, number>;
  /** Waiting at each place, of counted cases. */
  readonly waits: Map<string, { sum: number; count: number }>;
  /** When the last case was done. */
  last: number;
};

type Ground = {
  readonly definition: Definition;
  readonly assumed: Assumptions;
  readonly chance: Chance;
  /** When each person of a role is free, in working minutes from the start. */
  readonly free: Map<string, number[]>;
  readonly start: EpochMs;
  /** From this minute on, cases that arrive are counted. */
  readonly warm: number;
  readonly tally: Tally;
};

/** One run of a service from an empty office until every case has ended. */
export function runOnce(definition: Definition, assumed: Assumptions, seed: number): Tally {
  const tally: Tally = { cases: 0, onTime: 0, work: new Map(), waits: new Map(), last: 0 };
  const start = firstOpening(assumed);
  const chance = chanceOf(seed);
  const warm = (assumed.warmDays ?? 0) * assumed.calendar.dayMinutes;
  const ground = { definition, assumed, chance, free: new Map(), start, warm, tally };
  const jobs = new EarliestFirst<Job>();
  for (const at of arrivalsOf(assumed, chance)) jobs.put(at, newJob(definition, at));
  for (let job = jobs.take(); job !== undefined; job = jobs.take()) {
    const on = advance(ground, job);
    if (on) jobs.put(on.ready, on);
  }
  return tally;
}

/** When cases come, in working minutes from the start. */
function arrivalsOf(assumed: Assumptions, chance: Chance): number[] {
  const { calendar, days, warmDays = 0, perDay, arrivals = 'even' } = assumed;
  const end = (days + warmDays) * calendar.dayMinutes;
  const apart = calendar.dayMinutes / perDay;
  if (arrivals === 'even') {
    return Array.from({ length: Math.round(end / apart) }, (_, index) => index * apart);
  }
  const times: number[] = [];
  for (let at = withoutMemory(chance, apart); at < end; at += withoutMemory(chance, apart)) {
    times.push(at);
  }
  return times;
}

/** The first opening of the office on or after the day the run starts. */
function firstOpening({ calendar, from }: Assumptions): EpochMs {
  let day = dayIn(calendar, from);
  for (let tries = 0; tries < 60 && !isWorkingDay(calendar, day); tries += 1) day = addDays(day, 1);
  return startIn(calendar, day);
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
  return { at: serve(ground, job, { role: step.by, place: job.step, minutes }) };
}

function workTogether(ground: Ground, job: Job, step: Extract<Step, { kind: 'block' }>): Done {
  const members = Object.entries(step.members).map(([name, post]: [string, Post]) => {
    const place = `${job.step}.${name}`;
    const minutes = drawMinutes(ground, place);
    const at = serve(ground, job, { role: post.by, place, minutes });
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

type Work = { readonly role: string; readonly place: string; readonly minutes: number };

/** Gives the work to whoever of the role is free first; returns when it is done. */
function serve(ground: Ground, { ready, filed }: Job, work: Work): number {
  const { assumed, free, tally } = ground;
  const people =
    free.get(work.role) ??
    Array.from({ length: Math.max(1, assumed.staff[work.role] ?? 1) }, () => 0);
  free.set(work.role, people);
  const first = people.indexOf(Math.min(...people));
  const begins = Math.max(ready, people[first] ?? 0);
  people[first] = begins + work.minutes;
  if (filed >= ground.warm) {
    const waited = tally.waits.get(work.place) ?? { sum: 0, count: 0 };
    waited.sum += begins - ready;
    waited.count += 1;
    tally.waits.set(work.place, waited);
  }
  tally.work.set(work.role, (tally.work.get(work.role) ?? 0) + work.minutes);
  return begins + work.minutes;
}

function drawMinutes({ assumed, chance }: Ground, place: string): number {
  const mean = assumed.minutes[place] ?? DEFAULT_MINUTES;
  return assumed.spread === 'wide' ? withoutMemory(chance, mean) : around(chance, mean);
}

function drawVerb({ assumed, chance }: Ground, name: string, step: Step): string {
  const verbs = Object.keys(step.do);
  const shares = assumed.shares[name] ?? {};
  const total = verbs.reduce((sum, verb) => sum + (shares[verb] ?? 0), 0);
  if (total <= 0) return verbs[0] ?? '';
  let left = chance() * total;
  for (const verb of verbs) {
    left -= shares[verb] ?? 0;
    if (left < 0) return verb;
  }
  return verbs.at(-1) ?? '';
}

/** A case that ended: was it in time by its promise, on the real calendar? */
function finish(ground: Ground, job: Job): undefined {
  const { definition, assumed, start, tally } = ground;
  tally.last = Math.max(tally.last, job.ready);
  if (job.filed < ground.warm) return undefined;
  tally.cases += 1;
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
