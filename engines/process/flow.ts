import { APPLICANT } from './authority.ts';
import type { Definition, Localized, Step } from './definition.ts';
import { VOTES } from './verbs/vote.ts';

export type FlowNode = {
  readonly id: string;
  readonly kind: 'start' | 'step' | 'block' | 'branch' | 'end';
  /** Absent where the definition names none; the text of the phase or verb then serves. */
  readonly title?: Localized;
  /** The role whose lane it stands in. */
  readonly lane?: string;
  readonly limit?: string;
  readonly clause?: string;
  readonly clock?: 'running' | 'not-started' | 'suspended';
  readonly ground?: string;
  readonly adverse: boolean;
};

export type FlowEdge = {
  readonly from: string;
  readonly to: string;
  readonly verb: string;
  /** What the definition calls the verb here. */
  readonly title?: Localized;
  readonly when?: string;
  readonly clause?: string;
  readonly adverse: boolean;
  /** True for what happens by itself when the step's limit runs out. */
  readonly timer: boolean;
};

/** A flow as a drawing takes it: plain nodes and edges, in the order of the definition. */
export type FlowGraph = {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
};

/** The id of the node where every case begins. */
export const START_NODE = 'start';

/**
 * Returns the flow of a definition as nodes and edges. A block is a node with one `branch` node for
 * each member, from the block (verb `fork`). What the members decide together (`pass`, `fail`)
 * leaves from each of them, so that the branches meet again; every other verb leaves from the block.
 */
export function flowOf(definition: Definition): FlowGraph {
  const { steps, ends, start } = definition.flow;
  const lane = definition.applicant.by?.[0] ?? APPLICANT;
  const nodes: FlowNode[] = [{ id: START_NODE, kind: 'start', lane, adverse: false }];
  const edges: FlowEdge[] = [
    { from: START_NODE, to: start, verb: 'file', adverse: false, timer: false },
  ];
  for (const [name, step] of Object.entries(steps)) {
    nodes.push(...stepNodes(name, step));
    edges.push(...stepEdges(definition, name, step));
  }
  const reached = new Set(edges.map((edge) => edge.to));
  for (const [name, end] of Object.entries(ends)) {
    if (!reached.has(name)) continue;
    const clause = end.clause === undefined ? {} : { clause: end.clause };
    nodes.push({ id: name, kind: 'end', title: end.title, adverse: end.adverse, ...clause });
  }
  return { nodes, edges };
}

function stepNodes(name: string, step: Step): FlowNode[] {
  const common = {
    ...(step.title === undefined ? {} : { title: step.title }),
    ...(step.clause === undefined ? {} : { clause: step.clause }),
    adverse: false,
  };
  if (step.kind === 'single') {
    const limit = step.within ?? step.max;
    const node: FlowNode = {
      id: name,
      kind: 'step',
      ...common,
      lane: step.by,
      clock: step.clock,
      ...(limit === undefined ? {} : { limit }),
      ...(step.ground === undefined ? {} : { ground: step.ground }),
    };
    return [node];
  }
  const members = Object.entries(step.members).map(([member, post]): FlowNode => {
    const clause = post.clause ?? step.clause;
    return {
      id: `${name}.${member}`,
      kind: 'branch',
      lane: post.by,
      adverse: false,
      ...(post.title === undefined ? {} : { title: post.title }),
      ...(post.within === undefined ? {} : { limit: post.within }),
      ...(clause === undefined ? {} : { clause }),
    };
  });
  return [{ id: name, kind: 'block', ...common }, ...members];
}

function stepEdges(definition: Definition, name: string, step: Step): FlowEdge[] {
  const isAdverse = (to: string): boolean => definition.flow.ends[to]?.adverse === true;
  const members = step.kind === 'block' ? Object.keys(step.members) : [];
  const branches = members.map((member) => `${name}.${member}`);
  const forks = branches.map((to) => ({
    from: name,
    to,
    verb: 'fork',
    adverse: false,
    timer: false,
  }));
  const ways = Object.entries(step.do).flatMap(([verb, list]) =>
    list.flatMap((way) =>
      (VOTES.includes(verb) && branches.length > 0 ? branches : [name]).map((from) => ({
        from,
        to: way.to,
        verb,
        adverse: isAdverse(way.to),
        timer: false,
        ...(way.title === undefined ? {} : { title: way.title }),
        ...(way.when === undefined ? {} : { when: way.when }),
        ...(way.clause === undefined ? {} : { clause: way.clause }),
      })),
    ),
  );
  if (step.overdue === undefined) return [...forks, ...ways];
  const late = {
    from: name,
    to: step.overdue,
    verb: 'overdue',
    adverse: isAdverse(step.overdue),
    timer: true,
  };
  return [...forks, ...ways, late];
}
