/** Cosignatures: a witness's timestamped statement that it saw a consistent tree. */

import { concatBytes, readUint, uintBytes } from './bytes.ts';
import { encodeUtf8 } from './utf8.ts';

/** A signature with the instant it states. */
export type TimestampedSignature = {
  /** POSIX time, whole seconds. */
  readonly seconds: number;
  /** 64 bytes of Ed25519 or SM2. */
  readonly signature: Uint8Array;
};

const timestampBytes = 8;
const signatureBytes = 64;

/**
 * Returns the message a witness signs: a header, the time, then the checkpoint's text.
 *
 * @source C2SP tlog-cosignature, “Ed25519 signed message” (cosignature/v1)
 */
export function cosignedMessage(text: Uint8Array, seconds: number): Uint8Array {
  return concatBytes(encodeUtf8(`cosignature/v1\ntime ${seconds}\n`), text);
}

/** Returns the bytes after the key id: the time in eight bytes, then the signature. */
export function formatTimestamped(stamped: TimestampedSignature): Uint8Array {
  return concatBytes(uintBytes(stamped.seconds, timestampBytes), stamped.signature);
}

/**
 * Returns time and signature, or undefined when the length is another one or the time is not an
 * exact integer.
 *
 * @param bytes a note signature without its key id
 * @source C2SP tlog-cosignature, “Format” (timestamped_signature)
 */
export function parseTimestamped(bytes: Uint8Array): TimestampedSignature | undefined {
  if (bytes.length !== timestampBytes + signatureBytes) return undefined;
  const seconds = readUint(bytes, 0, 4) * 2 ** 32 + readUint(bytes, 4, 4);
  if (!Number.isSafeInteger(seconds)) return undefined;
  return { seconds, signature: bytes.slice(timestampBytes) };
}
