/** Real suites and keys for tests: Node's library, and `sm-crypto-v2` for SM2. */

import { createPrivateKey, createPublicKey, hash as digest, sign, verify } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { decodeHex, encodeHex, sha256Ed25519, sm3Sm2, type Hash, type Suite } from '../index.ts';
import type { SigningKey } from '../index.ts';

export const sha256: Hash = (data) => new Uint8Array(digest('sha256', data, 'buffer'));
export const sm3: Hash = (data) => new Uint8Array(digest('sm3', data, 'buffer'));

const publicHeader = Buffer.from('302a300506032b6570032100', 'hex');
const privateHeader = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The suite SHA-256 + Ed25519 of Node's library. */
export const ed25519: Suite = sha256Ed25519({
  hash: sha256,
  verify: (publicKey, message, signature) => {
    const key = Buffer.concat([publicHeader, publicKey]);
    const spki = createPublicKey({ key, format: 'der', type: 'spki' });
    return verify(null, message, spki, signature);
  },
});

const userId = '1234567812345678';

/** The suite SM3 + SM2 of `sm-crypto-v2`. */
export const sm: Suite = sm3Sm2({
  hash: sm3,
  verify: (publicKey, message, signature) =>
    sm2.doVerifySignature(message, encodeHex(signature), encodeHex(publicKey), {
      hash: true,
      userId,
    }),
});

/** Returns the Ed25519 public key of a 32-byte seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const key = Buffer.concat([privateHeader, seed]);
  const spki = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
  return new Uint8Array(spki.export({ format: 'der', type: 'spki' }).subarray(-32));
}

/** Returns an Ed25519 key from a 32-byte seed. */
export function ed25519Key(name: string, seed: Uint8Array): SigningKey {
  const der = Buffer.concat([privateHeader, seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = ed25519PublicKey(seed);
  return { name, publicKey, sign: (m) => new Uint8Array(sign(null, m, privateKey)) };
}

/** Returns an SM2 key from a 32-byte seed. */
export function sm2Key(name: string, seed: Uint8Array): SigningKey {
  const privateKey = encodeHex(seed);
  const publicHex = sm2.getPublicKeyFromPrivateKey(privateKey);
  const bytes = (hex: string): Uint8Array => decodeHex(hex) ?? new Uint8Array();
  return {
    name,
    publicKey: bytes(publicHex),
    sign: (m) => bytes(sm2.doSignature(m, privateKey, { hash: true, userId })),
  };
}
