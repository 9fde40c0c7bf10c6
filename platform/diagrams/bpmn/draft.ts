import {
  type Definition,
  type Finding,
  type Localized,
  readDefinition,
} from '#engines/process/index.ts';
import { readDrawing, type DrawnNode } from './drawing.ts';
import { draftSteps } from './draft-steps.ts';
import { isRecord, textOf } from './draft-carried.ts';
import { keyMaker, type KeyMaker, type Reading } from './draft-reading.ts';
import { type BpmnFinding, Findings } from './finding.ts';
import { FlowGraph } from './graph.ts';
import { keyIn } from './words.ts';

/** What a drawing's words may mean: the park's roles and the verbs of the language, by their key. */
export type DraftWords = {
  readonly roles: Readonly<Record<string, Localized>>;
  readonly verbs: Readonly<Record<string, Localized>>;
};

/** What a BPMN file came to. */
export type BpmnDraft = {
  /** The definition as a pack writes it; none where the file could not be read at all. */
  readonly source?: Readonly<Record<string, unknown>>;
  /** The same, read; none while its shape is wrong (`faults` says where). */
  readonly definition?: Definition;
  /** What could not be carried, by element. */
  readonly findings: readonly BpmnFinding[];
  readonly faults: readonly Finding[];
};

/**
 * Reads a flow drawn in a BPMN tool as a draft definition: lanes become roles, tasks steps, a fork
 * with its join a joint review, exclusive gateways ways, boundary timers limits with what happens
 * after them, end events ends. A drawing of ours gives the definition it was drawn from.
 *
 * @source ISO/IEC 19510:2013 (BPMN 2.0.2); design page 2, "Beside every definition"
 */
export async function draftOf(xml: string, words: DraftWords): Promise<BpmnDraft> {
  const findings = new Findings();
  const drawing = await readDrawing(xml, findings);
  if (drawing === undefined) return { findings: findings.list(), faults: [] };
  const reading: Reading = { graph: new FlowGraph(drawing), words, findings };
  const source = sourceOf(reading);
  const { definition, findings: faults } = readDefinition(source);
  return {
    ...{ source, faults, findings: findings.list() },
    ...(definition === undefined ? {} : { definition }),
  };
}

function sourceOf(reading: Reading): Record<string, unknown> {
  const { graph } = reading;
  const { carried } = graph.drawing;
  const own = isRecord(carried) && isRecord(carried['service']) ? carried['service'] : undefined;
  const undrawn = isRecord(carried) && isRecord(carried['ends']) ? carried['ends'] : {};
  noteLeftOut(reading);
  const keys = keyMaker(reading, Object.keys(undrawn));
  const steps = draftSteps(reading, keys);
  const flow = { start: startOf(reading, keys), steps, ends: { ...keys.ends(), ...undrawn } };
  return { ...(own ?? unnamedService(reading)), flow };
}

/** What no drawing says of a service, to be filled in before it can be checked. */
function unnamedService({ graph, findings }: Reading): Record<string, unknown> {
  const { id, name } = graph.drawing;
  const title = name === '' ? id : name;
  findings.warn('fill-in', { id, name });
  return {
    ...{ code: keyIn(title) || 'draft', title: { 'zh-CN': title }, class: 'unsorted' },
    ...{ nature: 'park-service', standard: { number: '待填', clause: '待填' }, kind: 'promised' },
  };
}

function startOf({ graph, findings }: Reading, keys: KeyMaker): string {
  const starts = graph.drawing.nodes.filter(({ type }) => type === 'StartEvent');
  const [start, ...more] = starts;
  for (const other of more) findings.error('second-start', other);
  if (start === undefined) {
    findings.error('no-start', graph.drawing);
    const first = graph.drawing.nodes.find((node) => graph.isStep(node));
    return first === undefined ? '' : keys.of(first);
  }
  if (start.events.length > 0) findings.warn('start-event', start, { kind: start.events.join() });
  const [first, ...others] = graph.waysFrom(start.id, findings);
  if (first === undefined || others.length > 0) findings.error('start-unclear', start);
  return first === undefined ? '' : keys.of(first.to);
}

/** Elements that stand in no way of the flow and have no counterpart. */
function noteLeftOut({ graph, findings }: Reading): void {
  const known = /Task$|Gateway$|Event$|SubProcess$|^Task$|^CallActivity$|^Transaction$/;
  for (const node of graph.drawing.nodes) {
    if (!known.test(node.type)) findings.warn('left-out', node, { kind: node.type });
    if (node.type.startsWith('Intermediate')) findings.error('intermediate-event', node);
    if (node.type === 'EndEvent') noteEnd(node, findings);
  }
}

function noteEnd(node: DrawnNode, findings: Findings): void {
  if (node.events.length > 0) findings.warn('end-event', node, { kind: textOf(node.events[0]) });
}
