import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { CARRIED } from './carried.ts';
import type { Findings } from './finding.ts';

/** The largest file that is read, in characters, and the most elements of its flow. */
export const BPMN_LIMITS = { characters: 2_000_000, elements: 2_000 } as const;

/** A node of a drawing as any tool may have drawn it. `type` is the name of BPMN without prefix. */
export type DrawnNode = {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly carried: unknown;
  /** Kinds of its event definitions, such as `TimerEventDefinition`. */
  readonly events: readonly string[];
  /** What a timer waits for, as written. */
  readonly timer?: string;
  readonly isCycleOrDate: boolean;
  /** Of a boundary event: what it sits on, and whether the activity ends. */
  readonly on?: string;
  readonly interrupts: boolean;
  /** Of a complex gateway: the first number of its condition. */
  readonly need?: number;
  readonly repeats: boolean;
  readonly defaultFlow?: string;
};

export type DrawnFlow = {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly carried: unknown;
  readonly condition?: { readonly body: string; readonly language: string };
};

export type DrawnLane = {
  readonly id: string;
  readonly name: string;
  readonly carried: unknown;
  readonly nodes: readonly string[];
};

/** A process as it is drawn; everything in the order of the file. */
export type Drawing = {
  readonly id: string;
  readonly name: string;
  readonly carried: unknown;
  readonly nodes: readonly DrawnNode[];
  readonly flows: readonly DrawnFlow[];
  readonly lanes: readonly DrawnLane[];
};

const file = { id: '', name: '' };

/**
 * Reads BPMN 2.0 XML into plain values. What cannot be read is a finding, never a throw.
 *
 * @returns the drawing of the first process that has a flow; none where there is none to read
 * @source ISO/IEC 19510:2013 (BPMN 2.0.2)
 */
export async function readDrawing(xml: string, findings: Findings): Promise<Drawing | undefined> {
  if (xml.length > BPMN_LIMITS.characters) {
    findings.error('too-large', file, { maximum: BPMN_LIMITS.characters });
    return undefined;
  }
  const root = await parse(xml, findings);
  if (root === undefined) return undefined;
  const roots = list(root['rootElements']);
  const processes = roots.filter((one) => one.$type === 'bpmn:Process');
  const [process, ...more] = processes.filter((one) => list(one['flowElements']).length > 0);
  if (process === undefined) {
    findings.error('no-process', file);
    return undefined;
  }
  for (const other of more) findings.error('other-process', named(other));
  for (const one of roots.filter(({ $type }) => $type === 'bpmn:Collaboration')) {
    for (const message of list(one['messageFlows'])) findings.warn('message-flow', named(message));
  }
  if (list(process['flowElements']).length > BPMN_LIMITS.elements) {
    findings.error('too-large', named(process), { maximum: BPMN_LIMITS.elements });
    return undefined;
  }
  return drawingOf(process, findings);
}

async function parse(xml: string, findings: Findings): Promise<ModdleElement | undefined> {
  try {
    const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
    for (const { message } of warnings) {
      findings.warn('xml', { id: message.slice(0, 200), name: '' });
    }
    return rootElement;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    findings.error('unreadable', file, { reason: message.split('\n')[0] ?? '' });
    return undefined;
  }
}

function drawingOf(process: ModdleElement, findings: Findings): Drawing {
  const elements = list(process['flowElements']);
  for (const artifact of list(process['artifacts'])) findings.warn('left-out', named(artifact));
  const flows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
  return {
    ...named(process),
    carried: carriedBy(process, findings),
    nodes: elements
      .filter(({ $type }) => $type !== 'bpmn:SequenceFlow')
      .map((element) => nodeOf(element, findings)),
    flows: flows.flatMap((flow) => flowOf(flow, findings)),
    lanes: list(process['laneSets'])
      .flatMap((set) => list(set['lanes']))
      .flatMap((lane) => lanesOf(lane, findings)),
  };
}

/** A lane, or the lanes inside it: the innermost one says who acts. */
function lanesOf(lane: ModdleElement, findings: Findings): DrawnLane[] {
  const inner = element(lane['childLaneSet']);
  if (inner !== undefined) return list(inner['lanes']).flatMap((one) => lanesOf(one, findings));
  const nodes = list(lane['flowNodeRef']).map((one) => text(one['id']));
  return [{ ...named(lane), carried: carriedBy(lane, findings), nodes }];
}

function nodeOf(node: ModdleElement, findings: Findings): DrawnNode {
  const events = list(node['eventDefinitions']);
  const timer = events.find(({ $type }) => $type === 'bpmn:TimerEventDefinition');
  const host = element(node['attachedToRef']);
  const need = /\d+/.exec(bodyOf(node['activationCondition']) ?? '')?.[0];
  const duration = bodyOf(timer?.['timeDuration']);
  const other = element(node['default']);
  return {
    ...named(node),
    type: typeOf(node),
    carried: carriedBy(node, findings),
    events: events.map(typeOf),
    isCycleOrDate: [timer?.['timeDate'], timer?.['timeCycle']].some((one) => one !== undefined),
    interrupts: node['cancelActivity'] !== false,
    repeats: node['loopCharacteristics'] !== undefined,
    ...(duration === undefined ? {} : { timer: duration }),
    ...(host === undefined ? {} : { on: text(host['id']) }),
    ...(need === undefined ? {} : { need: Number(need) }),
    ...(other === undefined ? {} : { defaultFlow: text(other['id']) }),
  };
}

function flowOf(flow: ModdleElement, findings: Findings): DrawnFlow[] {
  const [from, to] = [element(flow['sourceRef']), element(flow['targetRef'])];
  if (from === undefined || to === undefined) {
    findings.error('loose-line', named(flow));
    return [];
  }
  const condition = element(flow['conditionExpression']);
  const body = bodyOf(condition);
  const ends = { from: text(from['id']), to: text(to['id']) };
  const carried = carriedBy(flow, findings);
  const language = text(condition?.['language']);
  const when = body === undefined ? {} : { condition: { body, language } };
  return [{ ...named(flow), ...ends, carried, ...when }];
}

/** What an element of ours carries; a damaged text is a finding and counts as nothing. */
function carriedBy(of: ModdleElement, findings: Findings): unknown {
  const values = list(element(of['extensionElements'])?.['values']);
  const own = values.find(({ $type }) => $type === CARRIED.element);
  if (own === undefined) return undefined;
  try {
    return JSON.parse(text(own['$body']));
  } catch {
    findings.warn('carried-damaged', named(of));
    return undefined;
  }
}

const typeOf = ({ $type }: ModdleElement): string => $type.replace(/^bpmn:/, '');

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function named(of: ModdleElement): { id: string; name: string } {
  return { id: text(of['id']), name: text(of['name']).replaceAll(/\s+/g, ' ').trim() };
}

function bodyOf(value: unknown): string | undefined {
  const body = text(element(value)?.['body']).trim();
  return body === '' ? undefined : body;
}

function element(value: unknown): ModdleElement | undefined {
  return isElement(value) ? value : undefined;
}

const list = (value: unknown): ModdleElement[] =>
  Array.isArray(value) ? value.filter(isElement) : [];

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}
