/**
 * The frontier (compact range) of a tree: the roots of its perfect subtrees, largest first. It is
 * all that appending needs, and at most 53 hashes long.
 */

import { nodeHasher, treeHash, type Hash } from './hashing.ts';

/** A tree reduced to what the next append needs. */
export type Frontier = {
  /** Number of entries. */
  readonly size: number;
  /** Roots of the perfect subtrees, largest first: one for each 1 in the binary form of `size`. */
  readonly nodes: readonly Uint8Array[];
};

/** A node of a perfect subtree: `level` 0 is a leaf, `index` counts within the level. */
export type NodeRef = { readonly level: number; readonly index: number };

/** A node together with its hash. */
export type TreeNode = NodeRef & { readonly hash: Uint8Array };

/** The tree without entries. */
export const emptyFrontier: Frontier = { size: 0, nodes: [] };

/**
 * Returns the frontier after `leafHashes` and every perfect node completed on the way, leaves
 * included, in the order of completion: what a store of tiles has to write.
 *
 * @param leafHashes results of `hashLeaf`, in log order
 * @source RFC 9162 §2.1.2 (incremental computation)
 */
export function appendLeaves(
  hash: Hash,
  frontier: Frontier,
  leafHashes: readonly Uint8Array[],
): { readonly frontier: Frontier; readonly completed: readonly TreeNode[] } {
  const join = nodeHasher(hash);
  const stack = [...frontier.nodes];
  const completed: TreeNode[] = [];
  let size = frontier.size;
  for (const leafHash of leafHashes) {
    let node: TreeNode = { level: 0, index: size, hash: leafHash };
    completed.push(node);
    // An odd index at a level has its left sibling on top of the stack: merge and climb.
    while (node.index % 2 === 1) {
      const left = stack.pop();
      if (!left) throw new RangeError('frontier has fewer nodes than its size asks for');
      node = {
        level: node.level + 1,
        index: (node.index - 1) / 2,
        hash: join(left, node.hash),
      };
      completed.push(node);
    }
    stack.push(node.hash);
    size += 1;
  }
  return { frontier: { size, nodes: stack }, completed };
}

/** Returns the frontier after one more leaf. */
export function appendLeaf(hash: Hash, frontier: Frontier, leafHash: Uint8Array): Frontier {
  return appendLeaves(hash, frontier, [leafHash]).frontier;
}

/** Returns the root hash of the tree that `frontier` stands for. */
export function frontierRoot(hash: Hash, frontier: Frontier): Uint8Array {
  const [last, ...rest] = [...frontier.nodes].reverse();
  if (!last) return treeHash(hash, []);
  const join = nodeHasher(hash);
  return rest.reduce((right, left) => join(left, right), last);
}

/** Returns which perfect nodes a frontier of `size` entries consists of, largest first. */
export function frontierNodes(size: number): readonly NodeRef[] {
  return rangeNodes({ start: 0, end: size });
}

/** Entries `[start, end)` under one node: `start` is a multiple of a power of two ≥ the length. */
export type EntryRange = { readonly start: number; readonly end: number };

/** Returns the perfect nodes that cover `range`, left to right. */
export function rangeNodes(range: EntryRange): readonly NodeRef[] {
  const nodes: NodeRef[] = [];
  let start = range.start;
  while (start < range.end) {
    let level = 0;
    while (2 ** (level + 1) <= range.end - start) level += 1;
    nodes.push({ level, index: start / 2 ** level });
    start += 2 ** level;
  }
  return nodes;
}

/**
 * Returns the frontier of a tree of `size` entries, its hashes read from a store.
 *
 * @param readHash hash of a perfect node
 */
export function readFrontier(size: number, readHash: (node: NodeRef) => Uint8Array): Frontier {
  return { size, nodes: frontierNodes(size).map(readHash) };
}
