import type { ServiceGuide } from '../model/index.ts';

/** Of a flow what its order rests on; the graph of the engine and that of a guide both have it. */
type Graph = {
  readonly nodes: readonly { readonly id: string; readonly kind: string }[];
  readonly edges: readonly Edge[];
};
type Edge = { readonly from: string; readonly to: string };

/** Edges that do not lead back to where the flow has been: what is left has no cycle. */
function forwardEdges({ nodes, edges }: Graph): Edge[] {
  const forward: Edge[] = [];
  const open = new Set<string>();
  const done = new Set<string>();
  const walk = (id: string): void => {
    if (done.has(id)) return;
    open.add(id);
    for (const edge of edges.filter((each) => each.from === id)) {
      if (open.has(edge.to)) continue;
      forward.push(edge);
      walk(edge.to);
    }
    open.delete(id);
    done.add(id);
  };
  for (const node of nodes.filter((each) => each.kind === 'start')) walk(node.id);
  return forward;
}

/** How many acts lie between the start and a node at most, going only forward. */
function distances(flow: Graph): ReadonlyMap<string, number> {
  const forward = forwardEdges(flow);
  const far = new Map<string, number>();
  const reach = (id: string, distance: number): void => {
    if ((far.get(id) ?? -1) >= distance) return;
    far.set(id, distance);
    for (const edge of forward) if (edge.from === id) reach(edge.to, distance + 1);
  };
  for (const node of flow.nodes) if (node.kind === 'start') reach(node.id, 0);
  return far;
}

/**
 * Steps in the order a matter meets them: the flow's, whatever order a store keeps them in. What runs
 * side by side in a block comes before what only may follow it; unreachable steps come last.
 */
export function stepsInOrder<Each extends { readonly id: string }>({
  steps,
  flow,
}: {
  readonly steps: readonly Each[];
  readonly flow: Graph;
}): Each[] {
  const far = distances(flow);
  const isBranch = new Set(
    flow.nodes.filter((node) => node.kind === 'branch').map((node) => node.id),
  );
  const place = (id: string) =>
    (far.get(id) ?? Number.MAX_SAFE_INTEGER) * 2 - (isBranch.has(id) ? 1 : 0);
  return steps.toSorted((one, other) => place(one.id) - place(other.id));
}

/** Ends as people ask for them: what one hopes for first, adverse ends after it. */
export const endsInOrder = (ends: ServiceGuide['ends']): ServiceGuide['ends'] =>
  ends.toSorted((one, other) => Number(one.adverse) - Number(other.adverse));
