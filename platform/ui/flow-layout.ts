import { Graph, layout } from '@dagrejs/dagre';

/** A flow as engines/process `flowOf` gives it, with its texts in one language. */
export type FlowNode = {
  readonly id: string;
  readonly kind: 'start' | 'step' | 'block' | 'branch' | 'end';
  readonly title: string;
  /** Who acts, and within what time; may be empty. */
  readonly meta: string;
  readonly adverse: boolean;
};
export type FlowEdge = {
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly adverse: boolean;
};
export type Flow = { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] };

export type Point = { readonly x: number; readonly y: number };
export type PlacedNode = FlowNode & Point & { readonly width: number; readonly height: number };
export type PlacedEdge = FlowEdge & { readonly points: readonly Point[]; readonly label: Point };
export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
};

/** Nodes a drawing may have; a definition beyond that is shown in words only. */
export const flowNodesMax = 200;

const titlePixels = 14;
const metaPixels = 12;
const boxPadding = 28;
const boxWidthMin = 112;

/** Wide characters (Han, full width) take one em; others about 0.56 em of the system fonts. */
export function textWidth(text: string, pixels: number): number {
  let width = 0;
  for (const character of text) width += /[\u1100-\uffdc]/u.test(character) ? 1 : 0.56;
  return Math.ceil(width * pixels);
}

function sizeOf(node: FlowNode): { width: number; height: number } {
  const text = Math.max(textWidth(node.title, titlePixels), textWidth(node.meta, metaPixels));
  return { width: Math.max(boxWidthMin, text + boxPadding), height: node.meta === '' ? 40 : 58 };
}

/** Edges of one pair are drawn once, with their verbs together: a pair is a line, not a bundle. */
function joinParallel(edges: readonly FlowEdge[]): FlowEdge[] {
  const pairs = new Map<string, FlowEdge>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const known = pairs.get(key);
    const title = known === undefined ? edge.title : `${known.title} / ${edge.title}`;
    pairs.set(key, { ...edge, title, adverse: edge.adverse && (known?.adverse ?? true) });
  }
  return [...pairs.values()];
}

function graphOf(flow: Flow, edges: readonly FlowEdge[]) {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 32, edgesep: 28, ranksep: 44, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of flow.nodes) graph.setNode(node.id, sizeOf(node));
  for (const edge of edges) {
    const width = textWidth(edge.title, metaPixels) + 8;
    graph.setEdge(edge.from, edge.to, { width, height: 18, labelpos: 'c' });
  }
  layout(graph);
  return graph;
}

/** Places a flow from top to bottom; edges to unknown nodes are left out. Sizes are CSS pixels. */
export function placeFlow(flow: Flow): Drawing {
  const known = new Set(flow.nodes.map((node) => node.id));
  const edges = joinParallel(
    flow.edges.filter((edge) => known.has(edge.from) && known.has(edge.to)),
  );
  const graph = graphOf(flow, edges);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: Math.ceil(size.width ?? 0),
    height: Math.ceil(size.height ?? 0),
    nodes: flow.nodes.map((node) => {
      // The layout has set these for every node it was given.
      const place = graph.node(node.id) as Point & { width: number; height: number };
      return { ...node, x: place.x, y: place.y, width: place.width, height: place.height };
    }),
    edges: edges.map((edge) => {
      // As above, for edges.
      const line = graph.edge(edge.from, edge.to) as Point & { points: Point[] };
      return { ...edge, points: line.points, label: { x: line.x, y: line.y } };
    }),
  };
}
