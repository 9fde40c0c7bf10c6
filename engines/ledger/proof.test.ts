import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendLeaf,
  consistencyNodes,
  consistencyProof,
  decodeBase64,
  decodeHex,
  emptyFrontier,
  encodeHex,
  frontierRoot,
  hashLeaf,
  inclusionNodes,
  inclusionProof,
  readFrontier,
  treeHash,
  uintBytes,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';
import { treeOf } from './testing/log.ts';
import { sha256, sm3 } from './testing/suites.ts';
import { readVectors } from './testing/vectors.ts';

type TreeVectors = {
  readonly leafInputs: readonly string[];
  readonly rootByTreeSize: readonly string[];
  readonly nodeHashesByLevel: readonly (readonly string[])[];
};
type Expectation = {
  readonly id: string;
  readonly proof: readonly string[] | null;
  wantErr: boolean;
};
type Inclusion = Expectation & {
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
};
type Consistency = Expectation & { size1: number; size2: number; root1: string; root2: string };

const tree = readVectors<TreeVectors>('rfc6962-tree');
const hex = (text: string): Uint8Array => decodeHex(text) ?? new Uint8Array();
/** Roots in the vectors may be no base 64 of a hash at all; those become empty bytes. */
const base64 = (text: string): Uint8Array => decodeBase64(text) ?? new Uint8Array();
const proofOf = (proof: readonly string[] | null): Uint8Array[] => (proof ?? []).map(base64);

const leaves = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, at) => hashLeaf(sha256, uintBytes(at, 4)));

describe('the published tree of RFC 6962', () => {
  const leafHashes = tree.leafInputs.map((leaf) => hashLeaf(sha256, hex(leaf)));

  it('has the published root at every size, appended or hashed at once', () => {
    let frontier = emptyFrontier;
    tree.rootByTreeSize.forEach((root, size) => {
      expect(encodeHex(treeHash(sha256, leafHashes.slice(0, size)))).toBe(root);
      expect(encodeHex(frontierRoot(sha256, frontier))).toBe(root);
      const next = leafHashes[size];
      if (next) frontier = appendLeaf(sha256, frontier, next);
    });
  });

  it('completes the published nodes at every level', () => {
    const { readHash } = treeOf({ hash: sha256 }, leafHashes);
    tree.nodeHashesByLevel.forEach((hashes, level) => {
      expect(hashes.map((_, index) => encodeHex(readHash(level, index)))).toEqual(hashes);
    });
  });
});

describe('the published proofs', () => {
  const inclusion = readVectors<{ vectors: Inclusion[]; count: number }>('inclusion');
  const consistency = readVectors<{ vectors: Consistency[]; count: number }>('consistency');

  it('are all there', () => {
    expect(inclusion.vectors).toHaveLength(inclusion.count);
    expect(consistency.vectors).toHaveLength(consistency.count);
  });

  it.each(inclusion.vectors)('judges $id', (vector) => {
    const holds = verifyInclusion(sha256, {
      leafHash: base64(vector.leafHash),
      index: vector.leafIdx,
      size: vector.treeSize,
      proof: proofOf(vector.proof),
      root: base64(vector.root),
    });
    expect(holds).toBe(!vector.wantErr);
  });

  it.each(consistency.vectors)('judges $id', (vector) => {
    const holds = verifyConsistency(sha256, {
      oldSize: vector.size1,
      oldRoot: base64(vector.root1),
      newSize: vector.size2,
      newRoot: base64(vector.root2),
      proof: proofOf(vector.proof),
    });
    expect(holds).toBe(!vector.wantErr);
  });
});

const sizes = fc
  .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }))
  .map(([one, other]) => ({ small: Math.min(one, other), large: Math.max(one, other) }));

