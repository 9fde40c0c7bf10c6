import { answeredBy, askedIn, type CaseEvent } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { dropAsked, saveAsked } from '../store/asked.ts';
import type { AskedTable } from '../tables.ts';

type Place = { readonly park: string; readonly number: string };

/** What each act asks: an opinion (协办), or nothing but to be read (抄送). */
const asking: Readonly<Record<string, AskedTable['verb']>> = {
  'case.assisted': 'assist',
  'case.copied': 'copy',
};

/** The line an act writes; nothing where it asks nobody, or whom it asked was erased. */
function lineOf({ park, number }: Place, event: CaseEvent): AskedTable | undefined {
  const verb = asking[event.type];
  const person = verb === undefined ? '' : askedIn(event);
  if (verb === undefined || person === '') return undefined;
  return { park_id: park, number, person, verb, at: event.at };
}

/**
 * Puts a case into the queue of whoever an act asks to assist or sends a copy; whoever has given
 * the opinion they were asked for finds it there no more.
 *
 * @param events those of the act
 */
export async function keepAsked(tx: Tx, place: Place, events: readonly CaseEvent[]): Promise<void> {
  for (const event of events) {
    const line = lineOf(place, event);
    if (line !== undefined) await saveAsked(tx, line);
    if (event.type === 'case.advised') await dropAsked(tx, place.number, answeredBy(event));
  }
}

/** Returns what {@link keepAsked} leaves of a case after all its events. */
export function askedOver(place: Place, events: readonly CaseEvent[]): AskedTable[] {
  const lines = new Map<string, AskedTable>();
  for (const event of events) {
    const line = lineOf(place, event);
    if (line !== undefined) lines.set(`${line.verb} ${line.person}`, line);
    if (event.type !== 'case.advised') continue;
    for (const name of answeredBy(event)) lines.delete(`assist ${name}`);
  }
  return [...lines.values()];
}
