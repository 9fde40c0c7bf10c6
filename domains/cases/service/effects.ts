import type { Bundle } from '#domains/services/index.ts';
import type { State } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { HandedIn } from '../tables.ts';
import type { Network } from './network.ts';
import type { CaseHead } from './project.ts';

/** An atomic effect of an event: it runs in the act's transaction and may refuse. */
export type AtomicEffect = {
  readonly park: string;
  readonly number: string;
  readonly verb: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly eventId: string;
  readonly index: number;
  readonly ground: EffectGround;
};

/** The case an effect follows from, as it stands after the act. */
export type EffectGround = {
  readonly head: CaseHead;
  readonly state: State;
  readonly bundle: Bundle;
  readonly network: Network;
  /** Materials handed in so far, those of the act among them. */
  readonly files: readonly HandedIn[];
  /** ISO instant. */
  readonly now: string;
};

/** Carries out an effect; throws a RefusalError to refuse the whole act. */
export type AtomicHandler = (tx: Tx, effect: AtomicEffect) => Promise<void>;

/** The atomic effects this program carries out; `apps/` registers the handlers of the domains. */
export type AtomicEffects = { readonly run: AtomicHandler };

/**
 * Makes {@link AtomicEffects} of handlers by verb. An effect without a handler stands in the event
 * only: the record says what is owed, and the domain that will do it reads it there.
 *
 * @source 2-service-language Effects (handlers register under the verb in `apps/`)
 */
export function atomicEffects(handlers: Readonly<Record<string, AtomicHandler>>): AtomicEffects {
  return {
    run: async (tx, effect) => {
      if (Object.hasOwn(handlers, effect.verb)) await handlers[effect.verb]?.(tx, effect);
    },
  };
}
