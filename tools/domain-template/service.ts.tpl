import type { Tx } from '#platform/db/index.ts';
import { append, readStream } from '#platform/journal/index.ts';
import { __nouns__Refusals } from './errors.ts';
import type { __Noun__ } from './model.ts';
import { close__Noun__ } from './rules.ts';
import { lock__Noun__, save__Noun__ } from './store.ts';

/** Who acts, where and when; `now` is an ISO instant in UTC. */
export type Actor = { readonly park: string; readonly by: string; readonly now: string };

/** Opens a __noun__ and records it. */
export async function open(tx: Tx, actor: Actor, __noun__: Pick<__Noun__, 'id' | 'title'>) {
  const opened: __Noun__ = { ...__noun__, state: 'open', openedAt: actor.now, closedAt: null };
  await save__Noun__(tx, actor.park, opened);
  await record(tx, actor, { type: '__noun__.opened', id: opened.id });
  return opened;
}

/**
 * Closes the __noun__ of this id: load → decide → save + record, in the caller's transaction.
 *
 * @throws {RefusalError} `__nouns__.not_found`, `__nouns__.already_closed`
 */
export async function close(tx: Tx, actor: Actor, id: string): Promise<__Noun__> {
  const found = await lock__Noun__(tx, id);
  if (!found) throw __nouns__Refusals.refuse('__nouns__.not_found', { __noun__: id });
  const closing = close__Noun__(found, actor.now);
  if (closing.kind === 'refused') throw __nouns__Refusals.refuse(closing.code);
  await save__Noun__(tx, actor.park, closing.__noun__);
  await record(tx, actor, { type: '__noun__.closed', id });
  return closing.__noun__;
}

async function record(tx: Tx, actor: Actor, event: { type: string; id: string }): Promise<void> {
  const stream = `__noun__/${event.id}`;
  const seq = (await readStream(tx, stream)).length + 1;
  await append(tx, [
    { stream, seq, type: event.type, at: actor.now, act: { actor: actor.by, outcome: {} } },
  ]);
}
