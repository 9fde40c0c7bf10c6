import type { Tx } from '#platform/db/index.ts';
import { servicesRefusals } from '../errors.ts';
import * as store from '../store.ts';
import { latestEdition, loadOpenDraft, recordAct, type Reviser } from './revision.ts';
import { revised } from './restored.ts';

/**
 * Gives a draft up: it can be read, and neither saved nor published any more.
 *
 * @throws {RefusalError} `services.revision_published`, `services.revision_withdrawn`
 */
export async function withdrawRevision(tx: Tx, reviser: Reviser, id: string): Promise<void> {
  const revision = await loadOpenDraft(tx, id);
  await store.updateCourse(tx, id, { state: 'withdrawn' });
  const act = { id, type: 'revision.withdrawn', draft: revision, bundle: revision.base_hash };
  await recordAct(tx, reviser, act);
}

/**
 * Puts a draft on the latest edition, where a colleague has published one since. Its changes are
 * kept, but for those of elements that the latest edition does not have.
 *
 * @throws {RefusalError} `services.revision_published`, `services.revision_empty` where the latest
 *         edition has nothing of what the draft changes
 */
export async function renewRevision(tx: Tx, reviser: Reviser, id: string): Promise<void> {
  const revision = await loadOpenDraft(tx, id);
  const latest = await latestEdition(tx, revision.service);
  const { missing } = await revised(tx, latest, revision.changes);
  const gone = new Set(missing.map(({ change }) => change));
  const changes = revision.changes.filter((_, index) => !gone.has(index));
  if (changes.length === 0) throw servicesRefusals.refuse('services.revision_empty');
  await store.updateCourse(tx, id, { base_hash: latest.hash, changes: JSON.stringify(changes) });
  const draft = { ...revision, changes };
  await recordAct(tx, reviser, { id, type: 'revision.renewed', draft, bundle: latest.hash });
}
