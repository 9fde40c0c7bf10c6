import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import {
  type Definition,
  type DefinitionSource,
  type Localized,
  writtenDefinition,
} from '#engines/process/index.ts';
import { CARRIED, type CarriedFlow, type CarriedNode, ids } from './carried.ts';
import { type Box, type DiagramLayout, layoutOf, type Point } from './layout.ts';
import {
  diagramPlan,
  type DiagramPlan,
  type PlannedFlow,
  type PlannedNode,
  type StepSource,
} from './plan.ts';

/** Nodes a drawing may have; a longer flow is refused rather than laid out for minutes. */
export const diagramNodesMax = 400;

/** What things are called in the drawing, in one language. */
export type DiagramNames = {
  readonly say: (text: Localized) => string;
  readonly roleName: (role: string) => string;
  readonly verbName: (verb: string) => string;
  /** A limit as people say it. */
  readonly limitName: (limit: string) => string;
  readonly clauseName: (clause: string) => string;
};

/**
 * Returns a definition as BPMN 2.0 XML with its drawing in lanes, which any BPMN tool opens without
 * a warning. It is a picture, not executable: the case machine runs the definition itself. What BPMN
 * has no element for travels in extension elements, so that {@link draftOf} gives the same back.
 *
 * @throws {RangeError} for more than {@link diagramNodesMax} nodes
 * @source ISO/IEC 19510:2013 (BPMN 2.0.2)
 */
export async function bpmnOf(definition: Definition, names: DiagramNames): Promise<string> {
  const source = writtenDefinition(definition);
  const plan = diagramPlan(source.flow);
  if (plan.nodes.length > diagramNodesMax) {
    throw new RangeError(`a flow of ${plan.nodes.length} nodes is too long to draw`);
  }
  const writing = { moddle: new BpmnModdle(), names, source, plan, layout: layoutOf(plan) };
  const { xml } = await writing.moddle.toXML(definitionsOf(writing), { format: true });
  return xml;
}

type Writing = {
  readonly moddle: BpmnModdle;
  readonly names: DiagramNames;
  readonly source: DefinitionSource;
  readonly plan: DiagramPlan;
  readonly layout: DiagramLayout;
};

function definitionsOf(writing: Writing): ModdleElement {
  const { moddle, names, source, plan } = writing;
  const shapes = shapesOf(writing);
  const lines = new Map(plan.flows.map((flow) => [flow.id, lineOf(writing, flow, shapes)]));
  const lanes = lanesOf(writing, shapes);
  const { code } = source;
  const process = moddle.create('bpmn:Process', {
    ...{ id: `p-${code}`, name: names.say(localized(source.title)), isExecutable: false },
    extensionElements: carry(moddle, serviceRest(writing)),
    laneSets: [moddle.create('bpmn:LaneSet', { id: `s-${code}`, lanes: [...lanes.values()] })],
    flowElements: [...shapes.values(), ...lines.values()],
  });
  const pool = moddle.create('bpmn:Participant', {
    ...{ id: `o-${code}`, name: names.say(localized(source.title)), processRef: process },
  });
  const collaboration = moddle.create('bpmn:Collaboration', {
    ...{ id: `c-${code}`, participants: [pool] },
  });
  return moddle.create('bpmn:Definitions', {
    ...{ id: `d-${code}`, targetNamespace: 'urn:guiju:service', exporter: 'guiju' },
    rootElements: [collaboration, process],
    diagrams: [drawingOf(writing, { pool, collaboration, lanes, shapes, lines })],
  });
}

/** Everything of a definition that is no part of the drawing, with the ends nothing leads to. */
function serviceRest({ source, plan }: Writing): object {
  const { flow, ...service } = source;
  const drawn = new Set(plan.nodes.map(({ id }) => id));
  const ends = Object.entries(flow.ends).filter(([key]) => !drawn.has(key));
  return { service, ends: Object.fromEntries(ends) };
}

function carry(moddle: BpmnModdle, value: object): ModdleElement {
  const { element, namespace } = CARRIED;
  const any = moddle.createAny(element, namespace, { $body: JSON.stringify(value) });
  return moddle.create('bpmn:ExtensionElements', { values: [any] });
}

