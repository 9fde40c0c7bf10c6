import { tellWhole, type CasesWorld } from '#domains/cases/index.ts';
import type { Clock } from '#platform/config/index.ts';
import { carryOutOnce, type JobHandler } from '#platform/jobs/index.ts';
import { numberOf } from './payload.ts';

/**
 * Carries out `case.part-ended`: tells a joint matter (一件事) that the case of a part has ended, by
 * a command of its own; a matter that is over is left alone.
 *
 * @source 2-service-language Effects (outbox: at least once, under the key (event id, index))
 */
export function tellWholes(clock: Clock, world: CasesWorld): JobHandler {
  return async (job, { db }) => {
    const { eventId, index } = job;
    const end = { number: numberOf(job), eventId, index, now: clock.now() };
    await carryOutOnce(db, job, (tx) => tellWhole(tx, world, end));
  };
}
