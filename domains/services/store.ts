import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import { searchQuery, searchWords } from '#platform/text/search.ts';
import type { Template } from './model/index.ts';
import type { BundleTable, ClassTable, RevisionTable, TemplateTable } from './tables.ts';
import type { Insertable, Selectable } from 'kysely';

/** A published edition as it is stored. */
export type BundleRow = Omit<Selectable<BundleTable>, 'search'>;
export type ClassRow = Selectable<ClassTable>;
export type RevisionRow = Selectable<RevisionTable>;

/** Most services one park may publish; a list is never longer. */
export const servicesMax = 2_000;

const bundleColumns = [
  'park_id',
  'hash',
  'service',
  'edition',
  'released_on',
  'effective_on',
  'replaced_on',
  'definition',
  'parts',
  'standard',
  'clause',
  'class',
  'need',
  'sample',
  'published_at',
] as const;

const words = (texts: readonly string[]) =>
  sql`array_to_tsvector(${searchWords(...texts)}::text[])`;

/** The bundle that applies to cases of `service` filed on `day` (`YYYY-MM-DD`). */
export function bundleOn(tx: Tx, service: string, day: string): Promise<BundleRow | undefined> {
  return tx
    .selectFrom('services.bundle')
    .select(bundleColumns)
    .where('service', '=', service)
    .where('effective_on', '<=', day)
    .where((eb) => eb.or([eb('replaced_on', 'is', null), eb('replaced_on', '>', day)]))
    .orderBy('effective_on', 'desc')
    .orderBy('published_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The bundle of a hash, whatever its dates: what a pinned case asks for. */
export function bundleByHash(tx: Tx, hash: string): Promise<BundleRow | undefined> {
  return tx
    .selectFrom('services.bundle')
    .select(bundleColumns)
    .where('hash', '=', hash)
    .executeTakeFirst();
}

/** All editions of a service, latest first; unpublished services have none. */
export function editionsOf(tx: Tx, service: string): Promise<BundleRow[]> {
  return (
    tx
      .selectFrom('services.bundle')
      .select(bundleColumns)
      .where('service', '=', service)
      .orderBy('effective_on', 'desc')
      // Of those of one day the one that nothing replaced; both may be of one instant.
      .orderBy('replaced_on', (order) => order.desc().nullsFirst())
      .orderBy('published_at', 'desc')
      .limit(servicesMax)
      .execute()
  );
}

/** What of the catalogue is asked for. `day` is `YYYY-MM-DD`. */
export type CatalogueQuestion = {
  readonly day: string;
  readonly text?: string | undefined;
  readonly class?: string | undefined;
  readonly standard?: string | undefined;
};

/**
 * The services in force on a day that hold every word asked for: in the classes' order, in a class
 * in that of their standards.
 */
export async function bundlesInForce(tx: Tx, asked: CatalogueQuestion): Promise<BundleRow[]> {
  let query = tx
    .selectFrom('services.bundle as b')
    .leftJoin('services.class as c', (join) =>
      join
        .onRef('c.park_id', '=', 'b.park_id')
        .onRef('c.code', '=', 'b.class')
        .on('c.for_needs', '=', false),
    )
    .select(bundleColumns.map((column) => `b.${column}` as const))
    .where('b.effective_on', '<=', asked.day)
    .where((eb) => eb.or([eb('b.replaced_on', 'is', null), eb('b.replaced_on', '>', asked.day)]));
  if (asked.class !== undefined) query = query.where('b.class', '=', asked.class);
  if (asked.standard !== undefined) query = query.where('b.standard', '=', asked.standard);
  const wanted = asked.text === undefined ? undefined : searchQuery(asked.text);
  if (wanted !== undefined) {
    query = query.where(sql<boolean>`b.search @@ to_tsquery('simple', ${wanted})`);
  }
  const sorted = query.orderBy('c.position').orderBy('b.standard').orderBy('b.service');
  return sorted.limit(servicesMax).execute();
}

/** The catalogue's classes in their order, or those of the needs. */
export function classesOf(tx: Tx, forNeeds = false): Promise<ClassRow[]> {
  return tx
    .selectFrom('services.class')
    .selectAll()
    .where('for_needs', '=', forNeeds)
    .orderBy('position')
    .limit(servicesMax)
    .execute();
}

/** Puts a class in, or its title and place anew. */
export async function saveClass(tx: Tx, row: Insertable<ClassTable>): Promise<void> {
  await tx
    .insertInto('services.class')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['park_id', 'for_needs', 'code']).doUpdateSet({
        title: row.title,
        position: row.position,
        sample: row.sample,
      }),
    )
    .execute();
}

/** Puts a template in, or its content anew. */
export async function saveTemplate(tx: Tx, row: Insertable<TemplateTable>): Promise<void> {
  await tx
    .insertInto('services.template')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['park_id', 'code']).doUpdateSet({ content: row.content }),
    )
    .execute();
}

/** The templates of the given codes that the park has. */
export async function templatesOf(tx: Tx, codes: readonly string[]): Promise<Template[]> {
  if (codes.length === 0) return [];
  const rows = await tx
    .selectFrom('services.template')
    .select('content')
    .where('code', 'in', [...codes])
    .orderBy('code')
    .execute();
  return rows.map(({ content }) => content);
}

/** Puts a bundle in and ends the edition before it on the day this one takes effect. */
export async function insertBundle(
  tx: Tx,
  row: Omit<Insertable<BundleTable>, 'search'>,
  searched: readonly string[],
): Promise<void> {
  await tx
    .updateTable('services.bundle')
    .set({ replaced_on: row.effective_on })
    .where('service', '=', row.service)
    .where((eb) => eb.or([eb('replaced_on', 'is', null), eb('replaced_on', '>', row.effective_on)]))
    .where('effective_on', '<=', row.effective_on)
    .execute();
  await tx
    .insertInto('services.bundle')
    .values({ ...row, search: words(searched) })
    .execute();
}

/** A draft or published revision. */
export function revisionById(tx: Tx, id: string): Promise<RevisionRow | undefined> {
  return tx.selectFrom('services.revision').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Most revisions one list shows. */
const revisionsMax = 200;

/** Revisions, latest first; of one clause of one service where both are given. */
export function revisionsOf(
  tx: Tx,
  of: { readonly service?: string; readonly clause?: string } = {},
): Promise<RevisionRow[]> {
  let query = tx.selectFrom('services.revision').selectAll();
  if (of.service !== undefined) query = query.where('service', '=', of.service);
  if (of.clause !== undefined) query = query.where('clause', '=', of.clause);
  return query.orderBy('opened_at', 'desc').limit(revisionsMax).execute();
}

export async function insertRevision(tx: Tx, row: Insertable<RevisionTable>): Promise<void> {
  await tx.insertInto('services.revision').values(row).execute();
}

/** Gives a draft up, or puts it on another edition. */
export async function updateCourse(
  tx: Tx,
  id: string,
  course:
    { readonly state: 'withdrawn' } | { readonly base_hash: string; readonly changes: string },
): Promise<void> {
  await tx
    .updateTable('services.revision')
    .set((eb) => ({ ...course, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Saves a draft's reason and changes; answers its new version. */
export async function updateRevision(
  tx: Tx,
  id: string,
  saved: { readonly reason: string; readonly changes: string },
): Promise<number> {
  const row = await tx
    .updateTable('services.revision')
    .set((eb) => ({ ...saved, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

export async function markRevisionPublished(tx: Tx, id: string, hash: string): Promise<void> {
  await tx
    .updateTable('services.revision')
    .set((eb) => ({
      state: 'published' as const,
      published_hash: hash,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}
