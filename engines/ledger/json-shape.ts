/** Reads of foreign JSON: a value has exactly the members asked for, or it is refused. */

import type { JsonValue } from './canonical.ts';

/** An object as JSON.parse makes it. */
export type JsonObject = { readonly [name: string]: JsonValue | undefined };

/** Returns whether `value` is an array, which `Array.isArray` cannot say of readonly arrays. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Returns whether `value` is an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** Returns whether `value` is an object whose defined members are exactly `names`. */
export function hasExactly(
  value: JsonValue | undefined,
  names: readonly string[],
): value is JsonObject {
  if (!isObject(value)) return false;
  const found = Object.keys(value).filter((name) => value[name] !== undefined);
  return found.length === names.length && names.every((name) => found.includes(name));
}

/** Returns whether `value` is a string of at least one character. */
export function isFilled(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

/** Returns whether `value` is null or a string of at least one character. */
export function isFilledOrNull(value: JsonValue | undefined): value is string | null {
  return value === null || isFilled(value);
}
