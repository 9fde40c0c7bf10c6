import type { Db } from '#platform/db/index.ts';
import type { CasesWorld } from './act.ts';
import { atomicEffects, type AtomicHandler } from './effects.ts';
import { partHandlers } from './parts.ts';
import { createNumbers } from './numbers.ts';

export type World = CasesWorld;

/**
 * What acts on cases need: numbers, and the handlers of atomic effects by verb.
 *
 * @param db connections under the application role
 */
export function casesWorld(
  db: Db,
  handlers: Readonly<Record<string, AtomicHandler>> = {},
): CasesWorld {
  const world: CasesWorld = {
    numbers: createNumbers(db),
    effects: atomicEffects({ ...partHandlers(() => world), ...handlers }),
  };
  return world;
}
