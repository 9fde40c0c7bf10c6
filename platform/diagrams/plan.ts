import type { FlowEdge, FlowGraph, FlowNode } from '#engines/process/index.ts';

/** A shape of the drawing, by its name in BPMN 2.0. */
export type PlannedNode = {
  readonly id: string;
  readonly type:
    | 'bpmn:StartEvent'
    | 'bpmn:EndEvent'
    | 'bpmn:UserTask'
    | 'bpmn:ParallelGateway'
    | 'bpmn:ExclusiveGateway'
    | 'bpmn:BoundaryEvent';
  /** The node of the flow it stands for; a gateway that only joins or chooses stands for none. */
  readonly of?: FlowNode;
  /** The shape a timer sits on. */
  readonly on?: string;
};

/** A line of the drawing; `verbs` are the acts that lead along it. */
export type PlannedFlow = {
  readonly from: string;
  readonly to: string;
  readonly verbs: readonly string[];
};

/** What is drawn: shapes and lines, without places. */
export type DiagramPlan = {
  readonly nodes: readonly PlannedNode[];
  readonly flows: readonly PlannedFlow[];
};

const types = {
  start: 'bpmn:StartEvent',
  step: 'bpmn:UserTask',
  branch: 'bpmn:UserTask',
  block: 'bpmn:ParallelGateway',
  end: 'bpmn:EndEvent',
} as const;

const joinOf = (id: string): string => `${id}-join`;
const choiceOf = (id: string): string => `${id}-choice`;
const timerOf = (id: string): string => `${id}-timer`;

/**
 * Returns a flow in the elements of BPMN: a block becomes a fork and a join; where more than one act
 * leads on, a gateway chooses (two lines out of a task would mean both); what happens by itself when
 * a limit runs out leaves from a timer on the task.
 *
 * @source ISO/IEC 19510:2013 (BPMN 2.0.2), 10.3 gateways, 10.5 boundary events
 */
export function diagramPlan(graph: FlowGraph): DiagramPlan {
  const nodes: PlannedNode[] = [];
  const flows: PlannedFlow[] = [];
  for (const node of graph.nodes) {
    nodes.push({ id: node.id, type: types[node.kind], of: node });
    if (node.kind === 'branch') continue;
    const leaving = edgesFrom(graph, node);
    const members = forksOf(graph, node);
    if (members.length > 0) {
      nodes.push({ id: joinOf(node.id), type: 'bpmn:ParallelGateway' });
      for (const member of members) {
        flows.push({ from: node.id, to: member, verbs: [] });
        flows.push({ from: member, to: joinOf(node.id), verbs: [] });
      }
    }
    const last = members.length > 0 ? joinOf(node.id) : node.id;
    const timers = leaving.filter(({ timer }) => timer && node.kind === 'step');
    const chosen = leaving.filter((edge) => !timers.includes(edge));
    addTimers({ nodes, flows }, node, timers);
    addWays({ nodes, flows }, { node, last, ways: joinParallel(chosen) });
  }
  return { nodes, flows };
}

type Draft = { readonly nodes: PlannedNode[]; readonly flows: PlannedFlow[] };

/** What leaves a node; the acts a block's members decide together leave from the block's join. */
function edgesFrom(graph: FlowGraph, node: FlowNode): FlowEdge[] {
  const members = new Set(forksOf(graph, node));
  return graph.edges.filter(
    ({ from, verb }) => (from === node.id && verb !== 'fork') || members.has(from),
  );
}

const forksOf = (graph: FlowGraph, node: FlowNode): string[] =>
  node.kind === 'block'
    ? graph.edges
        .filter(({ from, verb }) => from === node.id && verb === 'fork')
        .map(({ to }) => to)
    : [];

function addTimers({ nodes, flows }: Draft, node: FlowNode, timers: readonly FlowEdge[]): void {
  for (const { to, verb } of timers) {
    const id = timerOf(node.id);
    nodes.push({ id, type: 'bpmn:BoundaryEvent', on: node.id });
    flows.push({ from: id, to, verbs: [verb] });
  }
}

function addWays(
  { nodes, flows }: Draft,
  {
    node,
    last,
    ways,
  }: { node: FlowNode; last: string; ways: readonly Omit<PlannedFlow, 'from'>[] },
): void {
  if (ways.length <= 1) {
    flows.push(...ways.map((way) => ({ from: last, ...way })));
    return;
  }
  const choice = choiceOf(node.id);
  nodes.push({ id: choice, type: 'bpmn:ExclusiveGateway' });
  flows.push({ from: last, to: choice, verbs: [] });
  flows.push(...ways.map((way) => ({ from: choice, ...way })));
}

/** Acts that lead to the same place are one line with all their names, each once. */
function joinParallel(edges: readonly FlowEdge[]): Omit<PlannedFlow, 'from'>[] {
  const verbs = new Map<string, Set<string>>();
  for (const { to, verb } of edges) verbs.set(to, (verbs.get(to) ?? new Set()).add(verb));
  return [...verbs].map(([to, names]) => ({ to, verbs: [...names] }));
}
