import { layoutProcess } from 'bpmn-auto-layout';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import type { FlowGraph, FlowNode } from '#engines/process/index.ts';
import { diagramPlan, type PlannedFlow, type PlannedNode } from './plan.ts';

/** Nodes a drawing may have; a longer flow is refused rather than laid out for minutes. */
export const diagramNodesMax = 400;

/** What things are called in the drawing, in one language. */
export type DiagramNames = {
  /** Code and title of what is drawn. */
  readonly code: string;
  readonly title: string;
  readonly nodeName: (node: FlowNode) => string;
  readonly verbName: (verb: string) => string;
  /** What stands beside a task: who does it, within what time, on which clause. */
  readonly nodeNote: (node: FlowNode) => string;
};

/**
 * Returns a flow as BPMN 2.0 XML with its drawing, which any BPMN tool opens. It is a picture of the
 * definition, not executable: the case machine runs the definition itself.
 *
 * @throws {RangeError} for more than {@link diagramNodesMax} nodes
 * @source ISO/IEC 19510:2013 (BPMN 2.0.2)
 */
export async function bpmnOf(graph: FlowGraph, names: DiagramNames): Promise<string> {
  if (graph.nodes.length > diagramNodesMax) {
    throw new RangeError(`a flow of ${graph.nodes.length} nodes is too long to draw`);
  }
  const moddle = new BpmnModdle();
  const { xml } = await moddle.toXML(definitionsOf(moddle, graph, names), { format: true });
  return layoutProcess(xml);
}

/** Ids of XML may not begin with a digit; the letter also keeps nodes and lines apart. */
const nodeId = (id: string): string => `n-${id}`;
const flowId = ({ from, to }: PlannedFlow): string => `f-${from}-${to}`;

function definitionsOf(moddle: BpmnModdle, graph: FlowGraph, names: DiagramNames): ModdleElement {
  const plan = diagramPlan(graph);
  const shapes = new Map(
    plan.nodes.map((node) => [node.id, shapeOf(moddle, node, names)] as const),
  );
  for (const { id, on } of plan.nodes) {
    const shape = shapes.get(id);
    if (on !== undefined && shape !== undefined) shape['attachedToRef'] = shapes.get(on);
  }
  const lines = plan.flows.map((flow) => lineOf(moddle, flow, { shapes, names }));
  const process = moddle.create('bpmn:Process', {
    id: `p-${names.code}`,
    name: names.title,
    isExecutable: false,
    flowElements: [...shapes.values(), ...lines],
  });
  return moddle.create('bpmn:Definitions', {
    id: `d-${names.code}`,
    targetNamespace: 'urn:guiju:service',
    rootElements: [process],
  });
}

function shapeOf(moddle: BpmnModdle, node: PlannedNode, names: DiagramNames): ModdleElement {
  const note = node.of === undefined ? '' : names.nodeNote(node.of);
  return moddle.create(node.type, {
    id: nodeId(node.id),
    incoming: [],
    outgoing: [],
    ...(node.of === undefined ? {} : { name: names.nodeName(node.of) }),
    ...(note === ''
      ? {}
      : { documentation: [moddle.create('bpmn:Documentation', { text: note })] }),
    ...(node.type === 'bpmn:BoundaryEvent'
      ? { eventDefinitions: [moddle.create('bpmn:TimerEventDefinition')] }
      : {}),
  });
}

type Drawn = {
  readonly shapes: ReadonlyMap<string, ModdleElement>;
  readonly names: DiagramNames;
};

/** A line, known to the shapes at both its ends. */
function lineOf(moddle: BpmnModdle, flow: PlannedFlow, { shapes, names }: Drawn): ModdleElement {
  const from = shapes.get(flow.from);
  const to = shapes.get(flow.to);
  const line = moddle.create('bpmn:SequenceFlow', {
    id: flowId(flow),
    sourceRef: from,
    targetRef: to,
    ...(flow.verbs.length === 0 ? {} : { name: flow.verbs.map(names.verbName).join(' / ') }),
  });
  add(from, 'outgoing', line);
  add(to, 'incoming', line);
  return line;
}

function add(shape: ModdleElement | undefined, end: 'incoming' | 'outgoing', line: ModdleElement) {
  const lines = shape?.[end];
  if (Array.isArray(lines)) lines.push(line);
}
