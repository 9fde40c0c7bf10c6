import type { Localized } from '#platform/text/localized.ts';
import type { PackStandards, StandardCard, SystemNode, TreeNode } from './model.ts';

/** A standard as the status rule sees it. Days are `YYYY-MM-DD`. */
export type Dated = {
  readonly slot: boolean;
  readonly editions: readonly { readonly effectiveOn: string | null }[];
};

/**
 * The status of a standard on a day. An edition without a date counts as in force: the source says
 * it was released but not when.
 *
 * @source 7-requirements US-01; A-11 (a year the source leaves out stays open)
 */
export function statusOn(standard: Dated, day: string): StandardCard['status'] {
  if (standard.slot) return 'slot';
  const begun = standard.editions.some(
    ({ effectiveOn }) => effectiveOn === null || effectiveOn <= day,
  );
  return begun ? 'in-force' : 'coming';
}

/** The edition that applies on a day: the latest that has taken effect; else the first to come. */
export function editionOn<E extends { readonly effectiveOn: string | null }>(
  editions: readonly E[],
  day: string,
): E | undefined {
  const begun = editions.filter(({ effectiveOn }) => effectiveOn === null || effectiveOn <= day);
  const byDate = (a: E, b: E) => ((a.effectiveOn ?? '') < (b.effectiveOn ?? '') ? -1 : 1);
  return begun.toSorted(byDate).at(-1) ?? editions.toSorted(byDate)[0];
}

/** A standard or slot to be stored, with its place in the list. */
export type SystemEntry = {
  readonly code: string;
  readonly position: string;
  readonly number: string | null;
  readonly title: Localized | null;
  readonly level: StandardCard['level'];
  readonly tree: string;
  readonly responsible: Localized;
  readonly slot: boolean;
  readonly sample: boolean;
};

/**
 * The standards of a system with an empty slot for each one a level should have and the source
 * does not name.
 */
export function entriesOf(pack: PackStandards): SystemEntry[] {
  const named: SystemEntry[] = pack.standards.map(({ editions: _editions, ...standard }) => ({
    ...standard,
    slot: false,
  }));
  const slots = Object.entries(pack.levels).flatMap(([level, due]) => {
    const have = named.filter((standard) => standard.level === level).length;
    return Array.from({ length: Math.max(0, due - have) }, (_, index) =>
      // Object.entries widens the key; it comes from a record of levels.
      slotOf(pack, level as StandardCard['level'], have + index + 1),
    );
  });
  return [...named, ...slots];
}

function slotOf(pack: PackStandards, level: StandardCard['level'], n: number): SystemEntry {
  return {
    code: `${level}-${String(n).padStart(3, '0')}`,
    position: '',
    number: null,
    title: null,
    level,
    tree: pack.slots.tree,
    responsible: pack.slots.responsible,
    slot: true,
    sample: false,
  };
}

/** What is wrong with a system beyond its shape. */
export type SystemFault = { readonly path: string; readonly code: string; readonly value: string };

/** The faults of a system: places that do not exist, repeated numbers or clauses, too many. */
export function checkSystem(pack: PackStandards): SystemFault[] {
  const places = new Set(placesOf(pack.tree));
  const faults: SystemFault[] = [];
  const seen = new Set<string>();
  const once = (path: string, value: string) => {
    if (seen.has(value)) faults.push({ path, code: 'standards.repeated', value });
    seen.add(value);
  };
  if (!places.has(pack.slots.tree)) {
    faults.push({ path: 'slots.tree', code: 'standards.no_such_place', value: pack.slots.tree });
  }
  pack.standards.forEach((standard, index) => {
    const path = `standards.${index}`;
    once(`${path}.code`, standard.code);
    once(`${path}.number`, standard.number);
    if (!places.has(standard.tree)) {
      faults.push({ path: `${path}.tree`, code: 'standards.no_such_place', value: standard.tree });
    }
    standard.editions.forEach((edition, at) => {
      for (const { id } of edition.clauses) {
        once(`${path}.editions.${at}.clauses`, `${standard.code} ${edition.edition} ${id}`);
      }
    });
  });
  return faults;
}

function placesOf(node: TreeNode): string[] {
  return [node.id, ...(node.children ?? []).flatMap(placesOf)];
}

/** The tree with counts by level at each box, its own and everything below. */
export function countedTree(
  node: TreeNode,
  standards: readonly Pick<SystemEntry, 'tree' | 'level'>[],
): SystemNode {
  const children = (node.children ?? []).map((child) => countedTree(child, standards));
  const byLevel: SystemNode['counts']['byLevel'] = {};
  const add = (level: StandardCard['level'], count: number) => {
    byLevel[level] = (byLevel[level] ?? 0) + count;
  };
  for (const standard of standards) if (standard.tree === node.id) add(standard.level, 1);
  for (const child of children) {
    for (const [level, count] of Object.entries(child.counts.byLevel)) {
      // Object.entries widens the key of a record of levels.
      add(level as StandardCard['level'], count ?? 0);
    }
  }
  const total = Object.values(byLevel).reduce((sum, count) => sum + (count ?? 0), 0);
  return { id: node.id, title: node.title, counts: { total, byLevel }, children };
}
