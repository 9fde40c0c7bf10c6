import type { Definition } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { servicesRefusals } from '../errors.ts';
import type { BundleCard } from '../model/index.ts';
import * as store from '../store.ts';
import { bundleCardOf } from './ground.ts';
import { revised } from './restored.ts';

/**
 * An edition as it is cited, by the hash of its bundle.
 *
 * @throws {RefusalError} `services.bundle_not_found`
 */
export async function editionOf(tx: Tx, hash: string): Promise<BundleCard> {
  const row = await store.bundleByHash(tx, hash);
  if (row === undefined) throw servicesRefusals.refuse('services.bundle_not_found');
  return bundleCardOf(row);
}

/** A revision as other domains try it out: the definition it began from, and as it would be. */
export type RevisedDefinition = { readonly before: Definition; readonly after: Definition };

/**
 * The definitions a revision leads between.
 *
 * @throws {RefusalError} `services.revision_not_found`, `services.bundle_not_found`
 */
export async function definitionsOfRevision(tx: Tx, id: string): Promise<RevisedDefinition> {
  const revision = await store.revisionById(tx, id);
  if (revision === undefined) throw servicesRefusals.refuse('services.revision_not_found');
  const base = await store.bundleByHash(tx, revision.base_hash);
  if (base === undefined) throw servicesRefusals.refuse('services.bundle_not_found');
  const { definition } = await revised(tx, base, revision.changes);
  return { before: base.definition, after: definition };
}
