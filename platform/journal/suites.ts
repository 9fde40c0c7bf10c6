import { createPublicKey, getHashes, hash, verify as verifySignature } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import {
  encodeHex,
  sha256Ed25519,
  sm3Sm2,
  type Hash,
  type Suite,
  type SuiteName,
} from '#engines/ledger/index.ts';

/**
 * A digest by the system's library. It crosses into JavaScript as Latin-1 text, one character a
 * byte, in less than half the time of a buffer; every leaf, node and commitment is one such call.
 */
const digestBy =
  (algorithm: DigestName): Hash =>
  (data) => {
    const text = hash(algorithm, data, 'latin1');
    const digest = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) digest[at] = text.charCodeAt(at);
    return digest;
  };

/** What the system's library calls the hash of a suite. */
export type DigestName = 'sha256' | 'sm3';

/** The digest of each suite, for code that hashes a whole log and cannot afford an array a hash. */
export const digestNames = {
  'sha256-ed25519': 'sha256',
  'sm3-sm2': 'sm3',
} as const satisfies Record<SuiteName, DigestName>;

/** SHA-256 by the system's library. */
export const sha256: Hash = digestBy('sha256');

/** SM3 by the system's library. */
export const sm3: Hash = digestBy('sm3');

/** DER header of an Ed25519 public key (RFC 8410): the 32 key bytes follow it. */
const ed25519PublicHeader = Buffer.from('302a300506032b6570032100', 'hex');

function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const der = Buffer.concat([ed25519PublicHeader, key]);
  try {
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verifySignature(null, message, publicKey, signature);
  } catch {
    // Bytes that are no key verify nothing.
    return false;
  }
}

/** The suite SHA-256 + Ed25519 over the system's library. */
export const nodeSha256Ed25519: Suite = sha256Ed25519({ hash: sha256, verify: verifyEd25519 });

/** What SM2 signs with and verifies by: hashed with SM3, under the default identity (GM/T 0009). */
export const sm2Options = { hash: true, userId: '1234567812345678' } as const;

function verifySm2(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return sm2.doVerifySignature(message, encodeHex(signature), encodeHex(key), sm2Options);
  } catch {
    // The library throws for bytes that are no point or no signature.
    return false;
  }
}

/** The suite SM3 + SM2: SM3 by the system's library, SM2 by `sm-crypto-v2` (Node's own differs). */
export const nodeSm3Sm2: Suite = sm3Sm2({ hash: sm3, verify: verifySm2 });

/** Every suite of this server, the one foreign tools read first. */
export const nodeSuites: readonly Suite[] = [nodeSha256Ed25519, nodeSm3Sm2];

/**
 * Returns the suite of a log by its name.
 *
 * @throws {Error} for a suite this server has no primitives for
 */
export function suiteNamed(name: string): Suite {
  const suite = nodeSuites.find((each) => each.name === name);
  if (!suite) throw new Error(`no primitives for suite ${name}`);
  if (suite === nodeSm3Sm2 && !getHashes().includes('sm3')) {
    throw new Error('this system’s library was built without SM3');
  }
  return suite;
}

/** Returns whether `value` names a suite a log may be made with. */
export function isSuiteName(value: unknown): value is SuiteName {
  return nodeSuites.some(({ name }) => name === value);
}
