/** Hashes of a Merkle tree. The hash function is an argument; nothing here knows which one. */

import { concatBytes } from './bytes.ts';

/**
 * A synchronous hash function: any bytes in, a fresh digest of 32 bytes out. It reads `data` before
 * it returns and does not keep it; callers use the same array again.
 */
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
 * Returns a function that hashes inner nodes, over one block of memory: allocating a block for
 * each node costs half as much as hashing it.
 *
 * @source RFC 9162 §2.1.1 (node prefix 0x01)
 */
export function nodeHasher(hash: Hash): (left: Uint8Array, right: Uint8Array) => Uint8Array {
  const block = new Uint8Array(1 + 2 * digestBytes);
  block[0] = nodePrefix;
  return (left, right) => {
    if (left.length !== digestBytes || right.length !== digestBytes) {
      throw new RangeError(`a node joins two digests of ${digestBytes} bytes`);
    }
    block.set(left, 1);
    block.set(right, 1 + digestBytes);
    return hash(block);
  };
}

/**
 * Returns the hash of one inner node.
 *
 * @throws {RangeError} when a child is no digest
 * @source RFC 9162 §2.1.1
 */
export function hashNode(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return nodeHasher(hash)(left, right);
}

/**
 * Returns the root of the tree over `leafHashes`, level by level; of no leaves, the empty hash.
 *
 * @param leafHashes results of `hashLeaf`, in order
 * @source RFC 9162 §2.1.1
 */
export function treeHash(hash: Hash, leafHashes: readonly Uint8Array[]): Uint8Array {
  const join = nodeHasher(hash);
  let level = leafHashes;
  while (level.length > 1) {
    const parents: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]];
      if (left) parents.push(right ? join(left, right) : left);
    }
    level = parents;
  }
  return level[0] ?? hash(concatBytes());
}
