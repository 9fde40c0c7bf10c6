/** Proofs that an entry is in a tree, and that a tree continues an earlier one. */

import { equalBytes } from './bytes.ts';
import { rangeNodes, type EntryRange, type NodeRef } from './frontier.ts';
import { digestBytes, nodeHasher, isTreeSize, splitPoint, type Hash } from './hashing.ts';

/**
 * Reads the hash of a perfect node: `level` 0 is a leaf, `index` counts within the level.
 * Nodes that a tree of the asked size does not complete are never asked for.
 */
export type ReadHash = (level: number, index: number) => Uint8Array;

/** What an inclusion proof claims. */
export type InclusionClaim = {
  readonly leafHash: Uint8Array;
  /** Index of the entry, from 0. */
  readonly index: number;
  /** Number of entries of the tree. */
  readonly size: number;
  /** Hashes from the leaf's sibling up to the child of the root. */
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
};

/** What a consistency proof claims. */
export type ConsistencyClaim = {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/** A proof has at most one hash a level, and levels end where exact integers do. */
export const proofLengthLimit = 63;

function inclusionRanges(index: number, size: number): readonly EntryRange[] {
  const ranges: EntryRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      ranges.unshift({ start: middle, end });
      end = middle;
    } else {
      ranges.unshift({ start, end: middle });
      start = middle;
    }
  }
  return ranges;
}

function consistencyRanges(oldSize: number, newSize: number): readonly EntryRange[] {
  const ranges: EntryRange[] = [];
  let [start, end, size, whole] = [0, newSize, oldSize, true];
  while (size !== end - start) {
    const half = splitPoint(end - start);
    if (size <= half) {
      ranges.unshift({ start: start + half, end });
      end = start + half;
    } else {
      ranges.unshift({ start, end: start + half });
      start += half;
      size -= half;
      whole = false;
    }
  }
  return whole ? ranges : [{ start, end }, ...ranges];
}

function requireSizes(smaller: number, size: number): void {
  const fits = isTreeSize(size) && isTreeSize(smaller) && smaller <= size;
  if (!fits) throw new RangeError(`no proof for ${smaller} in a tree of ${size}`);
}

function rangeHash(hash: Hash, range: EntryRange, readHash: ReadHash): Uint8Array {
  const hashes = rangeNodes(range).map((node) => readHash(node.level, node.index));
  const join = nodeHasher(hash);
  return hashes.reduceRight((right, left) => join(left, right));
}

/** Returns the perfect nodes that `inclusionProof` reads: which tiles to fetch first. */
export function inclusionNodes(index: number, size: number): readonly NodeRef[] {
  requireSizes(index + 1, size);
  return inclusionRanges(index, size).flatMap(rangeNodes);
}

/** Returns the perfect nodes that `consistencyProof` reads: which tiles to fetch first. */
export function consistencyNodes(oldSize: number, newSize: number): readonly NodeRef[] {
  requireSizes(oldSize, newSize);
  return oldSize === 0 ? [] : consistencyRanges(oldSize, newSize).flatMap(rangeNodes);
}

/**
 * Returns the proof that entry `index` is in the tree of the first `size` entries.
 *
 * @throws {RangeError} when `index` is not below `size`
 * @source RFC 9162 §2.1.3.1
 */
export function inclusionProof(
  hash: Hash,
  tree: { readonly index: number; readonly size: number; readonly readHash: ReadHash },
): readonly Uint8Array[] {
  requireSizes(tree.index + 1, tree.size);
  return inclusionRanges(tree.index, tree.size).map((r) => rangeHash(hash, r, tree.readHash));
}

/**
 * Returns the proof that the tree of `newSize` continues the tree of `oldSize`; empty from an
 * empty or an equal tree.
 *
 * @throws {RangeError} when `oldSize` is above `newSize`
 * @source RFC 9162 §2.1.4.1
 */
export function consistencyProof(
  hash: Hash,
  tree: { readonly oldSize: number; readonly newSize: number; readonly readHash: ReadHash },
): readonly Uint8Array[] {
  requireSizes(tree.oldSize, tree.newSize);
  if (tree.oldSize === 0) return [];
  const ranges = consistencyRanges(tree.oldSize, tree.newSize);
  return ranges.map((range) => rangeHash(hash, range, tree.readHash));
}

const halve = (value: number): number => Math.floor(value / 2);

function areDigests(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === digestBytes);
}

/**
 * Returns whether the claim holds. Never throws: a size, index or hash that cannot be is a no.
 *
 * @source RFC 9162 §2.1.3.2
 */
export function verifyInclusion(hash: Hash, claim: InclusionClaim): boolean {
  if (!isTreeSize(claim.size) || !isTreeSize(claim.index) || claim.index >= claim.size)
    return false;
  if (claim.proof.length > proofLengthLimit) return false;
  if (!areDigests([claim.leafHash, claim.root, ...claim.proof])) return false;
  const join = nodeHasher(hash);
  let [position, last, computed] = [claim.index, claim.size - 1, claim.leafHash];
  for (const sibling of claim.proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      computed = join(sibling, computed);
      while (position % 2 === 0 && position !== 0)
        [position, last] = [halve(position), halve(last)];
    } else {
      computed = join(computed, sibling);
    }
    [position, last] = [halve(position), halve(last)];
  }
  return last === 0 && equalBytes(computed, claim.root);
}

/** Climbs both trees along the proof; undefined when the proof is too long. */
function climb(
  hash: Hash,
  claim: ConsistencyClaim,
  path: readonly Uint8Array[],
): { oldRoot: Uint8Array; newRoot: Uint8Array; last: number } | undefined {
  const join = nodeHasher(hash);
  let [position, last] = [claim.oldSize - 1, claim.newSize - 1];
  while (position % 2 === 1) [position, last] = [halve(position), halve(last)];
  const [seed, ...rest] = path;
  if (!seed) return undefined;
  let [oldRoot, newRoot] = [seed, seed];
  for (const node of rest) {
    if (last === 0) return undefined;
    if (position % 2 === 1 || position === last) {
      oldRoot = join(node, oldRoot);
      newRoot = join(node, newRoot);
      while (position % 2 === 0 && position !== 0)
        [position, last] = [halve(position), halve(last)];
    } else {
      newRoot = join(newRoot, node);
    }
    [position, last] = [halve(position), halve(last)];
  }
  return { oldRoot, newRoot, last };
}

/**
 * Returns whether the claim holds. A claim from an empty tree is refused: it says nothing (a
 * witness treats size 0 itself). Never throws.
 *
 * @source RFC 9162 §2.1.4.2
 */
export function verifyConsistency(hash: Hash, claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (!isTreeSize(oldSize) || !isTreeSize(newSize)) return false;
  if (oldSize === 0 || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (proof.length === 0 || proof.length > proofLengthLimit) return false;
  if (!areDigests([oldRoot, newRoot, ...proof])) return false;
  // A perfect old tree is itself the first node; the proof leaves it out.
  const perfect = Number.isInteger(Math.log2(oldSize)) && 2 ** Math.log2(oldSize) === oldSize;
  const climbed = climb(hash, claim, perfect ? [oldRoot, ...proof] : proof);
  if (!climbed || climbed.last !== 0) return false;
  return equalBytes(climbed.oldRoot, oldRoot) && equalBytes(climbed.newRoot, newRoot);
}