function shapesOf(writing: Writing): Map<string, ModdleElement> {
  const { moddle, plan } = writing;
  const shapes = new Map(
    plan.nodes.map((node) => {
      const shape = moddle.create(node.type, {
        ...{ id: ids.node(node.id), incoming: [], outgoing: [] },
        ...partsOf(writing, node),
      });
      return [node.id, shape] as const;
    }),
  );
  for (const { id, on } of plan.nodes) {
    const shape = shapes.get(id);
    if (on !== undefined && shape !== undefined) shape['attachedToRef'] = shapes.get(on);
  }
  return shapes;
}

function partsOf({ moddle, names }: Writing, node: PlannedNode): Record<string, unknown> {
  const expression = (body: string) => moddle.create('bpmn:FormalExpression', { body });
  if (node.on !== undefined) {
    const timer = node.limit === undefined ? {} : { timeDuration: expression(node.limit) };
    return { eventDefinitions: [moddle.create('bpmn:TimerEventDefinition', timer)] };
  }
  if (node.need !== undefined) return { activationCondition: expression(`passes >= ${node.need}`) };
  const drawn = drawnAs(node, names);
  if (drawn === undefined) return {};
  const { carried, note } = drawn;
  return {
    name: drawn.shown,
    ...(note === ''
      ? {}
      : { documentation: [moddle.create('bpmn:Documentation', { text: note })] }),
    ...(carried === undefined ? {} : { extensionElements: carry(moddle, carried) }),
  };
}

type Drawn = { readonly shown: string; readonly note: string; readonly carried?: CarriedNode };

/** How a node is named, what stands beside it, and what it carries. */
function drawnAs({ of }: PlannedNode, names: DiagramNames): Drawn | undefined {
  if (of === undefined) return undefined;
  if (of.kind === 'start') return { shown: names.verbName('file'), note: '' };
  if (of.kind === 'end') {
    const { key, end } = of;
    const shown = names.say(localized(typeof end === 'string' ? end : end.title));
    const rest = typeof end === 'string' ? { title: { 'zh-CN': end } } : end;
    return { shown, note: '', carried: { key, shown, rest } };
  }
  if (of.kind === 'member') {
    const { by, ...rest } = of.post;
    const shown = rest.title === undefined ? names.roleName(by) : names.say(localized(rest.title));
    const note = noteOf(of.post, names);
    return { shown, note, carried: { key: of.key, member: of.member, shown, rest } };
  }
  return stepAs(of.key, of.step, names);
}

/** A step or block: who, where to and what happens when late is drawn, the rest is carried. */
function stepAs(key: string, step: StepSource, names: DiagramNames): Drawn {
  const { by: _by, do: _do, all, any, n, join, overdue, ...rest } = step;
  const isBlock = (all ?? any ?? n) !== undefined;
  const shown = rest.title === undefined ? names.verbName(key) : names.say(localized(rest.title));
  const carried = {
    ...{ key, shown },
    ...(overdue === undefined || isBlock ? {} : limitShown(step)),
    rest: isBlock ? { ...rest, join, ...(overdue === undefined ? {} : { overdue }) } : rest,
  };
  return { shown, note: noteOf(step, names), carried };
}

function limitShown({ within, max }: StepSource): Pick<CarriedNode, 'limit'> {
  const limit = within ?? max;
  return limit === undefined ? {} : { limit };
}

/** Who does it, within what time, on which clause. */
function noteOf(post: Partial<StepSource>, names: DiagramNames): string {
  const { by, within, max, clause } = post;
  const limit = within ?? max;
  return [
    ...(by === undefined ? [] : [names.roleName(by)]),
    ...(limit === undefined ? [] : [names.limitName(limit)]),
    ...(clause === undefined ? [] : [names.clauseName(clause)]),
  ].join(' · ');
}

const localized = (text: string | Localized): Localized =>
  typeof text === 'string' ? { 'zh-CN': text } : text;

