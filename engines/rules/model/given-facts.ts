import { canonicalName } from '../syntax/name.ts';
import { Fact } from '../value/convert.ts';
import type { Facts } from '../value/convert.ts';
import { Scalar } from '../value/scalar.ts';

/** Deepest nesting of objects named as imports. */
const IMPORT_DEPTH_MAX = 8;

/** The names a model's elements have. */
export interface NamesInModel {
  readonly byName: ReadonlyMap<string, string>;
  readonly byQualifiedName: ReadonlyMap<string, string>;
}

/**
 * The facts of a decision by the elements they are meant for. A fact is named as its element is;
 * one of an imported element may also be named through the import, as FEEL sees it (`import.name`),
 * by its namespace (`namespace#name`, `{namespace}name`), or stand in an object named as the
 * import. What means the element alone goes before its plain name, and that before a name through
 * an import the model does not know.
 *
 * @source OMG DMN 1.5, 6.3.3 (names of imported elements)
 */
export class GivenFacts {
  readonly #given = new Map<string, unknown>();
  readonly #elsewhere = new Map<string, unknown>();

  constructor(facts: Facts, { byName, byQualifiedName }: NamesInModel) {
    for (const [key, value] of Object.entries(facts)) {
      const name = canonicalName(key);
      this.#given.set(name, value);
      if (byName.has(name)) continue;
      const last = lastPart(key);
      if (last !== undefined && !byQualifiedName.has(name)) this.#keepElsewhere(last, value);
      this.#keepWithin([name], value, { byName, byQualifiedName });
    }
  }

  /** An object named as an import holds facts; imports may nest. */
  #keepWithin(path: readonly string[], value: unknown, names: NamesInModel): void {
    if (!isPlain(value) || path.length > IMPORT_DEPTH_MAX) return;
    const prefix = path.join('.');
    for (const [entry, held] of Object.entries(value)) {
      const wholes = [`${prefix}.${entry}`, `${prefix}#${entry}`].map(canonicalName);
      const known = wholes.find((whole) => names.byQualifiedName.has(whole));
      if (known !== undefined) {
        if (!this.#given.has(known)) this.#given.set(known, held);
      } else if (names.byName.has(canonicalName(entry))) {
        this.#keepElsewhere(entry, held);
      } else {
        this.#keepWithin([...path, entry], held, names);
      }
    }
  }

  #keepElsewhere(written: string, value: unknown): void {
    const name = canonicalName(written);
    if (!this.#elsewhere.has(name)) this.#elsewhere.set(name, value);
  }

  /** Returns what was given for an element, or under a name that is none's; else undefined. */
  of(name: string, qualified: readonly string[] = []): unknown {
    const key = [...qualified, name].find((one) => this.#given.has(one));
    return key === undefined ? this.#elsewhere.get(name) : this.#given.get(key);
  }
}

function lastPart(key: string): string | undefined {
  const at = Math.max(key.lastIndexOf('.'), key.lastIndexOf('#'), key.lastIndexOf('}'));
  return at < 0 ? undefined : key.slice(at + 1);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && !(value instanceof Fact) && !(value instanceof Scalar);
}
