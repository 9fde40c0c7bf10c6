import type { Tx } from '#platform/db/index.ts';
import type { Change } from '../model/index.ts';
import { revise, type Editions } from '../rules/index.ts';
import * as store from '../store.ts';

/** An edition with a draft's changes, those that begin from an earlier edition with its content. */
export async function revised(
  tx: Tx,
  base: store.BundleRow,
  changes: readonly Change[],
): Promise<ReturnType<typeof revise>> {
  return revise(base.definition, changes, await editionsNamed(tx, base.service, changes));
}

/** The editions that changes restore, of this service only; what is not one of its own is missing. */
async function editionsNamed(
  tx: Tx,
  service: string,
  changes: readonly Change[],
): Promise<Editions> {
  const found = new Map<string, store.BundleRow['definition']>();
  for (const change of changes) {
    if (change.kind !== 'restore') continue;
    const row = await store.bundleByHash(tx, change.bundle);
    if (row?.service === service) found.set(row.hash, row.definition);
  }
  return found;
}
