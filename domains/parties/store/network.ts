import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db/index.ts';
import type { Node, Organisation, PackPark, PackParties } from '../model.ts';
import type { Absence, HeldRole } from '../rules.ts';
import '../tables.ts';

/** A park as stored; see the comments of `parties.park`. */
export type StoredPark = Omit<PackPark, 'policy'> & { readonly policy: Record<string, unknown> };

/** All parks, by code; the only read that needs no park to be set. */
export async function selectParks(db: Db | Tx): Promise<StoredPark[]> {
  const rows = await db
    .selectFrom('parties.park')
    .select(['park_id as code', 'title', 'demo', 'zone', 'calendar', 'office', 'roles', 'policy'])
    .orderBy('park_id')
    .execute();
  return rows;
}

/** Writes the park, new or changed. */
export async function upsertPark(tx: Tx, park: PackPark): Promise<void> {
  const values = {
    title: JSON.stringify(park.title),
    demo: park.demo,
    zone: park.zone,
    calendar: park.calendar,
    office: JSON.stringify(park.office),
    roles: JSON.stringify(park.roles),
    policy: JSON.stringify(park.policy),
  };
  await tx
    .insertInto('parties.park')
    .values({ park_id: park.code, ...values })
    .onConflict((conflict) => conflict.column('park_id').doUpdateSet(values))
    .execute();
}

/** Rows written by one statement; PostgreSQL takes 65 535 values in one. */
const rowsPerStatement = 1_000;

function batches<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / rowsPerStatement);
  return Array.from({ length: count }, (_, i) =>
    rows.slice(i * rowsPerStatement, (i + 1) * rowsPerStatement),
  );
}

/** Writes nodes, new or changed, in their order; parents may come after their children. */
export async function upsertNodes(
  tx: Tx,
  park: string,
  nodes: PackParties['nodes'],
): Promise<void> {
  await sql`set constraints all deferred`.execute(tx);
  const rows = nodes.map((node, position) => ({
    park_id: park,
    code: node.code,
    title: JSON.stringify(node.title),
    level: node.level,
    parent: node.parent,
    office: node.office === null ? null : JSON.stringify(node.office),
    address: node.address === null ? null : JSON.stringify(node.address),
    sample: node.sample,
    position,
  }));
  for (const batch of batches(rows)) {
    await tx
      .insertInto('parties.node')
      .values(batch)
      .onConflict((conflict) =>
        conflict.columns(['park_id', 'code']).doUpdateSet((row) => ({
          title: row.ref('excluded.title'),
          level: row.ref('excluded.level'),
          parent: row.ref('excluded.parent'),
          office: row.ref('excluded.office'),
          address: row.ref('excluded.address'),
          sample: row.ref('excluded.sample'),
          position: row.ref('excluded.position'),
        })),
      )
      .execute();
  }
}

/** A node with its own office hours, null where the park's hold, and its address. */
export type StoredNode = Node & Pick<PackParties['nodes'][number], 'office' | 'address'>;

/** The park's network in the order of its pack. */
export async function selectNodes(tx: Tx, park: string): Promise<StoredNode[]> {
  return tx
    .selectFrom('parties.node')
    .select(['code', 'title', 'level', 'parent', 'office', 'address', 'sample'])
    .where('park_id', '=', park)
    .orderBy('position')
    .execute();
}

/** Writes organisations, new or changed. */
export async function upsertOrganisations(
  tx: Tx,
  park: string,
  organisations: PackParties['organisations'],
): Promise<void> {
  const rows = organisations.map(({ code, name, uscc, sample }) => ({
    park_id: park,
    id: code,
    name,
    uscc,
    sample,
  }));
  for (const batch of batches(rows)) {
    await tx
      .insertInto('parties.organisation')
      .values(batch)
      .onConflict((conflict) =>
        conflict.columns(['park_id', 'id']).doUpdateSet((row) => ({
          name: row.ref('excluded.name'),
          uscc: row.ref('excluded.uscc'),
          sample: row.ref('excluded.sample'),
        })),
      )
      .execute();
  }
}

