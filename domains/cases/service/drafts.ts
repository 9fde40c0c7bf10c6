import { bundlesOn } from '#domains/services/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { DraftCard } from '../model/index.ts';
import { draftsOf } from '../store/draft.ts';

/** Drafts shown at most; a park offers fewer services than this. */
const draftsMax = 100;

/**
 * The forms somebody has begun, latest first. One whose service is no longer offered is left out:
 * there is nothing to go on with.
 *
 * @param on.day `YYYY-MM-DD` in park time
 */
export async function readDrafts(
  tx: Tx,
  on: { readonly owner: string; readonly day: string },
): Promise<DraftCard[]> {
  const drafts = await draftsOf(tx, on.owner, draftsMax);
  if (drafts.length === 0) return [];
  const offered = new Map(
    (await bundlesOn(tx, on.day)).map((each) => [each.definition.code, each]),
  );
  return drafts.flatMap(({ service, bundle, saved_at }) => {
    const current = offered.get(service);
    if (current === undefined) return [];
    const { title, need } = current.definition;
    return [
      {
        service,
        title,
        need,
        savedAt: saved_at,
        outdated: current.hash !== bundle,
      },
    ];
  });
}
