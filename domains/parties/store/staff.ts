import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import type { FoundPerson } from '../model.ts';
import '../tables.ts';

/** A post of the staff: who holds a role at a node in their own right. */
export type StaffPost = { readonly id: string; name: string; role: string; node: string };

/** Posts of the staff, narrowed to a node, a role or both, at most `limit`, by name. */
export async function selectStaff(
  tx: Tx,
  park: string,
  asked: { readonly node?: string | undefined; readonly role?: string | undefined; limit: number },
): Promise<StaffPost[]> {
  let query = staffPosts(tx, park);
  if (asked.node !== undefined) query = query.where('held.node', '=', asked.node);
  if (asked.role !== undefined) query = query.where('held.role', '=', asked.role);
  return query.orderBy('person.name').orderBy('held.role').limit(asked.limit).execute();
}

/** Every post of the staff that somebody holds, once. */
export async function selectPosts(
  tx: Tx,
  park: string,
): Promise<{ readonly role: string; readonly node: string }[]> {
  return staffPosts(tx, park).clearSelect().select(['held.role', 'held.node']).distinct().execute();
}

/** The posts one person holds; none for an applicant or somebody the park does not know. */
export function staffOf(tx: Tx, park: string, person: string): Promise<StaffPost[]> {
  return staffPosts(tx, park).where('held.user_id', '=', person).execute();
}

function staffPosts(tx: Tx, park: string) {
  return tx
    .selectFrom('parties.membership as held')
    .innerJoin('parties.person as person', (join) =>
      join
        .onRef('person.park_id', '=', 'held.park_id')
        .onRef('person.user_id', '=', 'held.user_id'),
    )
    .select(['person.user_id as id', 'person.name', 'held.role', 'held.node'])
    .where('held.park_id', '=', park)
    .where('held.role', '<>', 'applicant')
    .where('held.substitutes_for', 'is', null);
}

/** People whose name or e-mail contains a text, at most `limit`, by name; erased ones have neither. */
export async function searchPeople(
  tx: Tx,
  park: string,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<FoundPerson[]> {
  return tx
    .selectFrom('parties.person')
    .select(['user_id as id', 'name', 'email'])
    .where('park_id', '=', park)
    .where((where) =>
      where.or([
        where(sql<number>`position(${text} in name)`, '>', 0),
        where(sql<number>`position(lower(${text}) in lower(email))`, '>', 0),
      ]),
    )
    .orderBy('name')
    .limit(limit)
    .execute();
}
