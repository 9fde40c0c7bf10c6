import { selectStaff, staffOf } from '#domains/parties/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { casesRefusals } from '../errors.ts';
import type { StaffPost } from '../model/index.ts';
import { networkOf } from './network.ts';

/** Most posts offered at once; a node has a handful. */
const postsMax = 200;

/** Posts of the staff at a node, of a role, or both, to hand a matter to. */
export async function readPeople(
  tx: Tx,
  park: string,
  asked: { readonly node?: string | undefined; readonly role?: string | undefined },
): Promise<StaffPost[]> {
  const network = await networkOf(tx, park);
  const posts = await selectStaff(tx, park, { ...asked, limit: postsMax });
  return posts.map((post) => ({
    ...post,
    roleTitle: network.roleTitle(post.role),
    nodeTitle: network.nodeTitle(post.node),
  }));
}

/**
 * Refuses a person to hand a matter to who is none of the park's staff.
 *
 * @throws {RefusalError} `cases.no_such_person`
 */
export async function refuseUnknownPerson(
  tx: Tx,
  park: string,
  person: string | undefined,
): Promise<void> {
  if (person === undefined) return;
  if ((await staffOf(tx, park, person)).length > 0) return;
  throw casesRefusals.refuse('cases.no_such_person', { person });
}
