/** Suites: which hash and which signature a log uses. The primitives are arguments. */

import { concatBytes, equalBytes } from './bytes.ts';
import { cosignedMessage, formatTimestamped, parseTimestamped } from './cosignature.ts';
import type { Hash } from './hashing.ts';
import type { SignatureKind, Signer, Verifier } from './note.ts';
import { formatVerifierKey, keyIdOf, parseVerifierKey } from './vkey.ts';
import { encodeUtf8 } from './utf8.ts';

/** Names of the suites, as entries record them. */
export type SuiteName = 'sha256-ed25519' | 'sm3-sm2';

/** What a platform brings to make a suite work. Neither function throws for bad input. */
export type SuitePrimitives = {
  /** SHA-256 or SM3. */
  readonly hash: Hash;
  /** Ed25519 (32-byte key), or SM2 with user id 1234567812345678 (65-byte key `04 ‖ x ‖ y`). */
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
};

/** A hash and a signature algorithm that belong together. */
export type Suite = {
  readonly name: SuiteName;
  readonly hash: Hash;
  /** Type identifiers before the public key, by what the signature says. */
  readonly keyTypes: Readonly<Record<SignatureKind, Uint8Array>>;
  /** The verifier of a vkey, or undefined when it is malformed or of another suite. */
  readonly verifierFrom: (vkey: string) => Verifier | undefined;
};

const signatureBytes = 64;

function verifyTimestamped(
  verify: SuitePrimitives['verify'],
  publicKey: Uint8Array,
  message: { readonly text: Uint8Array; readonly signature: Uint8Array },
): boolean {
  const stamped = parseTimestamped(message.signature);
  if (!stamped) return false;
  return verify(publicKey, cosignedMessage(message.text, stamped.seconds), stamped.signature);
}

function suiteWith(
  shape: Pick<Suite, 'name' | 'keyTypes'> & { readonly publicKeyBytes: number },
  primitives: SuitePrimitives,
): Suite {
  const { hash, verify } = primitives;
  const verifierFrom = (vkey: string): Verifier | undefined => {
    const key = parseVerifierKey(hash, vkey);
    const kinds: readonly SignatureKind[] = ['note', 'cosignature'];
    const kind = kinds.find((each) => {
      const type = shape.keyTypes[each];
      const length = type.length + shape.publicKeyBytes;
      return (
        key?.typedKey.length === length && equalBytes(key.typedKey.subarray(0, type.length), type)
      );
    });
    if (!key || !kind) return undefined;
    const publicKey = key.typedKey.slice(shape.keyTypes[kind].length);
    const check = (text: Uint8Array, signature: Uint8Array): boolean =>
      kind === 'note'
        ? signature.length === signatureBytes && verify(publicKey, text, signature)
        : verifyTimestamped(verify, publicKey, { text, signature });
    return { name: key.name, keyId: key.keyId, kind, publicKey, verify: check };
  };
  return { name: shape.name, keyTypes: shape.keyTypes, hash, verifierFrom };
}

/**
 * Returns the suite SHA-256 + Ed25519, the one foreign tools read.
 *
 * @source C2SP signed-note, “Signature types” 0x01; C2SP tlog-cosignature 0x04
 */
export function sha256Ed25519(primitives: SuitePrimitives): Suite {
  const keyTypes = { note: Uint8Array.of(1), cosignature: Uint8Array.of(4) };
  return suiteWith({ name: 'sha256-ed25519', keyTypes, publicKeyBytes: 32 }, primitives);
}

/** OID of SM2 signatures over SM3; it makes the unassigned type 0xff unlikely to collide. */
const sm2Identifier = '1.2.156.10197.1.501';

/**
 * Returns the suite SM3 + SM2. The type is 0xff followed by the OID, as the specification advises
 * for unassigned types; key ids are computed with SM3, so that no second hash is needed.
 *
 * @source C2SP signed-note, “Signature types” 0xff; GB/T 32918.2 (SM2), GB/T 32905 (SM3)
 */
export function sm3Sm2(primitives: SuitePrimitives): Suite {
  const typeOf = (purpose: string): Uint8Array =>
    concatBytes(Uint8Array.of(0xff), encodeUtf8(`${sm2Identifier}/${purpose}\n`));
  const keyTypes = { note: typeOf('note'), cosignature: typeOf('cosignature') };
  return suiteWith({ name: 'sm3-sm2', keyTypes, publicKeyBytes: 65 }, primitives);
}

/** A private key as the engine sees it: a name, the public key and something that signs. */
export type SigningKey = {
  readonly name: string;
  readonly publicKey: Uint8Array;
  /** Returns 64 signature bytes over `message`. */
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** Returns the vkey that others put into their policy for `key`. */
export function vkeyOf(
  suite: Suite,
  key: Pick<SigningKey, 'name' | 'publicKey'>,
  kind: SignatureKind,
): string {
  const typedKey = concatBytes(suite.keyTypes[kind], key.publicKey);
  const keyId = keyIdOf(suite.hash, key.name, typedKey);
  return formatVerifierKey({ name: key.name, keyId, typedKey });
}

/** Returns the signer of a log: it signs the text of the note itself. */
export function logSigner(suite: Suite, key: SigningKey): Signer {
  const keyId = keyIdOf(suite.hash, key.name, concatBytes(suite.keyTypes.note, key.publicKey));
  return { name: key.name, keyId, sign: key.sign };
}

/**
 * Returns the signer of a witness: a timestamped statement over a checkpoint's text.
 *
 * @param seconds POSIX time of the statement
 * @source C2SP tlog-cosignature, “Ed25519 signed message”
 */
export function witnessSigner(suite: Suite, key: SigningKey, seconds: number): Signer {
  const typedKey = concatBytes(suite.keyTypes.cosignature, key.publicKey);
  const sign = (text: Uint8Array): Uint8Array =>
    formatTimestamped({ seconds, signature: key.sign(cosignedMessage(text, seconds)) });
  return { name: key.name, keyId: keyIdOf(suite.hash, key.name, typedKey), sign };
}
