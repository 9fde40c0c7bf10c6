/** Canonical JSON: one value, one text, so that equal values have equal hashes. */

import { isWellFormed } from './utf8.ts';

/** A value that JSON can say. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue | undefined };

/** Nesting beyond this is refused: it is a cycle or an attack, never a record. */
export const canonicalDepthLimit = 128;

/** A value that canonical JSON cannot say; `path` is where, as a JSON pointer. */
export class CanonicalError extends Error {
  readonly reason: string;
  readonly path: string;
  constructor(reason: string, path: string) {
    super(`${reason} at ${path === '' ? '/' : path}`);
    this.name = 'CanonicalError';
    this.reason = reason;
    this.path = path;
  }
}

function writeString(text: string): string {
  // JSON.stringify escapes a well-formed string exactly as RFC 8785 §3.2.2.2 asks.
  const written = JSON.stringify(text);
  // A lone surrogate is escaped as well, so a text that only gained its quotes holds none.
  const isUnescaped = written.length === text.length + 2;
  if (!isUnescaped && !isWellFormed(text)) throw new CanonicalError('lone surrogate', '');
  return written;
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new CanonicalError('number is not finite', '');
  // ECMAScript's own number text is the canonical one; minus zero becomes 0.
  return JSON.stringify(value);
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function writeObject(value: object, depth: number): string {
  if (!isPlain(value)) throw new CanonicalError('not a plain object', '');
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    if (text !== '') text += ',';
    try {
      text += `${writeString(name)}:${write(member, depth + 1)}`;
    } catch (error) {
      throw under(name, error);
    }
  }
  return `{${text}}`;
}

function writeArray(value: readonly unknown[], depth: number): string {
  let text = '';
  // By index: a hole is undefined, which no array of JSON holds.
  for (let at = 0; at < value.length; at += 1) {
    if (at > 0) text += ',';
    try {
      text += write(value[at], depth + 1);
    } catch (error) {
      throw under(at, error);
    }
  }
  return `[${text}]`;
}

/** The same error seen from one step further out: the way there is only written when one is met. */
function under(step: string | number, error: unknown): unknown {
  if (!(error instanceof CanonicalError)) return error;
  return new CanonicalError(error.reason, `/${step}${error.path}`);
}

function write(value: unknown, depth: number): string {
  if (depth > canonicalDepthLimit) throw new CanonicalError('nested too deep', '');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return writeNumber(value);
  if (Array.isArray(value)) return writeArray(value, depth);
  if (typeof value === 'object') return writeObject(value, depth);
  throw new CanonicalError(`${typeof value} has no JSON form`, '');
}

/**
 * Returns the canonical JSON text of `value`: no white space, names sorted by UTF-16 code units,
 * numbers as ECMAScript prints them. Members that are undefined are left out, as JSON does.
 *
 * @param value plain objects, arrays, strings, finite numbers, booleans and null
 * @throws {CanonicalError} for numbers that are not finite, lone surrogates, undefined inside an
 *   array, functions, big integers, instances of classes and nesting beyond `canonicalDepthLimit`
 * @source RFC 8785 (JSON Canonicalization Scheme)
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/**
 * Returns the value of `text` if `text` is already canonical JSON, else undefined. Names that
 * occur twice, white space and other spellings are therefore refused, not repaired.
 *
 * @source RFC 8785; RFC 7493 (I-JSON) §2.3 for names that occur twice
 */
export function parseCanonicalJson(text: string): JsonValue | undefined {
  try {
    // JSON.parse returns exactly the values of JsonValue.
    const value = JSON.parse(text) as JsonValue;
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
