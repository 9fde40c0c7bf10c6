import { carriedActs, carriedNode } from './draft-carried.ts';
import { keyOfWords, type KeyMaker, type Reading, rolesOf, titleOf } from './draft-reading.ts';
import type { DrawnFlow, DrawnNode } from './drawing.ts';
import { type DrawnBlock, isByHand, isTask } from './graph.ts';
import { spokenVerb } from './spoken-verbs.ts';
import { actsIn, freeKey, keyIn, limitIn } from './words.ts';

type Written = Record<string, unknown>;
type Ground = Reading & {
  readonly keys: KeyMaker;
  readonly roleOf: (node: DrawnNode) => string | undefined;
};

/** The steps of a drawing as a definition writes them, in the order of the file. */
export function draftSteps(reading: Reading, keys: KeyMaker): Record<string, Written> {
  const ground: Ground = { ...reading, keys, roleOf: rolesOf(reading) };
  const { graph, findings } = reading;
  const steps: Record<string, Written> = {};
  for (const node of graph.drawing.nodes.filter((one) => graph.isStep(one))) {
    const block = graph.blockOf(node);
    steps[keys.of(node)] = block === undefined ? single(ground, node) : joint(ground, block);
  }
  for (const node of graph.drawing.nodes) {
    if (node.type === 'BoundaryEvent') noteBoundary(ground, node);
  }
  if (Object.keys(steps).length === 0) findings.error('no-step', graph.drawing);
  return steps;
}

function single(ground: Ground, node: DrawnNode): Written {
  noteTask(ground, node);
  const rest = carriedNode(node.carried)?.rest ?? {};
  return {
    ...{ ...rest, ...titleOf(node) },
    ...roleIn(ground, node),
    ...lateOf(ground, node, rest['clock'] === 'suspended' ? 'max' : 'within'),
    do: waysOf(ground, node, node),
  };
}

function roleIn({ roleOf }: Ground, node: DrawnNode): { readonly by?: string } {
  const by = roleOf(node);
  return by === undefined ? {} : { by };
}

function joint(ground: Ground, block: DrawnBlock): Written {
  const { fork, join, members } = block;
  if (fork.type === 'InclusiveGateway') ground.findings.warn('inclusive', fork);
  const taken = new Set<string>();
  const posts = members.map((node) => {
    noteTask(ground, node);
    const carried = carriedNode(node.carried);
    const wanted = carried?.member ?? (keyIn(node.name) || 'member');
    const key = freeKey(wanted, (one) => taken.has(one));
    taken.add(key);
    return [key, { ...carried?.rest, ...titleOf(node), ...roleIn(ground, node) }] as const;
  });
  const rest = carriedNode(fork.carried)?.rest ?? {};
  const need = needOf(join, { members: members.length, carried: rest['join'] });
  const kind = need === 'all' || need === 'any' ? need : 'n';
  return {
    ...{ ...rest, ...titleOf(fork) },
    ...{ [kind]: Object.fromEntries(posts), join: need },
    do: waysOf(ground, fork, join),
  };
}

/** How many members must pass: all behind a parallel join, else as the join says, else one. */
function needOf(
  join: DrawnNode,
  { members, carried }: { readonly members: number; readonly carried: unknown },
): 'all' | 'any' | number {
  if (join.type === 'ParallelGateway' || join.type === 'InclusiveGateway') return 'all';
  const need = join.need ?? 1;
  if (need === carried) return need;
  if (need <= 1) return 'any';
  return Math.min(need, members);
}

function noteTask({ findings }: Ground, node: DrawnNode): void {
  if (node.repeats) findings.error('repeats', node);
  if (/SubProcess$|^CallActivity$|^Transaction$/.test(node.type)) {
    findings.error('sub-process', node);
  } else if (!isByHand(node)) findings.warn('task-kind', node, { kind: node.type });
}

