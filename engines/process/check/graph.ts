import type { Limit } from '#engines/calendar/index.ts';
import { limitOrNothing } from '../clocks.ts';
import type { Definition, Step } from '../definition.ts';
import { error, type Fault, type StoryLine } from '../finding.ts';
import { roleOf, stepsOf, targetsOf } from './subject.ts';

/**
 * Finds steps nothing leads to, steps from which no end can be reached, and cycles that nothing
 * limits.
 *
 * @source design page 2, "any other cycle needs `times: n`"
 */
export function checkGraph(definition: Definition): Fault[] {
  const { steps, start } = definition.flow;
  const forward = reach([start, ...reopenings(definition)], (name) => next(steps[name]));
  const faults: Fault[] = [];
  for (const [name, , path] of stepsOf(definition)) {
    if (!forward.has(name)) faults.push(error('unreachable-step', path, { step: name }));
    const ahead = reach([name], (from) => next(steps[from]));
    const ends = [...ahead].some((one) => Object.hasOwn(definition.flow.ends, one));
    if (!ends) faults.push(error('no-way-to-an-end', path, { step: name }));
  }
  return [...faults, ...cycles(definition)];
}

function next(step: Step | undefined): readonly string[] {
  return step ? targetsOf(step) : [];
}

function reopenings(definition: Definition): readonly string[] {
  return Object.values(definition.flow.ends).flatMap((end) => end.reopen?.to ?? []);
}

function reach(from: readonly string[], ahead: (name: string) => readonly string[]): Set<string> {
  const seen = new Set(from);
  const queue = [...from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const target of ahead(name)) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return seen;
}

/** Reports the shortest cycle through each step that has none of `once` and `times` on it. */
function cycles(definition: Definition): Fault[] {
  const free = new Map(
    stepsOf(definition)
      .filter(([, step]) => !step.once && step.times === undefined)
      .map(([name, step]) => [name, targetsOf(step)] as const),
  );
  const reported = new Set<string>();
  const faults: Fault[] = [];
  for (const name of free.keys()) {
    const cycle = shortestCycle(name, free);
    const key = cycle?.toSorted().join(' ');
    if (!cycle || key === undefined || reported.has(key)) continue;
    reported.add(key);
    const values = { cycle: [...cycle, name].join(' → ') };
    const fault = error('cycle-without-limit', `flow.steps.${name}`, values);
    faults.push({
      ...fault,
      story: storyOf(definition, [...wayTo(definition, name), ...cycle.slice(1), name]),
    });
  }
  return faults;
}

/** The shortest way of steps from the start to one, both included. */
function wayTo({ flow }: Definition, name: string): readonly string[] {
  const queue: string[][] = [[flow.start]];
  const seen = new Set([flow.start]);
  for (let path = queue.shift(); path; path = queue.shift()) {
    const last = path.at(-1) ?? '';
    if (last === name) return path;
    for (const target of next(flow.steps[last])) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push([...path, target]);
    }
  }
  return [name];
}

/** The lines of a way of steps: at each, the first act that leads to the next. */
function storyOf({ flow }: Definition, way: readonly string[]): readonly StoryLine[] {
  return way.slice(1).map((to, index) => {
    const from = way[index] ?? '';
    const step = flow.steps[from];
    const verb = Object.entries(step?.do ?? {}).find(([, ways]) =>
      ways.some((one) => one.to === to),
    )?.[0];
    return { step: from, by: step ? roleOf(step) : '', verb: verb ?? 'overdue', to };
  });
}

function shortestCycle(
  name: string,
  edges: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const queue: string[][] = [[name]];
  const seen = new Set<string>();
  for (let path = queue.shift(); path; path = queue.shift()) {
    for (const target of edges.get(path.at(-1) ?? name) ?? []) {
      if (target === name) return path;
      if (seen.has(target) || !edges.has(target)) continue;
      seen.add(target);
      queue.push([...path, target]);
    }
  }
  return undefined;
}

/** The most situations and steps of a path that are looked at; beyond them the longest so far. */
const PLACES_MAX = 20_000;
const PATH_MAX = 1_000;

/** A way to an end from some step on: what it takes, and its steps. */
type Path = { readonly minutes: number; readonly steps: readonly string[] };

/**
 * Returns the longest way from acceptance to an end by the steps' own limits: each `once` loop
 * counted once (and so each of `times`, which are no promise to go round), steps in which the clock does not run left out, the slowest
 * member of a block counted.
 *
 * @param measure working minutes of a limit
 * @source design page 2, "The longest path counts each `once` loop once"
 */
export function longestPath(
  definition: Definition,
  measure: (limit: Limit) => number,
): Path | undefined {
  const { steps, start } = definition.flow;
  const known = new Map<string, Path | undefined>();
  const ahead = (name: string, entered: Entered, depth: number): Path | undefined => {
    const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
    if (!step) return { minutes: 0, steps: [name] };
    const counted = enter(step, name, entered);
    if (!counted || depth > PATH_MAX || known.size > PLACES_MAX) return undefined;
    const key = `${name} ${JSON.stringify(counted)}`;
    if (known.has(key)) return known.get(key);
    // A cycle that nothing limits is a finding of its own; here it leads nowhere.
    known.set(key, undefined);
    const ways = [...new Set(targetsOf(step))].map((to) => ahead(to, counted, depth + 1));
    const longest = longer(ways);
    const path = longest && {
      minutes: longest.minutes + stepMinutes(step, measure),
      steps: [name, ...longest.steps],
    };
    known.set(key, path);
    return path;
  };
  const from = definition.limits.from === 'filed' ? [start] : afterAcceptance(definition);
  return longer(from.map((name) => ahead(name, {}, 0)));
}

/** Which steps with a limit of entries were entered on a path. */
type Entered = Readonly<Record<string, true>>;

function enter(step: Step, name: string, entered: Entered): Entered | undefined {
  if (!step.once && step.times === undefined) return entered;
  return entered[name] === true ? undefined : { ...entered, [name]: true };
}

function longer(paths: readonly (Path | undefined)[]): Path | undefined {
  return paths.reduce(
    (best, path) => (path && (!best || path.minutes > best.minutes) ? path : best),
    undefined,
  );
}

function afterAcceptance(definition: Definition): readonly string[] {
  const accepting = stepsOf(definition).flatMap(([, step]) =>
    (step.do['accept'] ?? []).map((way) => way.to),
  );
  return accepting.length > 0 ? accepting : [definition.flow.start];
}

function stepMinutes(step: Step, measure: (limit: Limit) => number): number {
  const texts =
    step.kind === 'block'
      ? Object.values(step.members).map((post) => post.within)
      : [step.clock === 'running' ? step.within : undefined];
  const minutes = texts.map((text) => {
    const limit = text === undefined ? undefined : limitOrNothing(text);
    return limit ? measure(limit) : 0;
  });
  return Math.max(0, ...minutes);
}
