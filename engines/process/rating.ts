import type { Definition } from './definition.ts';

/** Ends by which nobody was served, unless the definition says otherwise. */
const UNSERVED: ReadonlySet<string> = new Set(['withdrawn', 'voided', 'lapsed']);

/**
 * Returns true if the applicant of a case is asked how satisfied they are: only where they were
 * served, or told why not. An end of the definition may say so of itself (`rated`).
 *
 * @param end key of the case's end; null while it is open
 * @source design page 2, `review`; GB/T 39734—2020 (what is rated is a service that was given)
 */
export function invitesRating(
  { review, flow }: Pick<Definition, 'review' | 'flow'>,
  end: string | null,
): boolean {
  if (review === undefined || end === null) return false;
  return flow.ends[end]?.rated ?? !UNSERVED.has(end);
}
