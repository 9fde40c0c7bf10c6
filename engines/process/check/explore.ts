import type { Definition, Step } from '../definition.ts';
import { error, type Fault, type StoryLine, warning } from '../finding.ts';
import { blockVerdict } from '../verbs/vote.ts';
import { roleOf } from './subject.ts';

/** The most situations that are looked at; a flow beyond it is not checked to the end. */
export const SITUATIONS_MAX = 20_000;

/** How often a step without a limit of its own is entered before the search stops counting. */
const ENTRIES_COUNTED = 2;

/** Where a case stands, as far as its flow goes: the step or end, votes, acceptance and entries. */
type Situation = {
  readonly at: string;
  readonly passes: number;
  readonly fails: number;
  readonly accepted: boolean;
  readonly entered: Readonly<Record<string, number>>;
};

type Node = { readonly situation: Situation; readonly by?: StoryLine; readonly from?: number };

/**
 * Explores every way a case can take and finds dead ends, situations from which no end is reached,
 * clocks that stand still before acceptance, returns after it, and ends that no way reaches.
 * Breadth first, so the story of a finding is the shortest there is. Conditions are taken to go either way.
 */
export function checkSituations(definition: Definition): Fault[] {
  if (!Object.hasOwn(definition.flow.steps, definition.flow.start)) return [];
  const { nodes, edges, complete } = explore(definition);
  const faults: Fault[] = [];
  if (!complete) faults.push(warning('too-many-situations', 'flow', { maximum: SITUATIONS_MAX }));
  faults.push(...clockFaults(definition, nodes));
  if (!complete) return faults;
  return [...faults, ...stuck(definition, nodes, edges), ...unreachedEnds(definition, nodes)];
}

function explore(definition: Definition): {
  nodes: readonly Node[];
  edges: readonly (readonly number[])[];
  complete: boolean;
} {
  const start = { at: definition.flow.start, passes: 0, fails: 0, accepted: !accepts(definition) };
  const nodes: Node[] = [{ situation: { ...start, entered: { [start.at]: 1 } } }];
  const index = new Map([[keyOf(nodes[0] as Node), 0]]);
  const edges: number[][] = [];
  for (let current = 0; current < nodes.length; current += 1) {
    if (nodes.length > SITUATIONS_MAX) return { nodes, edges, complete: false };
    // The loop's bound makes the node exist.
    const node = nodes[current] as Node;
    edges[current] = successors(definition, node.situation).map(({ situation, by }) => {
      const next = { situation, by, from: current };
      const known = index.get(keyOf(next));
      if (known !== undefined) return known;
      index.set(keyOf(next), nodes.length);
      return nodes.push(next) - 1;
    });
  }
  return { nodes, edges, complete: true };
}

function keyOf({ situation }: Node): string {
  const entered = Object.entries(situation.entered).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const { at, passes, fails, accepted } = situation;
  return JSON.stringify([at, passes, fails, accepted, entered]);
}

function accepts(definition: Definition): boolean {
  return Object.values(definition.flow.steps).some((step) => Object.hasOwn(step.do, 'accept'));
}

type Successor = { readonly situation: Situation; readonly by: StoryLine };

function successors(definition: Definition, situation: Situation): readonly Successor[] {
  const { steps } = definition.flow;
  const name = situation.at;
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!step) return [];
  const found: Successor[] = [];
  const go = (verb: string, to: string, by: string): void => {
    const situations = entering(definition, situation, { verb, to });
    if (situations) found.push({ situation: situations, by: { step: name, by, verb, to } });
  };
  for (const [verb, ways] of Object.entries(step.do)) {
    if (step.kind === 'block' && (verb === 'pass' || verb === 'fail')) continue;
    for (const way of ways) go(verb, way.to, roleOf(step));
  }
  if (step.overdue !== undefined) go('overdue', step.overdue, 'system');
  if (step.kind === 'block') found.push(...votes(definition, situation, step));
  return found;
}

function votes(
  definition: Definition,
  situation: Situation,
  step: Extract<Step, { kind: 'block' }>,
): readonly Successor[] {
  const members = Object.keys(step.members).length;
  const voted = situation.passes + situation.fails;
  const by = Object.values(step.members)[voted]?.by ?? '';
  return (['pass', 'fail'] as const).flatMap((verb) => {
    const passes = situation.passes + Number(verb === 'pass');
    const fails = situation.fails + Number(verb === 'fail');
    const verdict = blockVerdict({ members, need: step.need, passes, fails });
    const line = { step: situation.at, by, verb };
    if (verdict === 'open') {
      if (passes + fails >= members) return [];
      return [{ situation: { ...situation, passes, fails }, by: { ...line, to: situation.at } }];
    }
    return (step.do[verdict] ?? []).flatMap((way) => {
      const next = entering(definition, situation, { verb, to: way.to });
      return next ? [{ situation: next, by: { ...line, to: way.to } }] : [];
    });
  });
}

