/**
 * Bytes, joined and compared. Engines know no `Buffer`; everything here is a `Uint8Array`.
 */

/** Returns a new array holding `parts` one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Returns whether both hold the same bytes. Not constant time: nothing secret is compared here. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

/**
 * Returns the big-endian unsigned integer in `bytes[from, from + width)`.
 *
 * @param width bytes, 1 to 6; eight-byte values are read in two halves by the caller
 * @throws {RangeError} when the bytes are not there
 */
export function readUint(bytes: Uint8Array, from: number, width: number): number {
  if (from + width > bytes.length) throw new RangeError('integer reaches past the end');
  return bytes.subarray(from, from + width).reduce((sum, byte) => sum * 256 + byte, 0);
}

/**
 * Returns `value` as a big-endian unsigned integer.
 *
 * @param value integer, 0 ≤ value ≤ 2^53 − 1
 * @param width bytes of the result
 * @throws {RangeError} when the value does not fit
 */
export function uintBytes(value: number, width: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not an unsigned integer');
  const bytes = new Uint8Array(width);
  let rest = value;
  for (let at = width - 1; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  if (rest > 0) throw new RangeError(`integer does not fit into ${width} bytes`);
  return bytes;
}
