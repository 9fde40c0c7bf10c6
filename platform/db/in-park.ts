import type { Db, Tx } from './connection.ts';
import { beginningFor } from './park-dialect.ts';

/**
 * Runs `work` in one transaction that sees and writes the rows of one park only; commits when it
 * resolves, rolls everything back when it throws.
 *
 * @param park the park's code, not empty, from the URL after the membership check
 * @returns what `work` returns
 * @throws {Error} when `park` is empty: the setting would read as unset and hide every row
 * @source 3-architecture Tenancy (`SET LOCAL app.park`; unset means no rows)
 */
export function inPark<T>(db: Db, park: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (park === '') return Promise.reject(new Error('inPark needs the code of a park'));
  return beginningFor(park, () => db.transaction().execute(work));
}
