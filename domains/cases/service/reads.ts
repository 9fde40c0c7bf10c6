import type { Tx } from '#platform/db/index.ts';
import type { CaseRead, ReadPurpose } from '../model/index.ts';
import { insertRead, readsOf } from '../store/read-log.ts';
import { networkOf } from './network.ts';
import { postAt, postCode, postName } from './post.ts';
import type { CaseRow } from '../store/case.ts';
import type { Looking } from './view.ts';

/**
 * Notes that somebody of the staff has read a case. The applicant's own readings are not noted, and
 * a person's further readings for the same purpose within the hour add nothing.
 *
 * A reading is no event of the journal: the stream of a case would grow with every look at it, and
 * its ETag would change under the one who acts. Its readers stand in a table of their own.
 *
 * @source 3-architecture Tenancy (reads are noted with a purpose and shown to their subject)
 */
export async function noteRead(
  tx: Tx,
  looking: Pick<Looking, 'principal' | 'now' | 'park'>,
  of: {
    readonly row: Pick<CaseRow, 'number' | 'filed_by' | 'applicant_id' | 'holder_node'>;
    readonly purpose: ReadPurpose;
  },
): Promise<void> {
  const { principal, park, now } = looking;
  const { row, purpose } = of;
  const isApplicant =
    row.filed_by === principal.id || principal.parties.some(({ id }) => id === row.applicant_id);
  const post = postAt(principal, row.holder_node ?? undefined);
  if (isApplicant || post === undefined) return;
  await insertRead(tx, {
    park_id: park.code,
    number: row.number,
    reader: principal.id,
    purpose,
    hour: `${now.slice(0, 13)}:00:00.000Z`,
    post: postCode(post),
    at: now,
  });
}

/** Who of the staff has read a case, by post and never by name, latest first. */
export async function readReads(tx: Tx, looking: Looking, number: string): Promise<CaseRead[]> {
  const { words, park } = looking;
  const network = await networkOf(tx, park.code);
  return (await readsOf(tx, number)).map(({ post, purpose, at }) => ({
    post: postName(post, network, words),
    purpose,
    purposeText: words.say(`cases.reads.${purpose}`),
    at,
  }));
}
