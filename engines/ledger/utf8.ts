/** UTF-8 without a platform: browsers, servers and tests read the same bytes. */

/** Matches a surrogate that has no partner; in `u` mode pairs are one character. */
const loneSurrogate = /\p{Surrogate}/u;

/** Characters joined at a time, so that no argument list grows without bound. */
const chunkLimit = 4096;

/** Returns whether `text` has a UTF-8 form: no surrogate stands alone. */
export function isWellFormed(text: string): boolean {
  return !loneSurrogate.test(text);
}

/** Writes a code point of two bytes or more at `at`. @returns the place after it */
function writeCodePoint(bytes: Uint8Array, at: number, code: number): number {
  let next = at;
  if (code < 0x800) bytes[next++] = 0xc0 | (code >> 6);
  else {
    if (code < 0x10000) bytes[next++] = 0xe0 | (code >> 12);
    else {
      bytes[next++] = 0xf0 | (code >> 18);
      bytes[next++] = 0x80 | ((code >> 12) & 63);
    }
    bytes[next++] = 0x80 | ((code >> 6) & 63);
  }
  bytes[next++] = 0x80 | (code & 63);
  return next;
}

/** A code unit of UTF-16 takes at most this many bytes. */
const bytesPerUnit = 3;

/**
 * Returns the UTF-8 bytes of `text`.
 *
 * @throws {RangeError} when a surrogate stands alone, because replacing it would change the text
 * @source RFC 3629 §3
 */
export function encodeUtf8(text: string): Uint8Array {
  const ascii = encodeAscii(text);
  if (ascii) return ascii;
  if (!isWellFormed(text)) throw new RangeError('text holds a lone surrogate');
  const bytes = new Uint8Array(text.length * bytesPerUnit);
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80) bytes[end++] = code;
    else end = writeCodePoint(bytes, end, code);
    // A code point beyond the first plane is two units.
    if (code > 0xffff) at += 1;
  }
  return bytes.slice(0, end);
}

/** Most texts of a log are ASCII, a byte a unit; undefined for any other. */
function encodeAscii(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) return undefined;
    bytes[at] = unit;
  }
  return bytes;
}

/** Length of the sequence a first byte opens and the least code point it may carry. */
function sequenceOf(first: number): { length: number; least: number; bits: number } | undefined {
  if (first < 0x80) return { length: 1, least: 0, bits: first };
  if (first >= 0xc2 && first < 0xe0) return { length: 2, least: 0x80, bits: first & 31 };
  if (first >= 0xe0 && first < 0xf0) return { length: 3, least: 0x800, bits: first & 15 };
  if (first >= 0xf0 && first < 0xf5) return { length: 4, least: 0x10000, bits: first & 7 };
  return undefined;
}

function readCodePoint(
  bytes: Uint8Array,
  at: number,
): { code: number; length: number } | undefined {
  const sequence = sequenceOf(bytes[at] ?? 0xff);
  if (!sequence || at + sequence.length > bytes.length) return undefined;
  let code = sequence.bits;
  for (let next = at + 1; next < at + sequence.length; next += 1) {
    const byte = bytes[next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return undefined;
    code = code * 64 + (byte & 63);
  }
  const surrogate = code >= 0xd800 && code < 0xe000;
  if (code < sequence.least || code > 0x10ffff || surrogate) return undefined;
  return { code, length: sequence.length };
}

/**
 * Returns the text that `bytes` encode, or undefined when they are not valid UTF-8
 * (overlong forms, surrogates, truncated sequences). A byte order mark is kept as a character.
 *
 * @source RFC 3629 §3
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const chunks: string[] = [];
  let codes: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const point = readCodePoint(bytes, at);
    if (!point) return undefined;
    codes.push(point.code);
    at += point.length;
    if (codes.length === chunkLimit) {
      chunks.push(String.fromCodePoint(...codes));
      codes = [];
    }
  }
  return chunks.join('') + String.fromCodePoint(...codes);
}
