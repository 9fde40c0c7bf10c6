import { searchOrganisations } from '#domains/parties/index.ts';
import type { Tx } from '#platform/db/index.ts';

/** Whom a line is about: the name to show, and under whom its texts can be erased. */
export type About = { readonly name: string; readonly subject: string };

/** Organisations looked at for one with exactly this name. */
const candidatesMax = 20;

/**
 * Reads whom a line is about, given by code or by name. Without a known organisation the texts
 * stand under the person who wrote them, as those of a case without a party do.
 */
export async function aboutOf(
  tx: Tx,
  asked: { readonly park: string; readonly organisation: string; readonly by: string },
): Promise<About> {
  const { park, organisation, by } = asked;
  const nobody = { name: organisation, subject: `person/${by}` };
  if (organisation === '') return nobody;
  const found = await searchOrganisations(tx, park, { text: organisation, limit: candidatesMax });
  const known = found.find(({ id, name }) => id === organisation || name === organisation);
  return known === undefined ? nobody : { name: known.name, subject: `party/${known.id}` };
}
