import { canonicalJson, encodeHex, encodeUtf8, type Hash } from '#engines/ledger/index.ts';
import type { Definition } from './definition.ts';

/** One thing a bundle holds beside the definition: a table, parameters, a template, a clause … */
export type BundlePart = {
  readonly kind: string;
  readonly id: string;
  readonly version: string;
  readonly content: unknown;
};

/** An edition of a service: what a case is pinned to. `hash` is lower-case hex. */
export type Bundle = {
  readonly hash: string;
  readonly canonical: string;
  readonly parts: readonly BundlePart[];
};

/**
 * Returns the bundle of a definition with everything it rests on. Its hash is that of the canonical
 * JSON (RFC 8785), hence equal on every park; the order in which parts are given does not matter.
 * Calendars, people and offices are not part of it.
 *
 * @param hash the hash of a suite of the ledger (SHA-256 or SM3)
 * @throws when a part holds what JSON cannot say (a number that is not finite, a lone surrogate)
 * @source design page 2, "Versions"; RFC 8785
 */
export function bundleOf(definition: Definition, parts: readonly BundlePart[], hash: Hash): Bundle {
  const key = (part: BundlePart): string => `${part.kind}\u0000${part.id}\u0000${part.version}`;
  const sorted = parts.toSorted((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
  const canonical = canonicalJson({ definition, parts: sorted });
  return { hash: encodeHex(hash(encodeUtf8(canonical))), canonical, parts: sorted };
}
