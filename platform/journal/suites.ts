import { createPublicKey, hash, verify as verifySignature } from 'node:crypto';
import { sha256Ed25519, type Hash, type Suite } from '#engines/ledger/index.ts';

/** SHA-256 by the system's library. */
export const sha256: Hash = (data) => {
  const digest = hash('sha256', data, 'buffer');
  // A plain array over the same bytes: engines and their tests know no Buffer.
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
};

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

/**
 * Returns the suite of a log by its name.
 *
 * @throws {Error} for a suite this server has no primitives for
 */
export function suiteNamed(name: string): Suite {
  if (name === nodeSha256Ed25519.name) return nodeSha256Ed25519;
  throw new Error(`no primitives for suite ${name}`);
}
