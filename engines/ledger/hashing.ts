/** Hashes of a Merkle tree. The hash function is an argument; nothing here knows which one. */

import { concatBytes } from './bytes.ts';

/** A synchronous hash function: any bytes in, a digest of fixed length out. */
export type Hash = (data: Uint8Array) => Uint8Array;

/** Sizes and indices are exact integers up to here. */
export const treeSizeLimit = Number.MAX_SAFE_INTEGER;

/** Bytes of a digest; SHA-256 and SM3 have the same. */
export const digestBytes = 32;

const leafPrefix = 0x00;
const nodePrefix = 0x01;

/** Returns whether `value` can be the number of entries of a tree. */
export function isTreeSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Returns the largest power of two that is strictly less than `size`; `size` is at least 2. */
export function splitPoint(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/**
 * Returns the hash of one entry.
 *
 * @param entry the entry's bytes
 * @source RFC 9162 §2.1.1 (leaf prefix 0x00)
 */
export function hashLeaf(hash: Hash, entry: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(entry.length + 1);
  prefixed[0] = leafPrefix;
  prefixed.set(entry, 1);
  return hash(prefixed);
}

/**
 * Returns the hash of an inner node.
 *
 * @source RFC 9162 §2.1.1 (node prefix 0x01)
 */
export function hashNode(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(left.length + right.length + 1);
  prefixed[0] = nodePrefix;
  prefixed.set(left, 1);
  prefixed.set(right, left.length + 1);
  return hash(prefixed);
}

/**
 * Returns the root of the tree over `leafHashes`, level by level; of no leaves, the empty hash.
 *
 * @param leafHashes results of `hashLeaf`, in order
 * @source RFC 9162 §2.1.1
 */
export function treeHash(hash: Hash, leafHashes: readonly Uint8Array[]): Uint8Array {
  const [first, second] = leafHashes;
  if (!first) return hash(concatBytes());
  if (!second) return first;
  const parents: Uint8Array[] = [];
  for (let at = 0; at < leafHashes.length; at += 2) {
    const [left, right] = [leafHashes[at] ?? first, leafHashes[at + 1]];
    parents.push(right ? hashNode(hash, left, right) : left);
  }
  return treeHash(hash, parents);
}
