import { httpRefusals } from './errors.ts';

const tagsMax = 50;

/** The strong entity tag of a version. */
export function entityTag(version: string | number): string {
  return `"${version}"`;
}

/** Whether a list of entity tags (`If-Match`, `If-None-Match`) names this tag, or any by `*`. */
export function namesTag(header: string, tag: string): boolean {
  return header
    .split(',', tagsMax)
    .map((part) => part.trim().replace(/^W\//, ''))
    .some((part) => part === '*' || part === tag);
}

/**
 * Refuses an act on something that has changed since the caller read it.
 *
 * @param header  `If-Match` as sent; absent, nothing is refused
 * @throws {RefusalError} 412 `http.stale`
 * @source RFC 9110 13.1.1
 */
export function requireMatch(header: string | undefined, version: string | number): void {
  if (header === undefined) return;
  if (!namesTag(header, entityTag(version))) throw httpRefusals.refuse('http.stale');
}
