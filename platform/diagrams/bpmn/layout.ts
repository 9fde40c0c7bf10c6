import { Graph, layout } from '@dagrejs/dagre';
import type { DiagramPlan, PlannedNode } from './plan.ts';

/** A place in the drawing; lengths are pixels, y grows downwards. */
export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type Point = { readonly x: number; readonly y: number };

/** Where everything stands: the pool, its lanes from the top, shapes and lines. */
export type DiagramLayout = {
  readonly pool: Box;
  readonly lanes: readonly { readonly role: string; readonly box: Box }[];
  readonly shapes: ReadonlyMap<string, Box>;
  readonly lines: ReadonlyMap<string, readonly Point[]>;
};

const columnGap = 70;
const rowHeight = 120;
const headWidth = 30;
const margin = 40;
/** Lines that run along the same gap are kept this far apart. */
const lineGap = 6;
const linesBeside = 7;

/** The sizes tools draw these shapes with. */
const sizes: Readonly<Record<PlannedNode['type'], readonly [number, number]>> = {
  'bpmn:StartEvent': [36, 36],
  'bpmn:EndEvent': [36, 36],
  'bpmn:BoundaryEvent': [36, 36],
  'bpmn:UserTask': [110, 80],
  'bpmn:ParallelGateway': [50, 50],
  'bpmn:ExclusiveGateway': [50, 50],
  'bpmn:ComplexGateway': [50, 50],
};

/**
 * Lays a plan out in lanes: columns by the way from the start (dagre), rows by lane, lines in the
 * gaps between rows so that none crosses a shape.
 */
export function layoutOf({ nodes, flows }: DiagramPlan): DiagramLayout {
  const columns = columnsOf({ nodes, flows });
  const roles = [...new Set(nodes.map(({ lane }) => lane))];
  const lanes: { role: string; box: Box }[] = [];
  const shapes = new Map<string, Box>();
  const right = Math.max(...[...columns.values()].map(({ x }) => x)) + 110;
  let top = margin;
  for (const role of roles) {
    const rows = stack(
      nodes.filter(({ lane, on }) => lane === role && on === undefined),
      columns,
    );
    for (const { node, row } of rows) {
      const middle = top + (row + 0.5) * rowHeight;
      shapes.set(node.id, around(node, { x: columns.get(node.id)?.x ?? 0, y: middle }));
    }
    const height = rowHeight * (1 + Math.max(0, ...rows.map(({ row }) => row)));
    lanes.push({
      role,
      box: { x: margin + headWidth, y: top, width: right - margin - headWidth, height },
    });
    top += height;
  }
  for (const node of nodes) {
    const host = node.on === undefined ? undefined : shapes.get(node.on);
    if (host === undefined) continue;
    shapes.set(node.id, around(node, { x: host.x + host.width - 24, y: host.y + host.height }));
  }
  const lines = new Map(
    flows.map((flow, index) => {
      const [from, to] = [shapes.get(flow.from), shapes.get(flow.to)];
      const timer = nodes.find(({ id }) => id === flow.from)?.on !== undefined;
      return [flow.id, from && to ? wayBetween({ from, to, timer }, index) : []];
    }),
  );
  return {
    pool: { x: margin, y: margin, width: right - margin, height: top - margin },
    ...{ lanes, shapes, lines },
  };
}

const around = (node: PlannedNode, middle: Point): Box => {
  const [width, height] = sizes[node.type];
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
};

/** The middle of each node's column, and its height in a drawing without lanes, to order rows by. */
function columnsOf({ nodes, flows }: DiagramPlan): Map<string, Point> {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ranksep: columnGap, nodesep: 30 });
  graph.setDefaultEdgeLabel(() => ({}));
  const hosts = new Map(nodes.map(({ id, on }) => [id, on ?? id]));
  for (const { id, type, on } of nodes) {
    const [, height] = sizes[type];
    // Equal widths make equal ranks stand in one column.
    if (on === undefined) graph.setNode(id, { width: 110, height });
  }
  for (const { id, from, to } of flows) graph.setEdge(hosts.get(from) ?? from, to, {}, id);
  layout(graph);
  const left = margin + headWidth + 30;
  return new Map(
    graph.nodes().map((id: string) => {
      const { x = 0, y = 0 } = graph.node(id);
      return [id, { x: left + x, y }];
    }),
  );
}

/** Gives each node of a lane a row; no two of one column share one. */
function stack(
  nodes: readonly PlannedNode[],
  columns: ReadonlyMap<string, Point>,
): { node: PlannedNode; row: number }[] {
  const taken = new Set<string>();
  const sorted = nodes.toSorted(
    (a, b) => (columns.get(a.id)?.y ?? 0) - (columns.get(b.id)?.y ?? 0),
  );
  return sorted.map((node) => {
    const column = Math.round(columns.get(node.id)?.x ?? 0);
    let row = 0;
    while (taken.has(`${column} ${row}`)) row += 1;
    taken.add(`${column} ${row}`);
    return { node, row };
  });
}

/** A line of right angles: straight to the next column, else through the gap above the target. */
function wayBetween(
  { from, to, timer }: { from: Box; to: Box; timer: boolean },
  index: number,
): Point[] {
  const shift = (index % linesBeside) * lineGap;
  const end = { x: to.x, y: to.y + to.height / 2 };
  const entry = to.x - 12 - shift;
  if (timer) {
    const start = { x: from.x + from.width / 2, y: from.y + from.height };
    const low = start.y + 6 + shift / 3;
    return [start, { x: start.x, y: low }, { x: entry, y: low }, { x: entry, y: end.y }, end];
  }
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const isNext = to.x > start.x && to.x - start.x <= columnGap + 110;
  if (isNext && start.y === end.y) return [start, end];
  if (isNext) return [start, { x: entry, y: start.y }, { x: entry, y: end.y }, end];
  const exit = start.x + 12 + shift;
  const gap = end.y - rowHeight / 2 + 4 + shift / 3;
  return [
    start,
    { x: exit, y: start.y },
    { x: exit, y: gap },
    { x: entry, y: gap },
    { x: entry, y: end.y },
    end,
  ];
}
