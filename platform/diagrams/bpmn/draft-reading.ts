import type { Localized } from '#engines/process/index.ts';
import { carriedNode, carriedRole } from './draft-carried.ts';
import type { DraftWords } from './draft.ts';
import type { DrawnNode } from './drawing.ts';
import type { Findings } from './finding.ts';
import type { FlowGraph } from './graph.ts';
import { freeKey, keyIn } from './words.ts';

/** A drawing while it is read. */
export type Reading = {
  readonly graph: FlowGraph;
  readonly words: DraftWords;
  readonly findings: Findings;
};

/** Gives every step and end its key in the definition. */
export type KeyMaker = {
  /** The key of a step or end; empty for what is neither. */
  readonly of: (node: DrawnNode) => string;
  readonly ends: () => Record<string, unknown>;
};

/** Steps first, in the order of the file; several end events of one name are one end. */
export function keyMaker(reading: Reading, undrawn: readonly string[]): KeyMaker {
  const { graph, findings } = reading;
  const taken = new Set(undrawn);
  const keys = new Map<string, string>();
  const ends = new Map<string, { key: string; written: unknown }>();
  const take = (node: DrawnNode, plain: string): string => {
    const carried = carriedNode(node.carried);
    const wanted = carried?.key ?? (keyIn(node.name) || plain);
    const key = freeKey(wanted, (one) => taken.has(one));
    if (carried !== undefined && key !== wanted) findings.warn('copied', node, { key });
    taken.add(key);
    return key;
  };
  for (const node of graph.drawing.nodes) {
    if (graph.isStep(node)) keys.set(node.id, take(node, 'step'));
  }
  for (const node of graph.drawing.nodes.filter(({ type }) => type === 'EndEvent')) {
    const sign = carriedNode(node.carried)?.key ?? node.name;
    const end = ends.get(sign) ?? { key: take(node, 'end'), written: writtenEnd(node) };
    ends.set(sign, end);
    keys.set(node.id, end.key);
  }
  return {
    of: ({ id }) => keys.get(id) ?? '',
    ends: () => Object.fromEntries([...ends.values()].map(({ key, written }) => [key, written])),
  };
}

function writtenEnd(node: DrawnNode): unknown {
  const carried = carriedNode(node.carried);
  if (carried !== undefined && carried.shown === node.name) return carried.rest;
  const title = { 'zh-CN': node.name === '' ? '办结' : node.name };
  return { ...carried?.rest, title };
}

/** The title of a node: as carried while its name stands, else the name. */
export function titleOf(node: DrawnNode): { readonly title?: unknown } {
  const carried = carriedNode(node.carried);
  if (carried !== undefined && carried.shown === node.name) {
    return carried.rest['title'] === undefined ? {} : { title: carried.rest['title'] };
  }
  return node.name === '' ? {} : { title: { 'zh-CN': node.name } };
}

/** The key whose title, in either language, is these words; or the words, where they are a key. */
export function keyOfWords(
  words: string,
  titles: Readonly<Record<string, Localized>>,
): string | undefined {
  const wanted = words.trim().toLowerCase();
  if (Object.hasOwn(titles, wanted)) return wanted;
  return Object.entries(titles).find(([, title]) =>
    [title['zh-CN'], title.en].some((one) => one?.toLowerCase() === wanted),
  )?.[0];
}

/** The role of each node by the lane it stands in. */
export function rolesOf({
  graph,
  words,
  findings,
}: Reading): (node: DrawnNode) => string | undefined {
  const roles = new Map<string, string>();
  for (const lane of graph.drawing.lanes) {
    const known = carriedRole(lane.carried, lane.name) ?? keyOfWords(lane.name, words.roles);
    const role = known ?? (keyIn(lane.name) || 'role');
    if (known === undefined) findings.warn('unknown-role', lane, { role });
    for (const id of lane.nodes) roles.set(id, role);
  }
  return (node) => {
    const role = roles.get(node.id);
    if (role === undefined) findings.error('no-lane', node);
    return role;
  };
}
