import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { digestBytes, saltBytes, tileWidth, type SuiteName } from '#engines/ledger/index.ts';
import { digestNames } from './suites.ts';

/**
 * Hashes a whole log over memory that is used again: an array for each of two million digests would
 * cost more than the digests.
 */
export type AuditHasher = {
  /** Base 64 of the hash of `salts[from, from + 32)` and the text: a commitment. */
  readonly commit: (salts: Uint8Array, from: number, text: string) => string;
  /** Writes the hash of the leaf of an entry's text into `out[at, at + 32)`. */
  readonly leaf: (text: string, out: Uint8Array, at: number) => void;
  /** Hash of the node over `tileWidth` leaves, given one after the other. */
  readonly tileRoot: (leaves: Uint8Array) => Uint8Array;
};

/** Bytes of UTF-8 a UTF-16 code unit takes at most. */
const bytesPerUnitMax = 3;

/** Makes the hasher of a suite. @source RFC 9162 §2.1.1 */
export function auditHasher(suite: SuiteName): AuditHasher {
  const algorithm = digestNames[suite];
  let block = Buffer.alloc(4096);
  const write = (text: string, at: number): Uint8Array => {
    const needed = at + text.length * bytesPerUnitMax;
    if (needed > block.length) {
      const larger = Buffer.alloc(2 * needed);
      block.copy(larger, 0, 0, at);
      block = larger;
    }
    return block.subarray(0, at + block.write(text, at));
  };
  const pair = Buffer.alloc(1 + 2 * digestBytes, 1);
  const level = Buffer.alloc(tileWidth * digestBytes);
  return {
    commit: (salts, from, text) => {
      for (let at = 0; at < saltBytes; at += 1) block[at] = salts[from + at] ?? 0;
      return hash(algorithm, write(text, saltBytes), 'base64');
    },
    leaf: (text, out, at) => {
      block[0] = 0;
      put(hash(algorithm, write(text, 1), 'latin1'), out, at);
    },
    tileRoot: (leaves) => {
      if (leaves.length !== level.length) throw new RangeError('a tile has another width');
      level.set(leaves);
      for (let width = tileWidth / 2; width >= 1; width /= 2) {
        for (let at = 0; at < width; at += 1) {
          level.copy(pair, 1, at * 2 * digestBytes, (at + 1) * 2 * digestBytes);
          put(hash(algorithm, pair, 'latin1'), level, at * digestBytes);
        }
      }
      return new Uint8Array(level.subarray(0, digestBytes));
    },
  };
}

/** Writes a digest, which crosses from the library as one character a byte. */
function put(digest: string, out: Uint8Array, at: number): void {
  for (let byte = 0; byte < digestBytes; byte += 1) out[at + byte] = digest.charCodeAt(byte);
}
