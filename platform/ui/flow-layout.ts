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
export type PlacedNode = FlowNode &
  Point & {
    readonly width: number;
    readonly height: number;
    /** The title, broken into the lines it is drawn in, and who and how long below it. */
    readonly lines: readonly string[];
    readonly metaLines: readonly string[];
  };
export type PlacedEdge = FlowEdge & {
  readonly points: readonly Point[];
  readonly label: Point;
  /** The verb or verbs, broken into the lines they are drawn in. */
  readonly lines: readonly string[];
};
export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
};

/** Nodes a drawing may have; a definition beyond that is shown in words only. */
export const flowNodesMax = 200;

/** Air left beside the outermost box of the part first seen. */
const openingMargin = 8;

const titlePixels = 14;
const metaPixels = 12;
const boxPadding = 24;
const boxWidthMin = 96;
const lineHeightPixels = 18;
/** A text wider than this is broken into lines of about equal width. */
const lineWidthMax = 112;
/** Height a line of a verb takes, in pixels of the drawing. */
export const verbLinePixels = 15;

/** Wide characters (Han, full width) take one em; others about 0.56 em of the system fonts. */
export function textWidth(text: string, pixels: number): number {
  let width = 0;
  for (const character of text) width += /[\u1100-\uffdc]/u.test(character) ? 1 : 0.56;
  return Math.ceil(width * pixels);
}

/** Where a text may be broken: between words, and between Chinese characters. */
const piecesOf = (text: string): string[] =>
  text.match(/[\u1100-\uffdc]|[^\u1100-\uffdc\s]+\s*/gu) ?? [];

/** Breaks a text of a size into as few lines as the widest box allows, as equal as words let them. */
export function textLines(text: string, pixels = titlePixels): string[] {
  const fewest = filledLines(text, pixels, lineWidthMax).length;
  for (let limit = pixels; limit < lineWidthMax; limit += pixels / 2) {
    const lines = filledLines(text, pixels, limit);
    if (lines.length === fewest) return lines;
  }
  return filledLines(text, pixels, lineWidthMax);
}

/** Fills line after line up to a width; a word wider than that has a line of its own. */
function filledLines(text: string, pixels: number, limit: number): string[] {
  const lines: string[] = [];
  for (const piece of piecesOf(text)) {
    const last = lines.at(-1);
    const isFull = last === undefined || textWidth((last + piece).trim(), pixels) > limit;
    // A closing mark never begins a line.
    if (isFull && !(last !== undefined && /^[）》”，、。·/]/u.test(piece))) lines.push(piece);
    else lines[lines.length - 1] = last + piece;
  }
  return lines.map((line) => line.trim());
}

/** Who and how long: on one line where it is short, else each broken by itself. */
function metaLinesOf(meta: string): string[] {
  if (textWidth(meta, metaPixels) <= lineWidthMax) return meta === '' ? [] : [meta];
  return meta.split(' · ').flatMap((part) => textLines(part, metaPixels));
}

function widest(lines: readonly string[], pixels: number): number {
  return Math.max(0, ...lines.map((line) => textWidth(line, pixels)));
}

function sizeOf(node: FlowNode): { width: number; height: number } {
  const lines = textLines(node.title);
  const meta = metaLinesOf(node.meta);
  const text = Math.max(widest(lines, titlePixels), widest(meta, metaPixels));
  const rows = lines.length + meta.length;
  return { width: Math.max(boxWidthMin, text + boxPadding), height: rows * lineHeightPixels + 22 };
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
  graph.setGraph({ rankdir: 'TB', nodesep: 20, edgesep: 16, ranksep: 44, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of flow.nodes) graph.setNode(node.id, sizeOf(node));
  for (const edge of edges) {
    const lines = textLines(edge.title, metaPixels);
    const [width, height] = [widest(lines, metaPixels) + 8, lines.length * verbLinePixels + 3];
    graph.setEdge(edge.from, edge.to, { width, height, labelpos: 'c' });
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
      const { x, y, width, height } = place;
      const lines = textLines(node.title);
      return { ...node, lines, metaLines: metaLinesOf(node.meta), x, y, width, height };
    }),
    edges: edges.map((edge) => {
      // As above, for edges.
      const line = graph.edge(edge.from, edge.to) as Point & { points: Point[] };
      const lines = textLines(edge.title, metaPixels);
      return { ...edge, lines, points: line.points, label: { x: line.x, y: line.y } };
    }),
  };
}

/**
 * Returns where a drawing wider than its place is first seen: the left edge of the part, in its own
 * pixels, that shows the start whole and as many boxes as can be beside it. Of equal parts the one
 * with the start nearest the middle wins.
 *
 * @param wide how much of the width is in sight, in pixels of the drawing
 */
export function openingOf(drawing: Drawing, wide: number): number {
  const last = Math.max(0, drawing.width - wide);
  const start = drawing.nodes.find((node) => node.kind === 'start') ?? drawing.nodes[0];
  if (start === undefined) return 0;
  const middle = Math.min(last, Math.max(0, start.x - wide / 2));
  const isWhole = (node: PlacedNode, left: number) =>
    node.x - node.width / 2 >= left && node.x + node.width / 2 <= left + wide;
  const edges = drawing.nodes.flatMap((node) => [
    node.x - node.width / 2 - openingMargin,
    node.x + node.width / 2 + openingMargin - wide,
  ]);
  const parts = [middle, ...edges]
    .map((left) => Math.min(last, Math.max(0, left)))
    .filter((left) => isWhole(start, left))
    .map((left) => ({
      left,
      boxes: drawing.nodes.filter((node) => isWhole(node, left)).length,
      aside: Math.abs(left - middle),
    }));
  const [best] = parts.toSorted((a, b) => b.boxes - a.boxes || a.aside - b.aside);
  return best?.left ?? middle;
}

/** Returns the nodes in the order a reader meets them from the start; the ends come last. */
export function nodesInReadingOrder(flow: Flow): FlowNode[] {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const starts = flow.nodes.filter((node) => node.kind === 'start').map((node) => node.id);
  const met = new Set(starts);
  // A set is walked in the order it grows in: nearest nodes first, each once.
  for (const id of met) {
    for (const edge of flow.edges) if (edge.from === id && byId.has(edge.to)) met.add(edge.to);
  }
  for (const id of byId.keys()) met.add(id);
  const order = [...met].flatMap((id) => byId.get(id) ?? []);
  const isEnd = (node: FlowNode) => node.kind === 'end';
  return [...order.filter((node) => !isEnd(node)), ...order.filter(isEnd)];
}