/** What happens by itself when the limit of a task has run out: the timer on its border. */
function lateOf(ground: Ground, node: DrawnNode, limit: 'within' | 'max'): Written {
  const { graph, keys, findings } = ground;
  const timers = graph.drawing.nodes.filter(
    (one) => one.on === node.id && one.events.includes('TimerEventDefinition') && one.interrupts,
  );
  const [timer, ...more] = timers;
  for (const other of more) findings.error('second-timer', other);
  if (timer === undefined) return {};
  const [way] = graph.waysFrom(timer.id, findings);
  if (way === undefined) findings.error('leads-nowhere', timer);
  const written: Written = way === undefined ? {} : { overdue: keys.of(way.to) };
  const shown = carriedNode(node.carried)?.limit;
  if (timer.timer === undefined || timer.timer === shown) {
    if (timer.timer === undefined && shown === undefined) noteNoLimit(ground, node, timer);
    return written;
  }
  const read = limitIn(timer.timer);
  if (read === undefined) {
    findings.error('timer-unreadable', timer, { text: timer.timer.slice(0, 80) });
    return written;
  }
  if (read.guessed) findings.warn('natural-days', timer, { text: timer.timer, limit: read.limit });
  return { ...written, [limit]: read.limit };
}

function noteNoLimit({ findings }: Ground, node: DrawnNode, timer: DrawnNode): void {
  if (carriedNode(node.carried) !== undefined) return;
  if (timer.isCycleOrDate) findings.error('timer-kind', timer);
  else findings.error('timer-without-limit', timer);
}

function noteBoundary({ graph, findings }: Ground, event: DrawnNode): void {
  const host = graph.node(event.on ?? '');
  if (!event.events.includes('TimerEventDefinition')) {
    findings.error('boundary-event', event, { kind: event.events.join() });
  } else if (!event.interrupts) findings.warn('timer-beside', event);
  else if (host !== undefined && graph.isMember(host)) findings.error('timer-in-block', event);
  else if (host !== undefined && !isTask(host)) findings.error('boundary-event', event);
}

type Way = { readonly to: string } & Readonly<Record<string, unknown>>;

/** The ways out of a step by verb, from the node behind which they are drawn. */
function waysOf(ground: Ground, step: DrawnNode, last: DrawnNode): Written {
  const { graph, keys, findings } = ground;
  if (graph.leaving(last.id).length > 1 && isTask(last)) findings.warn('split', step);
  const found = graph.waysFrom(last.id, findings);
  if (found.length === 0) findings.error('no-way-on', step);
  const ways: Record<string, Way[]> = {};
  const unnamed = found.filter(({ flow }) => flow.name === '');
  if (found.length > 1) for (const { flow } of unnamed) findings.warn('unnamed-way', flow);
  const isBlock = graph.blockOf(step) !== undefined;
  for (const { flow, to } of found) {
    for (const { verb, more } of actsOf(ground, flow, isBlock)) {
      ways[verb] = [
        ...(ways[verb] ?? []),
        { to: keys.of(to), ...more, ...conditionOf(ground, flow) },
      ];
    }
  }
  return Object.fromEntries(Object.entries(ways).map(([verb, list]) => [verb, writtenWays(list)]));
}

function writtenWays(list: readonly Way[]): unknown {
  const written = list.map((way) => (Object.keys(way).length === 1 ? way.to : way));
  return written.length === 1 ? written[0] : written;
}

/** The acts a line stands for: as carried while its label stands, else by the label's words. */
function actsOf(
  { words, findings }: Ground,
  flow: DrawnFlow,
  isBlock: boolean,
): { verb: string; more?: object }[] {
  const carried = carriedActs(flow.carried, flow.name);
  if (carried !== undefined) {
    return carried.map(({ verb, more = {} }) => {
      const { when: _when, ...rest } = { when: undefined, ...more };
      return { verb, more: rest };
    });
  }
  // What a joint review comes to is its votes' to say: one way on is the way of a pass.
  if (flow.name === '') return [{ verb: isBlock ? 'pass' : 'done' }];
  return actsIn(flow.name).map((word) => {
    const verb = keyOfWords(word, words.verbs) ?? spokenVerb(word, isBlock);
    if (verb !== undefined) return { verb };
    const made = keyIn(word) || 'done';
    findings.warn('unknown-verb', flow, { word, verb: made });
    return { verb: made };
  });
}

function conditionOf({ findings }: Ground, { condition, ...flow }: DrawnFlow): { when?: string } {
  if (condition === undefined) return {};
  const { body, language } = condition;
  const isFeel = language === '' ? !/[$#]\{/.test(body) : /feel/i.test(language);
  // Modelers that know FEEL write an equals sign before an expression.
  if (isFeel) return { when: body.replace(/^\s*=\s*/, '') };
  findings.warn('condition-language', flow, { text: body.slice(0, 80) });
  return {};
}