/** The situation after going to a target; nothing if the target may not be entered again. */
function entering(
  definition: Definition,
  situation: Situation,
  by: { readonly verb: string; readonly to: string },
): Situation | undefined {
  const accepted = situation.accepted || by.verb === 'accept';
  const step = definition.flow.steps[by.to];
  if (!step) return { at: by.to, passes: 0, fails: 0, accepted, entered: {} };
  const before = situation.entered[by.to] ?? 0;
  if (step.times !== undefined && before >= step.times) return undefined;
  const counted = Math.min(before + 1, step.times ?? ENTRIES_COUNTED);
  // Only steps with a limit need their number kept; of others it makes no difference.
  const entered =
    step.times === undefined ? situation.entered : { ...situation.entered, [by.to]: counted };
  return { at: by.to, passes: 0, fails: 0, accepted, entered };
}

function storyOf(nodes: readonly Node[], last: number): readonly StoryLine[] {
  const lines: StoryLine[] = [];
  for (let index: number | undefined = last; index !== undefined; index = nodes[index]?.from) {
    const line = nodes[index]?.by;
    if (line) lines.unshift(line);
  }
  return lines;
}

function clockFaults(definition: Definition, nodes: readonly Node[]): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [index, { situation }] of nodes.entries()) {
    const step = definition.flow.steps[situation.at];
    if (step?.kind !== 'single' || step.clock === 'running') continue;
    const early = step.clock === 'suspended' && !situation.accepted;
    const late = step.clock === 'not-started' && situation.accepted && accepts(definition);
    const code = early ? 'suspended-before-acceptance' : late ? 'not-started-after-acceptance' : '';
    if (code === '' || seen.has(code + situation.at)) continue;
    seen.add(code + situation.at);
    const fault = error(code, `flow.steps.${situation.at}.clock`, { step: situation.at });
    faults.push({ ...fault, story: storyOf(nodes, index) });
  }
  return faults;
}

/** Situations without a way on, and those whose ways only ever lead in a circle. */
function stuck(
  definition: Definition,
  nodes: readonly Node[],
  edges: readonly (readonly number[])[],
): Fault[] {
  const safe = endsAhead(definition, nodes, edges);
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const [index, { situation }] of nodes.entries()) {
    if (safe[index] === true) continue;
    const dead = (edges[index] ?? []).length === 0;
    const code = dead ? 'dead-end' : 'going-in-circles';
    const from = nodes[index]?.from;
    // A situation that only leads to a dead end is told by the dead end itself.
    if (seen.has(situation.at) || (!dead && hasDeadEnd(edges, index))) continue;
    if (!dead && from !== undefined && safe[from] === false) continue;
    seen.add(situation.at);
    const fault = error(code, `flow.steps.${situation.at}`, { step: situation.at });
    faults.push({ ...fault, story: storyOf(nodes, index) });
  }
  return faults;
}

function hasDeadEnd(edges: readonly (readonly number[])[], from: number): boolean {
  const seen = new Set([from]);
  const queue = [from];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const next = edges[index] ?? [];
    if (next.length === 0) return true;
    for (const target of next) {
      if (!seen.has(target)) queue.push(target);
      seen.add(target);
    }
  }
  return false;
}

function endsAhead(
  definition: Definition,
  nodes: readonly Node[],
  edges: readonly (readonly number[])[],
): readonly boolean[] {
  const back: number[][] = nodes.map(() => []);
  for (const [from, targets] of edges.entries()) {
    for (const to of targets) back[to]?.push(from);
  }
  const safe = nodes.map(({ situation }) => Object.hasOwn(definition.flow.ends, situation.at));
  const queue = safe.flatMap((isEnd, index) => (isEnd ? [index] : []));
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    for (const from of back[index] ?? []) {
      if (safe[from] === true) continue;
      safe[from] = true;
      queue.push(from);
    }
  }
  return safe;
}

function unreachedEnds(definition: Definition, nodes: readonly Node[]): Fault[] {
  const reached = new Set(nodes.map(({ situation }) => situation.at));
  return Object.keys(definition.flow.ends)
    .filter((name) => !reached.has(name) && name !== 'withdrawn' && name !== 'voided')
    .map((name) => warning('unreached-end', `flow.ends.${name}`, { end: name }));
}
