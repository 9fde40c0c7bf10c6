import { canonicalName } from '../syntax/name.ts';
import { Fact } from '../value/convert.ts';
import type { Facts } from '../value/convert.ts';
import { Scalar } from '../value/scalar.ts';

/**
 * Returns the facts by the canonical names of the elements they are meant for. A fact is named as
 * its element is; one of an imported element may also be named through the import, as FEEL sees it
 * (`import.name`), by its namespace (`namespace#name`, `{namespace}name`), or stand in an object
 * named as the import. A fact named plainly goes before one that is not. What names no element (a
 * parameter of a knowledge model) is kept under its own name.
 *
 * @param isElement whether a canonical name is that of an element of the model
 * @source OMG DMN 1.5, 6.3.3 (names of imported elements)
 */
export function factsByName(
  facts: Facts,
  isElement: (name: string) => boolean,
): ReadonlyMap<string, unknown> {
  const given = new Map<string, unknown>();
  const elsewhere: (readonly [name: string, value: unknown])[] = [];
  for (const [key, value] of Object.entries(facts)) {
    const name = canonicalName(key);
    given.set(name, value);
    if (!isElement(name)) elsewhere.push(...throughImport(key, value));
  }
  for (const [key, value] of elsewhere) {
    const name = canonicalName(key);
    if (isElement(name) && !given.has(name)) given.set(name, value);
  }
  return given;
}

function throughImport(key: string, value: unknown): (readonly [string, unknown])[] {
  const at = Math.max(key.lastIndexOf('.'), key.lastIndexOf('#'), key.lastIndexOf('}'));
  const named = at < 0 ? [] : [[key.slice(at + 1), value] as const];
  return isPlain(value) ? [...named, ...Object.entries(value)] : named;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && !(value instanceof Fact) && !(value instanceof Scalar);
}
