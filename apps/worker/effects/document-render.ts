import { renderResult, type Rendering } from '#domains/cases/index.ts';
import type { Clock } from '#platform/config/index.ts';
import { carryOutOnce, type JobHandler } from '#platform/jobs/index.ts';
import { numberOf } from './payload.ts';

/**
 * Carries out `document.render`: the document, its file, its event and its notice are there once,
 * however often the job is run.
 *
 * @source 2-service-language Effects (outbox: at least once, under the key (event id, index))
 */
export function renderDocuments(
  clock: Clock,
  renderingIn: (park: string) => Rendering,
): JobHandler {
  return async (job, { db }) => {
    const { park, eventId, index, id } = job;
    const number = numberOf(job);
    const now = clock.now();
    await carryOutOnce(db, job, (tx) =>
      renderResult(tx, { park, number, eventId, index, fileKey: id, now }, renderingIn(park)),
    );
  };
}