/** A line, known to the shapes at both its ends. */
function lineOf(
  { moddle, names }: Writing,
  flow: PlannedFlow,
  shapes: ReadonlyMap<string, ModdleElement>,
): ModdleElement {
  const [from, to] = [shapes.get(flow.from), shapes.get(flow.to)];
  const shown = flow.acts.map(({ verb }) => names.verbName(verb)).join(' / ');
  const when = flow.acts[0]?.more?.['when'];
  const carried: CarriedFlow = { shown, acts: flow.acts };
  const line = moddle.create('bpmn:SequenceFlow', {
    ...{ id: ids.flow(flow.id), sourceRef: from, targetRef: to },
    ...(flow.acts.length === 0 ? {} : { name: shown, extensionElements: carry(moddle, carried) }),
    ...(typeof when === 'string'
      ? {
          conditionExpression: moddle.create('bpmn:FormalExpression', {
            body: when,
            language: FEEL,
          }),
        }
      : {}),
  });
  add(from, 'outgoing', line);
  add(to, 'incoming', line);
  return line;
}

/** @source DMN 1.3, 6.3.2 (the URI of FEEL as an expression language) */
const FEEL = 'https://www.omg.org/spec/DMN/20191111/FEEL/';

function add(shape: ModdleElement | undefined, end: 'incoming' | 'outgoing', line: ModdleElement) {
  const lines = shape?.[end];
  if (Array.isArray(lines)) lines.push(line);
}

function lanesOf(
  { moddle, names, plan, layout }: Writing,
  shapes: ReadonlyMap<string, ModdleElement>,
): Map<string, ModdleElement> {
  return new Map(
    layout.lanes.map(({ role }) => {
      const within = plan.nodes.filter(({ lane }) => lane === role).map(({ id }) => shapes.get(id));
      const lane = moddle.create('bpmn:Lane', {
        ...{ id: ids.lane(role), name: names.roleName(role), flowNodeRef: within },
        extensionElements: carry(moddle, { role, shown: names.roleName(role) }),
      });
      return [role, lane];
    }),
  );
}

type Elements = {
  readonly pool: ModdleElement;
  readonly collaboration: ModdleElement;
  readonly lanes: ReadonlyMap<string, ModdleElement>;
  readonly shapes: ReadonlyMap<string, ModdleElement>;
  readonly lines: ReadonlyMap<string, ModdleElement>;
};

/** The drawing: a shape for the pool, each lane and node, an edge for each line. */
function drawingOf({ moddle, layout }: Writing, of: Elements): ModdleElement {
  const shape = (element: ModdleElement | undefined, box: Box | undefined, more = {}) =>
    moddle.create('bpmndi:BPMNShape', {
      ...{ id: `${String(element?.['id'])}_di`, bpmnElement: element },
      bounds: moddle.create('dc:Bounds', { ...rounded(box) }),
      ...more,
    });
  const edge = (element: ModdleElement, points: readonly Point[]) =>
    moddle.create('bpmndi:BPMNEdge', {
      ...{ id: `${String(element['id'])}_di`, bpmnElement: element },
      waypoint: points.map(({ x, y }) =>
        moddle.create('dc:Point', { x: Math.round(x), y: Math.round(y) }),
      ),
    });
  const planeElement = [
    shape(of.pool, layout.pool, { isHorizontal: true }),
    ...layout.lanes.map(({ role, box }) => shape(of.lanes.get(role), box, { isHorizontal: true })),
    ...[...of.shapes].map(([id, element]) => shape(element, layout.shapes.get(id))),
    ...[...of.lines].map(([id, element]) => edge(element, layout.lines.get(id) ?? [])),
  ];
  return moddle.create('bpmndi:BPMNDiagram', {
    id: 'diagram',
    plane: moddle.create('bpmndi:BPMNPlane', {
      ...{ id: 'plane', bpmnElement: of.collaboration, planeElement },
    }),
  });
}

function rounded(box: Box | undefined): Box {
  const { x = 0, y = 0, width = 0, height = 0 } = box ?? {};
  const at = [x, y, width, height].map(Math.round);
  return { x: at[0] ?? 0, y: at[1] ?? 0, width: at[2] ?? 0, height: at[3] ?? 0 };
}
