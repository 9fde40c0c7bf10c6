/** The suites of the verifier, by the system's own library and without any package. */

import { createPublicKey, getHashes, hash, verify } from 'node:crypto';
import { sha256Ed25519, sm3Sm2, verifySm2, type Hash, type Suite } from '#engines/ledger/index.ts';

const sha256: Hash = (data) => hash('sha256', data, 'buffer');
const sm3: Hash = (data) => hash('sm3', data, 'buffer');

/** DER header of an Ed25519 public key (RFC 8410 §4); the 32 key bytes follow it. */
const ed25519Header = Buffer.from('302a300506032b6570032100', 'hex');

function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const der = Buffer.concat([ed25519Header, key]);
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, message, publicKey, signature);
  } catch {
    // Bytes that are no key verify nothing.
    return false;
  }
}

/** Returns every suite this machine's library can check; SM3 is left out where it is not built in. */
export function verifierSuites(): readonly Suite[] {
  const standard = sha256Ed25519({ hash: sha256, verify: verifyEd25519 });
  if (!getHashes().includes('sm3')) return [standard];
  const verifySm = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
    verifySm2(sm3, key, { message, signature });
  return [standard, sm3Sm2({ hash: sm3, verify: verifySm })];
}
