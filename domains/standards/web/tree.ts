import type { StandardCard, StandardsSystem, SystemNode } from '../model.ts';

/** The box named `id` and every box below it, as ids; empty when there is no such box. */
export function boxesUnder(tree: SystemNode, id: string): ReadonlySet<string> {
  if (tree.id === id) return new Set(allBoxes(tree));
  for (const child of tree.children) {
    const found = boxesUnder(child, id);
    if (found.size > 0) return found;
  }
  return new Set();
}

function allBoxes(tree: SystemNode): string[] {
  return [tree.id, ...tree.children.flatMap(allBoxes)];
}

export type StandardsFilter = {
  readonly tree?: string | undefined;
  readonly level?: string | undefined;
  readonly q?: string | undefined;
};

/** The standards a filter leaves, in the order of the list. */
export function standardsOf(system: StandardsSystem, filter: StandardsFilter): StandardCard[] {
  const boxes = filter.tree === undefined ? undefined : boxesUnder(system.tree, filter.tree);
  return matchingStandards(system.standards, filter.q ?? '').filter(
    (card) =>
      (boxes === undefined || boxes.has(card.tree)) &&
      (filter.level === undefined || card.level === filter.level),
  );
}

/** Folds what people type differently: case, spaces, and the dashes of a standard's number. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[—–－]/g, '-')
    .replace(/\s+/g, '');

/** The standards whose number, position or title contains every word of `q`. */
export function matchingStandards(cards: readonly StandardCard[], q: string): StandardCard[] {
  const words = q.trim().split(/\s+/).filter(Boolean).map(folded);
  return cards.filter((card) => {
    const parts = [card.number, card.position, card.title?.['zh-CN'], card.title?.en];
    const text = parts.map((part) => folded(part ?? '')).join('\n');
    return words.every((word) => text.includes(word));
  });
}
