import type { DefinitionSource } from '#engines/process/index.ts';

export type FlowSource = DefinitionSource['flow'];
export type StepSource = FlowSource['steps'][string];
export type PostSource = NonNullable<StepSource['all']>[string];
export type EndSource = FlowSource['ends'][string];

/** A shape of the drawing, by its name in BPMN 2.0. */
export type PlannedNode = {
  readonly id: string;
  readonly type:
    | 'bpmn:StartEvent'
    | 'bpmn:EndEvent'
    | 'bpmn:UserTask'
    | 'bpmn:ParallelGateway'
    | 'bpmn:ExclusiveGateway'
    | 'bpmn:ComplexGateway'
    | 'bpmn:BoundaryEvent';
  /** The role in whose lane it stands. */
  readonly lane: string;
  /** What it stands for; a gateway that only joins or chooses stands for nothing. */
  readonly of?:
    | { readonly kind: 'start' }
    | { readonly kind: 'step' | 'block'; readonly key: string; readonly step: StepSource }
    | {
        readonly kind: 'member';
        readonly key: string;
        readonly member: string;
        readonly post: PostSource;
      }
    | { readonly kind: 'end'; readonly key: string; readonly end: EndSource };
  /** The shape a timer sits on, and the limit it waits for. */
  readonly on?: string;
  readonly limit?: string;
  /** How many passes a join that does not wait for all needs. */
  readonly need?: number;
};

/** One act that leads along a line: its verb, and what else its way says. */
export type PlannedAct = {
  readonly verb: string;
  readonly more?: Readonly<Record<string, unknown>>;
};

/** A line of the drawing with the acts that lead along it; none where it says nothing. */
export type PlannedFlow = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly acts: readonly PlannedAct[];
};

/** What is drawn: shapes and lines, without places. */
export type DiagramPlan = {
  readonly nodes: readonly PlannedNode[];
  readonly flows: readonly PlannedFlow[];
};

/** The lane of those who ask, in which every case begins. */
export const applicantLane = 'applicant';

const startId = 'start';
const joinOf = (id: string): string => `${id}-join`;
const choiceOf = (id: string): string => `${id}-choice`;
const timerOf = (id: string): string => `${id}-timer`;

/**
 * Returns a flow in the elements of BPMN: a block becomes a fork and a join; where more than one act
 * leads on, a gateway chooses (two lines out of a task would mean both); what happens by itself when
 * a limit runs out leaves from a timer on the task. Ends that no way leads to are not drawn.
 *
 * @source ISO/IEC 19510:2013 (BPMN 2.0.2), 10.5 gateways, 10.4 boundary events
 */
export function diagramPlan({ start, steps, ends }: FlowSource): DiagramPlan {
  const draft: Draft = {
    nodes: [{ id: startId, type: 'bpmn:StartEvent', lane: applicantLane, of: { kind: 'start' } }],
    flows: [{ id: `${startId}-0`, from: startId, to: start, acts: [] }],
    lanes: new Map(),
  };
  for (const [key, step] of Object.entries(steps)) addStep(draft, key, step);
  for (const [key, end] of Object.entries(ends)) {
    const lane = draft.lanes.get(key);
    if (lane === undefined) continue;
    draft.nodes.push({ id: key, type: 'bpmn:EndEvent', lane, of: { kind: 'end', key, end } });
  }
  return { nodes: draft.nodes, flows: draft.flows };
}

type Draft = {
  readonly nodes: PlannedNode[];
  readonly flows: PlannedFlow[];
  /** The lane from which each target is first reached: ends stand where they are decided. */
  readonly lanes: Map<string, string>;
};

function addStep(draft: Draft, key: string, step: StepSource): void {
  const members = Object.entries(step.all ?? step.any ?? step.n ?? {});
  const lane = step.by ?? members[0]?.[1].by ?? applicantLane;
  const place = { draft, key, step, lane };
  if (members.length === 0) {
    draft.nodes.push({ id: key, type: 'bpmn:UserTask', lane, of: { kind: 'step', key, step } });
    addTimer(place);
    addWays(place, key);
    return;
  }
  draft.nodes.push({
    ...{ id: key, type: 'bpmn:ParallelGateway', lane },
    of: { kind: 'block', key, step },
  });
  for (const [member, post] of members) {
    const id = `${key}.${member}`;
    const of = { kind: 'member', key, member, post } as const;
    draft.nodes.push({ id, type: 'bpmn:UserTask', lane: post.by, of });
    draft.flows.push(plain(key, id), plain(id, joinOf(key)));
  }
  const need = needOf(step);
  const type = need === undefined ? 'bpmn:ParallelGateway' : 'bpmn:ComplexGateway';
  draft.nodes.push({ id: joinOf(key), type, lane, ...(need === undefined ? {} : { need }) });
  addWays(place, joinOf(key));
}

const plain = (from: string, to: string): PlannedFlow => ({
  ...{ id: `${from}-${to}`, from, to },
  acts: [],
});

/** How many passes a block needs; nothing where all must pass. */
function needOf({ join, all, any }: StepSource): number | undefined {
  if (typeof join === 'number') return join;
  return join === 'any' || (join === undefined && all === undefined && any) ? 1 : undefined;
}

type Place = {
  readonly draft: Draft;
  readonly key: string;
  readonly step: StepSource;
  readonly lane: string;
};

/** A block has no shape that a timer could sit on; its `overdue` is carried by its gateway. */
function addTimer({ draft, key, step, lane }: Place): void {
  if (step.overdue === undefined) return;
  const limit = step.within ?? step.max;
  const timer = { id: timerOf(key), type: 'bpmn:BoundaryEvent' as const, lane, on: key };
  draft.nodes.push(limit === undefined ? timer : { ...timer, limit });
  draft.flows.push({ ...plain(timerOf(key), step.overdue), acts: [{ verb: 'overdue' }] });
  reach(draft, step.overdue, lane);
}

function addWays({ draft, key, step, lane }: Place, last: string): void {
  const ways = linesOf(step);
  for (const { to } of ways) reach(draft, to, lane);
  const from = ways.length > 1 ? choiceOf(key) : last;
  if (ways.length > 1) {
    draft.nodes.push({ id: from, type: 'bpmn:ExclusiveGateway', lane });
    draft.flows.push(plain(last, from));
  }
  ways.forEach((way, index) => draft.flows.push({ id: `${key}-${index}`, from, ...way }));
}

function reach({ lanes }: Draft, target: string, lane: string): void {
  if (!lanes.has(target)) lanes.set(target, lane);
}

/** Acts that lead to the same place without conditions are one line; every other way is its own. */
function linesOf(step: StepSource): { to: string; acts: PlannedAct[] }[] {
  const lines: { to: string; acts: PlannedAct[]; isPlain: boolean }[] = [];
  for (const [verb, written] of Object.entries(step.do)) {
    const ways = Array.isArray(written) ? written : [written];
    for (const way of ways) {
      const { to, ...more } = typeof way === 'string' ? { to: way } : way;
      const isPlain = ways.length === 1 && Object.keys(more).length === 0;
      const same = isPlain ? lines.find((line) => line.isPlain && line.to === to) : undefined;
      const act = Object.keys(more).length === 0 ? { verb } : { verb, more };
      if (same) same.acts.push(act);
      else lines.push({ to, acts: [act], isPlain });
    }
  }
  return lines.map(({ to, acts }) => ({ to, acts }));
}
