/** Verifier keys: a name, a key id and a typed public key in one line. */

import { concatBytes, equalBytes, readUint } from './bytes.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { Hash } from './hashing.ts';
import { isKeyName } from './note.ts';
import { encodeUtf8 } from './utf8.ts';

/** A verifier key taken apart. */
export type VerifierKey = {
  readonly name: string;
  /** 32-bit key id. */
  readonly keyId: number;
  /** Signature type identifier followed by the public key. */
  readonly typedKey: Uint8Array;
};

/**
 * Returns the key id of a name and a typed public key.
 *
 * @param hash     SHA-256 for the standard types, SM3 in the SM suite
 * @param typedKey type identifier byte(s), then the public key
 * @source C2SP signed-note, “Signatures” (first four bytes of the hash of name, newline, type, key)
 */
export function keyIdOf(hash: Hash, name: string, typedKey: Uint8Array): number {
  return readUint(hash(concatBytes(encodeUtf8(`${name}\n`), typedKey)), 0, 4);
}

const hexId = (keyId: number): string => keyId.toString(16).padStart(8, '0');

/** Returns the one-line text of a verifier key: `name+keyid+base64(type ‖ key)`. */
export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${hexId(key.keyId)}+${encodeBase64(key.typedKey)}`;
}

/**
 * Returns the parts of a verifier key, or undefined when it is malformed or its key id is not
 * that of its name and key.
 *
 * @source C2SP signed-note, “Verifier keys”
 */
export function parseVerifierKey(hash: Hash, vkey: string): VerifierKey | undefined {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(vkey) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) return undefined;
  const typedKey = decodeBase64(encoded);
  if (!isKeyName(name) || !typedKey || typedKey.length < 2) return undefined;
  const keyId = keyIdOf(hash, name, typedKey);
  return hexId(keyId) === id ? { name, keyId, typedKey } : undefined;
}

/** A signing key in its text form: keep it at mode 0600 and out of every dump. */
export type SignerKey = {
  readonly name: string;
  readonly keyId: number;
  readonly seed: Uint8Array;
};

const signerKeyPrefix = 'PRIVATE+KEY+';

/**
 * Returns the one-line text of a signing key: `PRIVATE+KEY+name+keyid+base64(type ‖ seed)`.
 *
 * @param type signature type identifier byte(s)
 * @source golang.org/x/mod/sumdb/note, “Generating Keys” (the form foreign tools read)
 */
export function formatSignerKey(key: SignerKey, type: Uint8Array): string {
  const typedSeed = encodeBase64(concatBytes(type, key.seed));
  return `${signerKeyPrefix}${key.name}+${hexId(key.keyId)}+${typedSeed}`;
}

/**
 * Returns the parts of a signing key, or undefined when it is malformed, of another type, or its
 * key id is not that of its public key.
 *
 * @param scheme type identifier, hash for the key id, and the public key of a seed
 */
export function parseSignerKey(
  text: string,
  scheme: {
    readonly type: Uint8Array;
    readonly hash: Hash;
    readonly publicKeyOf: (seed: Uint8Array) => Uint8Array | undefined;
  },
): SignerKey | undefined {
  if (!text.startsWith(signerKeyPrefix)) return undefined;
  const [name, id, ...rest] = text.slice(signerKeyPrefix.length).split('+');
  const typedSeed = decodeBase64(rest.join('+'));
  if (name === undefined || id === undefined || !isKeyName(name) || !typedSeed) return undefined;
  if (!equalBytes(typedSeed.subarray(0, scheme.type.length), scheme.type)) return undefined;
  const seed = typedSeed.slice(scheme.type.length);
  const publicKey = scheme.publicKeyOf(seed);
  if (!publicKey) return undefined;
  const keyId = keyIdOf(scheme.hash, name, concatBytes(scheme.type, publicKey));
  return hexId(keyId) === id ? { name, keyId, seed } : undefined;
}
