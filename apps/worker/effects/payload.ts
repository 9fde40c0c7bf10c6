import type { Job } from '#platform/jobs/index.ts';

/**
 * The case a job is about.
 *
 * @throws {Error} when its payload names none
 */
export function numberOf({ id, task, payload }: Pick<Job, 'id' | 'task' | 'payload'>): string {
  const { number } = payload;
  if (typeof number !== 'string') throw new Error(`${task} ${id} names no case`);
  return number;
}
