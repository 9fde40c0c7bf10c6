/** Signing with the private key of a suite: the counterpart of `suites.ts`, which verifies. */

import { createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { decodeHex, encodeHex, type Suite, type SuiteName } from '#engines/ledger/index.ts';
import { nodeSha256Ed25519, nodeSm3Sm2, sm2Options } from './suites.ts';

/** How keys of a suite are made and used. */
export type Signing = {
  readonly suite: Suite;
  /** A new private key. */
  readonly makeSeed: () => Uint8Array;
  /** The public key of a private key; undefined when the bytes are none. */
  readonly publicKeyOf: (seed: Uint8Array) => Uint8Array | undefined;
  /** A function that signs with the key: 64 bytes for any message. */
  readonly signerOf: (seed: Uint8Array) => (message: Uint8Array) => Uint8Array;
};

const seedBytes = 32;

/** DER header of an Ed25519 private key (RFC 8410): the 32 seed bytes follow it. */
const privateHeader = Buffer.from('302e020100300506032b657004220420', 'hex');

function ed25519Key(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([privateHeader, seed]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

const ed25519: Signing = {
  suite: nodeSha256Ed25519,
  makeSeed: () => new Uint8Array(randomBytes(seedBytes)),
  publicKeyOf: (seed) => {
    if (seed.length !== seedBytes) return undefined;
    const der = createPublicKey(ed25519Key(seed)).export({ format: 'der', type: 'spki' });
    return new Uint8Array(der.subarray(-32));
  },
  signerOf: (seed) => {
    const key = ed25519Key(seed);
    return (message) => new Uint8Array(sign(null, message, key));
  },
};

/** SM2: the private key is a whole number d, 1 ≤ d ≤ n − 2, in 32 bytes (GB/T 32918.1). */
const national: Signing = {
  suite: nodeSm3Sm2,
  makeSeed: () => bytesOf(sm2.generateKeyPairHex().privateKey),
  publicKeyOf: (seed) => {
    if (seed.length !== seedBytes) return undefined;
    try {
      return bytesOf(sm2.getPublicKeyFromPrivateKey(encodeHex(seed)));
    } catch {
      // A number outside the group is no private key.
      return undefined;
    }
  },
  signerOf: (seed) => {
    const privateKey = encodeHex(seed);
    return (message) => bytesOf(sm2.doSignature(message, privateKey, sm2Options));
  },
};

function bytesOf(hex: string): Uint8Array {
  const bytes = decodeHex(hex.padStart(2 * seedBytes, '0'));
  if (!bytes) throw new Error('sm-crypto-v2 gave no hexadecimal text');
  return bytes;
}

const signings: Readonly<Record<SuiteName, Signing>> = {
  'sha256-ed25519': ed25519,
  'sm3-sm2': national,
};

/** Returns how keys of a suite are made and used. */
export function signingOf(suite: SuiteName): Signing {
  return signings[suite];
}
