import type { Tx } from '#platform/db/index.ts';
import type { NeedClassList } from '../model/index.ts';
import { needClasses } from './classes.ts';
import { bundleFor } from './read.ts';

/**
 * The classes a need of a service may have on a day, in the order of the park's list.
 *
 * @throws {RefusalError} when no edition of the service is in force that day
 */
export async function readNeedClasses(
  tx: Tx,
  service: string,
  day: string,
): Promise<NeedClassList> {
  const { definition } = await bundleFor(tx, service, day);
  const named = new Set(definition.classes);
  const titles = await needClasses(tx);
  return {
    items: [...titles].flatMap(([code, title]) => (named.has(code) ? [{ code, title }] : [])),
  };
}
