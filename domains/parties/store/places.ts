import type { Tx } from '#platform/db/index.ts';
import type { Place } from '../model.ts';
import { placesOf } from '../rules.ts';
import { selectNodes, type StoredPark } from './network.ts';
import { selectPosts } from './staff.ts';

/** Where people may go in a park, in the order of its network, with the hours that hold there. */
export async function selectPlaces(
  tx: Tx,
  park: Pick<StoredPark, 'code' | 'office'>,
): Promise<Place[]> {
  const nodes = await selectNodes(tx, park.code);
  const posts = await selectPosts(tx, park.code);
  return placesOf(nodes, posts).map(({ code, title, address, office }) => ({
    code,
    title,
    address,
    office: office ?? park.office,
  }));
}
