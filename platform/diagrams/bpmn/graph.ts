import { withoutAside } from './aside.ts';
import type { DrawnFlow, DrawnNode, Drawing } from './drawing.ts';
import type { Findings } from './finding.ts';

/** A joint review as it is drawn: a fork, one task a member, the join behind them. */
export type DrawnBlock = {
  readonly fork: DrawnNode;
  readonly members: readonly DrawnNode[];
  readonly join: DrawnNode;
};

/** One way on from a step: the line that names it, and the node it leads to. */
export type DrawnWay = { readonly flow: DrawnFlow; readonly to: DrawnNode };

const taskTypes: ReadonlySet<string> = new Set([
  ...['Task', 'UserTask', 'ManualTask', 'ServiceTask', 'SendTask', 'ReceiveTask'],
  ...['ScriptTask', 'BusinessRuleTask', 'SubProcess', 'CallActivity', 'AdHocSubProcess'],
  'Transaction',
]);
const byHand: ReadonlySet<string> = new Set(['Task', 'UserTask', 'ManualTask']);
const forks: ReadonlySet<string> = new Set([
  'ParallelGateway',
  'InclusiveGateway',
  'ComplexGateway',
]);

/** No line is followed through more gateways than these. */
const gatewaysMax = 60;

/** A drawing by its connections. */
export class FlowGraph {
  readonly drawing: Drawing;
  readonly #nodes: ReadonlyMap<string, DrawnNode>;
  readonly #out: ReadonlyMap<string, readonly DrawnFlow[]>;
  readonly #in: ReadonlyMap<string, readonly DrawnFlow[]>;
  readonly #blocks = new Map<string, DrawnBlock>();
  readonly #inBlocks = new Set<string>();

  constructor(whole: Drawing) {
    const drawing = withoutAside(whole);
    this.drawing = drawing;
    this.#nodes = new Map(drawing.nodes.map((node) => [node.id, node]));
    this.#out = Map.groupBy(drawing.flows, ({ from }) => from);
    this.#in = Map.groupBy(drawing.flows, ({ to }) => to);
    for (const node of drawing.nodes) {
      const block = this.#blockAt(node);
      if (block === undefined) continue;
      this.#blocks.set(node.id, block);
      for (const member of block.members) this.#inBlocks.add(member.id);
    }
  }

  node(id: string): DrawnNode | undefined {
    return this.#nodes.get(id);
  }

  leaving(id: string): readonly DrawnFlow[] {
    return this.#out.get(id) ?? [];
  }

  blockOf(fork: DrawnNode): DrawnBlock | undefined {
    return this.#blocks.get(fork.id);
  }

  isMember(node: DrawnNode): boolean {
    return this.#inBlocks.has(node.id);
  }

  /** Where an activity stands in the flow by itself: a task or a block, not a member of one. */
  isStep(node: DrawnNode): boolean {
    return (isTask(node) && !this.isMember(node)) || this.#blocks.has(node.id);
  }

  /** Every way on from a node, through gateways that choose or only join. */
  waysFrom(id: string, findings: Findings): DrawnWay[] {
    return this.leaving(id).flatMap((flow) => this.#follow(flow, findings, 0));
  }

  #follow(flow: DrawnFlow, findings: Findings, depth: number): DrawnWay[] {
    const to = this.node(flow.to);
    if (to === undefined) return [];
    if (this.isStep(to) || to.type === 'EndEvent') return [{ flow, to }];
    const on = this.leaving(to.id);
    if (this.isMember(to) || depth >= gatewaysMax || on.length === 0) {
      findings.error('leads-nowhere', to);
      return [];
    }
    const last = on.filter(({ id }) => id === to.defaultFlow);
    const ordered = [...on.filter(({ id }) => id !== to.defaultFlow), ...last];
    if (on.length > 1) noteChoice(to, findings);
    return ordered.flatMap((next) => this.#follow(joined(flow, next), findings, depth + 1));
  }

  #blockAt(fork: DrawnNode): DrawnBlock | undefined {
    const targets = this.leaving(fork.id).map(({ to }) => this.node(to));
    if (!forks.has(fork.type) || targets.length < 2) return undefined;
    const members = targets.filter((node) => node !== undefined && isTask(node));
    const joins = members.flatMap((node) => this.leaving(node?.id ?? '').map(({ to }) => to));
    const [join] = joins.map((id) => this.node(id));
    const fits =
      members.length === targets.length &&
      joins.length === members.length &&
      new Set(joins).size === 1 &&
      join !== undefined &&
      join.type.endsWith('Gateway') &&
      (this.#in.get(join.id) ?? []).length === members.length;
    return fits ? { fork, members: members.filter((node) => node !== undefined), join } : undefined;
  }
}

/** Whether a node is something somebody does. */
export const isTask = ({ type }: DrawnNode): boolean => taskTypes.has(type);

/** Whether a task is drawn as one that a person does. */
export const isByHand = ({ type }: DrawnNode): boolean => byHand.has(type);

/** Gateways that may let more than one line go on are read as choosing one. */
function noteChoice(gateway: DrawnNode, findings: Findings): void {
  if (gateway.type === 'ParallelGateway') findings.error('parallel-shape', gateway);
  else if (gateway.type === 'EventBasedGateway') findings.error('event-gateway', gateway);
  else if (gateway.type !== 'ExclusiveGateway') findings.warn('inclusive', gateway);
}

/** Two lines with nothing but a gateway between them: the later one names the act if it can. */
function joined(first: DrawnFlow, second: DrawnFlow): DrawnFlow {
  const named = second.name === '' ? first : second;
  const condition = second.condition ?? first.condition;
  const { condition: _condition, ...line } = second;
  return {
    ...line,
    ...{ name: named.name, carried: named.carried },
    ...(condition === undefined ? {} : { condition }),
  };
}