/** The organisations of the given ids that this park has. */
export async function selectOrganisations(
  tx: Tx,
  park: string,
  ids: readonly string[],
): Promise<Organisation[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('parties.organisation')
    .select(['id', 'name', 'uscc'])
    .where('park_id', '=', park)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
}

/** Organisations whose name contains a text or whose code is it, at most `limit`, by name. */
export async function searchOrganisations(
  tx: Tx,
  park: string,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<Organisation[]> {
  return tx
    .selectFrom('parties.organisation')
    .select(['id', 'name', 'uscc'])
    .where('park_id', '=', park)
    .where((where) =>
      where.or([
        where(sql<number>`position(${text} in name)`, '>', 0),
        where('uscc', '=', text.toUpperCase()),
        where('id', '=', text),
      ]),
    )
    .orderBy('name')
    .limit(limit)
    .execute();
}

/** Somebody as the park knows them. */
export type Person = { readonly userId: string; readonly name: string; readonly email: string };

export async function upsertPerson(tx: Tx, park: string, person: Person): Promise<void> {
  const { name, email } = person;
  await tx
    .insertInto('parties.person')
    .values({ park_id: park, user_id: person.userId, name, email })
    .onConflict((conflict) => conflict.columns(['park_id', 'user_id']).doUpdateSet({ name, email }))
    .execute();
}

/** The people of the given ids, by id. */
export async function selectPeople(
  tx: Tx,
  park: string,
  userIds: readonly string[],
): Promise<Person[]> {
  if (userIds.length === 0) return [];
  return tx
    .selectFrom('parties.person')
    .select(['user_id as userId', 'name', 'email'])
    .where('park_id', '=', park)
    .where('user_id', 'in', [...userIds])
    .orderBy('user_id')
    .execute();
}

/** Replaces all roles somebody holds in the park. */
export async function replaceMemberships(
  tx: Tx,
  park: string,
  { userId, roles }: { readonly userId: string; readonly roles: readonly HeldRole[] },
): Promise<void> {
  await tx
    .deleteFrom('parties.membership')
    .where('park_id', '=', park)
    .where('user_id', '=', userId)
    .execute();
  if (roles.length === 0) return;
  const rows = roles.map(({ role, node, substitutesFor }) => ({
    park_id: park,
    user_id: userId,
    role,
    node,
    substitutes_for: substitutesFor,
  }));
  await tx.insertInto('parties.membership').values(rows).execute();
}

/** The roles somebody holds in the park, substitutions included. */
export async function selectMemberships(tx: Tx, park: string, userId: string): Promise<HeldRole[]> {
  return tx
    .selectFrom('parties.membership')
    .select(['role', 'node', 'substitutes_for as substitutesFor'])
    .where('park_id', '=', park)
    .where('user_id', '=', userId)
    .orderBy('role')
    .orderBy('node')
    .execute();
}

/** Everybody who holds a role at one of the nodes, with the substitution it rests on. */
export async function selectHolders(
  tx: Tx,
  park: string,
  { role, nodes }: { readonly role: string; readonly nodes: readonly string[] },
): Promise<(Person & { node: string; substitutesFor: string | null })[]> {
  if (nodes.length === 0) return [];
  return tx
    .selectFrom('parties.membership as held')
    .innerJoin('parties.person as person', (join) =>
      join
        .onRef('person.park_id', '=', 'held.park_id')
        .onRef('person.user_id', '=', 'held.user_id'),
    )
    .select([
      'person.user_id as userId',
      'person.name',
      'person.email',
      'held.node',
      'held.substitutes_for as substitutesFor',
    ])
    .where('held.park_id', '=', park)
    .where('held.role', '=', role)
    .where('held.node', 'in', [...nodes])
    .orderBy('person.user_id')
    .execute();
}

/** Absences that touch a day. */
export async function selectAbsences(tx: Tx, park: string, on: string): Promise<Absence[]> {
  return tx
    .selectFrom('parties.absence')
    .select(['user_id as user', 'from_day as from', 'to_day as to'])
    .where('park_id', '=', park)
    .where('from_day', '<=', on)
    .where('to_day', '>=', on)
    .execute();
}

/** Notes that somebody is away. @returns false when one from that day is noted already */
export async function insertAbsence(tx: Tx, park: string, absence: Absence): Promise<boolean> {
  const { user, from, to } = absence;
  const result = await tx
    .insertInto('parties.absence')
    .values({ park_id: park, user_id: user, from_day: from, to_day: to })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** All organisations of a park, by id, with what a pack says of them. */
export async function selectAllOrganisations(
  tx: Tx,
  park: string,
): Promise<PackParties['organisations']> {
  return tx
    .selectFrom('parties.organisation')
    .select(['id as code', 'name', 'uscc', 'sample'])
    .where('park_id', '=', park)
    .orderBy('id')
    .execute();
}

/** All people of a park, by e-mail. */
export async function selectAllPeople(tx: Tx, park: string): Promise<Person[]> {
  return tx
    .selectFrom('parties.person')
    .select(['user_id as userId', 'name', 'email'])
    .where('park_id', '=', park)
    .orderBy('email')
    .execute();
}

/** A mandate in force and the organisation it is for. */
export type HeldMandate = Organisation & { readonly mandate: string };

/** The organisations somebody may act for on a day. */
export async function selectMandates(
  tx: Tx,
  park: string,
  { userId, on }: { readonly userId: string; readonly on: string },
): Promise<HeldMandate[]> {
  return tx
    .selectFrom('parties.mandate as mandate')
    .innerJoin('parties.organisation as organisation', (join) =>
      join
        .onRef('organisation.park_id', '=', 'mandate.park_id')
        .onRef('organisation.id', '=', 'mandate.organisation_id'),
    )
    .select(['organisation.id', 'organisation.name', 'organisation.uscc', 'mandate.id as mandate'])
    .where('mandate.park_id', '=', park)
    .where('mandate.user_id', '=', userId)
    .where('mandate.granted_on', '<=', on)
    .where((where) =>
      where.or([where('mandate.ends_on', 'is', null), where('mandate.ends_on', '>=', on)]),
    )
    .orderBy('organisation.id')
    .execute();
}

/** Ids of the people who may act for an organisation on a day. */
export async function mandateHolders(
  tx: Tx,
  park: string,
  { organisation, on }: { readonly organisation: string; readonly on: string },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('parties.mandate')
    .select('user_id')
    .where('park_id', '=', park)
    .where('organisation_id', '=', organisation)
    .where('granted_on', '<=', on)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .orderBy('user_id')
    .execute();
  return rows.map(({ user_id }) => user_id);
}

/** Gives a mandate unless that person already has one for that organisation. */
export async function insertMandate(
  tx: Tx,
  park: string,
  mandate: { readonly id: string; userId: string; organisation: string; grantedOn: string },
): Promise<void> {
  await tx
    .insertInto('parties.mandate')
    .values({
      park_id: park,
      id: mandate.id,
      user_id: mandate.userId,
      organisation_id: mandate.organisation,
      granted_on: mandate.grantedOn,
      ends_on: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['park_id', 'user_id', 'organisation_id']).doNothing(),
    )
    .execute();
}

/**
 * Takes somebody's name and address out of the park; their roles go too, their id stays in what
 * they did.
 *
 * @returns how many rows changed
 * @source 3-architecture Journal (`erase(subject)` covers projections)
 */
export async function erasePerson(tx: Tx, park: string, userId: string): Promise<number> {
  await replaceMemberships(tx, park, { userId, roles: [] });
  const result = await tx
    .updateTable('parties.person')
    .set({ name: '', email: '' })
    .where('park_id', '=', park)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
