import type { Drawing, DrawnNode } from './drawing.ts';

/**
 * The drawing without what only an event that does not interrupt its task leads to, such as a
 * reminder: the event itself stays and is told of, what follows it is no step of the flow.
 */
export function withoutAside(drawing: Drawing): Drawing {
  const starts = drawing.nodes.filter(({ type }) => type === 'StartEvent');
  const beside = drawing.nodes.filter((node) => node.on !== undefined && !node.interrupts);
  if (starts.length === 0 || beside.length === 0) return drawing;
  const main = reached(drawing, starts);
  const aside = reached(drawing, beside);
  for (const { id } of beside) aside.delete(id);
  const isAside = (id: string): boolean => aside.has(id) && !main.has(id);
  return {
    ...drawing,
    nodes: drawing.nodes.filter(({ id }) => !isAside(id)),
    flows: drawing.flows.filter(({ from, to }) => !isAside(from) && !isAside(to)),
  };
}

/** Ids of the nodes that lines, and events that interrupt a task on the way, lead to. */
function reached(drawing: Drawing, from: readonly DrawnNode[]): Set<string> {
  const next = Map.groupBy(drawing.flows, (flow) => flow.from);
  const events = Map.groupBy(
    drawing.nodes.filter(({ interrupts }) => interrupts),
    ({ on }) => on ?? '',
  );
  const found = new Set<string>();
  const open = from.map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const { to } of next.get(id) ?? []) open.push(to);
    for (const event of events.get(id) ?? []) open.push(event.id);
  }
  return found;
}
