/** Base 64 and base 16, strict: one byte string has exactly one text. */

const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function valuesOf(alphabet: string): ReadonlyMap<string, number> {
  return new Map(Array.from(alphabet, (letter, value) => [letter, value]));
}

const standardValues = valuesOf(standard);
const urlSafeValues = valuesOf(urlSafe);

function encodeWith(alphabet: string, bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += alphabet.charAt((held >> bits) & 63);
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet.charAt((held << (6 - bits)) & 63) : text;
}

function decodeWith(values: ReadonlyMap<string, number>, text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const value = values.get(letter);
    if (value === undefined) return undefined;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 255;
      at += 1;
    }
    held &= (1 << bits) - 1;
  }
  return held === 0 ? bytes : undefined;
}

/**
 * Returns `bytes` in standard base 64 with padding.
 *
 * @source RFC 4648 §4
 */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeWith(standard, bytes);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/**
 * Returns the bytes of padded standard base 64, or undefined when the text is anything else:
 * foreign letters, missing padding, white space or trailing bits that are not zero.
 *
 * @source RFC 4648 §4 and §3.5
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  return decodeWith(standardValues, text.replace(/={1,2}$/, ''));
}

/**
 * Returns `bytes` in URL-safe base 64 without padding.
 *
 * @source RFC 4648 §5
 */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeWith(urlSafe, bytes);
}

/**
 * Returns the bytes of unpadded URL-safe base 64, or undefined when the text is anything else.
 *
 * @source RFC 4648 §5
 */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  return decodeWith(urlSafeValues, text);
}

/**
 * Returns `bytes` in lower-case base 16.
 *
 * @source RFC 4648 §8 (lower case by convention of hashes)
 */
export function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns the bytes of lower-case base 16, or undefined when the text is anything else. */
export function decodeHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
