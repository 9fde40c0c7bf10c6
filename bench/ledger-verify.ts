/**
 * How fast inclusion is verified in a log of 2^20 entries, beside the bare hash function. One proof
 * takes 21 hashes (the leaf and 20 levels), so the peer is the hash rate divided by 21.
 *
 * @source issue 3 §4: verify at 2^20 entries ≥ 0.5 × raw hash rate / 21
 */

import { hash } from 'node:crypto';
import {
  hashLeaf,
  hashNode,
  inclusionProof,
  uintBytes,
  verifyInclusion,
  type Hash,
  type InclusionClaim,
  type ReadHash,
} from '#engines/ledger/index.ts';

const height = 20;
const size = 2 ** height;
const hashesPerProof = height + 1;
const digestBytes = 32;
/** Bytes that one inner node hashes: a prefix and two digests. */
const nodeBytes = 1 + 2 * digestBytes;
const rounds = 7;
const proofsPerRound = 4000;
const distinctProofs = 512;

const sha256: Hash = (data) => hash('sha256', data, 'buffer');

/** An entry as long as a typical one is. */
function entryAt(index: number): Uint8Array {
  const entry = new Uint8Array(320);
  entry.set(uintBytes(index, 4));
  return entry;
}

/** Every level of the tree in one flat array each: a million small objects would measure the heap. */
function buildTree(): { root: Uint8Array; readHash: ReadHash } {
  const levels = Array.from(
    { length: height + 1 },
    (_, level) => new Uint8Array((size / 2 ** level) * digestBytes),
  );
  const readHash: ReadHash = (level, index) =>
    levels[level]?.subarray(index * digestBytes, (index + 1) * digestBytes) ?? new Uint8Array();
  levels.forEach((nodes, level) => {
    for (let index = 0; index < size / 2 ** level; index += 1) {
      const node =
        level === 0
          ? hashLeaf(sha256, entryAt(index))
          : hashNode(sha256, readHash(level - 1, index * 2), readHash(level - 1, index * 2 + 1));
      nodes.set(node, index * digestBytes);
    }
  });
  return { root: readHash(height, 0), readHash };
}

type Case = { readonly entry: Uint8Array; readonly claim: Omit<InclusionClaim, 'leafHash'> };

function prepareCases(): readonly Case[] {
  const { root, readHash } = buildTree();
  return Array.from({ length: distinctProofs }, (_, nth) => {
    // A step that shares no factor with the size visits places all over the tree.
    const index = (nth * 786_433) % size;
    const proof = inclusionProof(sha256, { index, size, readHash });
    return { entry: entryAt(index), claim: { index, size, proof, root } };
  });
}

/** Returns calls of `step` a second. */
function rateOf(calls: number, step: (nth: number) => void): number {
  const start = performance.now();
  for (let nth = 0; nth < calls; nth += 1) step(nth);
  return (calls * 1000) / (performance.now() - start);
}

function verifyRate(cases: readonly Case[]): number {
  return rateOf(proofsPerRound, (nth) => {
    const { entry, claim } = cases[nth % cases.length] ?? { entry: new Uint8Array(), claim: null };
    const leafHash = hashLeaf(sha256, entry);
    if (!claim || !verifyInclusion(sha256, { ...claim, leafHash })) throw new Error('proof fails');
  });
}

function hashRate(): number {
  const block = new Uint8Array(nodeBytes);
  return rateOf(proofsPerRound * hashesPerProof, (nth) => {
    block[1] = nth & 255;
    sha256(block);
  });
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * Measures both sides, alternating.
 *
 * @returns proofs a second of ours, hash rate / 21 of the peer, and the ratio of the medians
 */
export async function run(): Promise<{
  ours: number[];
  peer: number[];
  ratio: number;
  lines: string[];
}> {
  const cases = prepareCases();
  verifyRate(cases);
  hashRate();
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(verifyRate(cases));
    peer.push(hashRate() / hashesPerProof);
  }
  const [mine, theirs] = [medianOf(ours), medianOf(peer)];
  const lines = [
    `inclusion verified in a log of ${size} entries: ${Math.round(mine)} proofs/s`,
    `bare SHA-256 of ${nodeBytes} bytes / ${hashesPerProof}: ${Math.round(theirs)} proofs/s`,
  ];
  return { ours, peer, ratio: mine / theirs, lines };
}
