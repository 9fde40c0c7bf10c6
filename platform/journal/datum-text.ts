import { canonicalJson } from '#engines/ledger/index.ts';

/**
 * The canonical JSON an entry commits to for one datum: the engine's `Datum`, the subject inside, so
 * that nobody can give what was said of one to another, or keep it from being erased.
 *
 * @param payload canonical JSON
 * @throws {CanonicalError} when the subject is no text JSON can say
 */
export function datumText(subject: string, payload: string): string {
  return `{"subject":${canonicalJson(subject)},"value":${payload}}`;
}