describe('laws of proofs', () => {
  const all = leaves(300);
  const { readHash } = treeOf({ hash: sha256 }, all);
  const rootAt = (size: number): Uint8Array => treeHash(sha256, all.slice(0, size));

  it('every prefix of a log is consistent with every later one', () => {
    fc.assert(
      fc.property(sizes, ({ small, large }) => {
        const claim = { oldSize: small, oldRoot: rootAt(small), newSize: large };
        const proof = consistencyProof(sha256, { oldSize: small, newSize: large, readHash });
        expect(verifyConsistency(sha256, { ...claim, newRoot: rootAt(large), proof })).toBe(true);
      }),
    );
  });

  it('every entry of every prefix is provably in it, and nowhere else', () => {
    fc.assert(
      fc.property(sizes, fc.nat(300), ({ small, large }, other) => {
        const [index, size] = [small - 1, large];
        const proof = inclusionProof(sha256, { index, size, readHash });
        const leafHash = all[index] ?? new Uint8Array();
        const claim = { leafHash, index, size, proof, root: rootAt(size) };
        expect(verifyInclusion(sha256, claim)).toBe(true);
        const moved = { ...claim, index: other };
        expect(verifyInclusion(sha256, moved)).toBe(other === index);
        expect(verifyInclusion(sha256, { ...claim, leafHash: rootAt(299) })).toBe(false);
      }),
    );
  });

  it('a changed history is never consistent', () => {
    fc.assert(
      fc.property(sizes, fc.nat(299), ({ small, large }, changed) => {
        fc.pre(changed < small && small < large);
        const forged = all.slice(0, large);
        forged[changed] = hashLeaf(sha256, uintBytes(9_999, 4));
        const other = treeOf({ hash: sha256 }, forged);
        const shape = { oldSize: small, newSize: large, readHash: other.readHash };
        const proof = consistencyProof(sha256, shape);
        const claim = { oldSize: small, oldRoot: rootAt(small), newSize: large, proof };
        expect(verifyConsistency(sha256, { ...claim, newRoot: other.root })).toBe(false);
      }),
    );
  });

  it('a proof with a hash more or less is refused', () => {
    fc.assert(
      fc.property(sizes, ({ small, large }) => {
        fc.pre(small < large);
        const oldRoot = rootAt(small);
        const proof = consistencyProof(sha256, { oldSize: small, newSize: large, readHash });
        const claim = { oldSize: small, oldRoot, newSize: large, newRoot: rootAt(large) };
        for (const wrong of [proof.slice(1), proof.slice(0, -1), [...proof, oldRoot]]) {
          expect(verifyConsistency(sha256, { ...claim, proof: wrong })).toBe(false);
        }
      }),
    );
  });

  it('a frontier read from a store goes on like the one that was kept', () => {
    fc.assert(
      fc.property(fc.nat(299), (size) => {
        const frontier = readFrontier(size, (node) => readHash(node.level, node.index));
        const next = all[size] ?? new Uint8Array();
        const root = frontierRoot(sha256, appendLeaf(sha256, frontier, next));
        expect(root).toEqual(rootAt(size + 1));
      }),
    );
  });

  it('another hash function gives another tree with the same laws', () => {
    const hashes = leaves(20).map((leaf) => sm3(leaf));
    const log = treeOf({ hash: sm3 }, hashes);
    const proof = inclusionProof(sm3, { index: 6, size: 20, readHash: log.readHash });
    const leafHash = hashes[6] ?? new Uint8Array();
    const claim = { leafHash, index: 6, size: 20, proof, root: log.root };
    expect(verifyInclusion(sm3, claim)).toBe(true);
    expect(verifyInclusion(sha256, claim)).toBe(false);
  });
});

describe('proofs that cannot be', () => {
  it('are a fault to ask for', () => {
    const readHash = (): Uint8Array => new Uint8Array(32);
    expect(() => inclusionProof(sha256, { index: 5, size: 5, readHash })).toThrow(RangeError);
    expect(() => consistencyProof(sha256, { oldSize: 6, newSize: 5, readHash })).toThrow(
      RangeError,
    );
    expect(() => inclusionNodes(-2, 5)).toThrow(RangeError);
    expect(() => consistencyNodes(1.5, 5)).toThrow(RangeError);
  });

  it('are empty from an empty or an equal tree', () => {
    const readHash = (): Uint8Array => new Uint8Array(32);
    expect(consistencyProof(sha256, { oldSize: 0, newSize: 5, readHash })).toEqual([]);
    expect(consistencyProof(sha256, { oldSize: 5, newSize: 5, readHash })).toEqual([]);
    expect(consistencyNodes(0, 5)).toEqual([]);
  });

  it('names nodes of trees far larger than 32 bits', () => {
    const size = 2 ** 40 + 3;
    const nodes = inclusionNodes(2 ** 40 + 1, size);
    expect(nodes).toContainEqual({ level: 40, index: 0 });
    expect(nodes.every((node) => Number.isSafeInteger(node.index))).toBe(true);
  });
});
