import type { Tx } from '#platform/db/index.ts';
import type { StoredEntry } from '#platform/journal/index.ts';
import type { CaseView } from '../model/index.ts';
import { postsNamed } from './act-view.ts';
import type { ActorGround } from './actors.ts';
import { eventOf } from './stream.ts';

/**
 * Who was asked to assist (协办), the first asked first, and what they said. Somebody who is asked
 * anew after they answered is asked a second time; asked again before that, they are asked once.
 */
export async function assistanceOf(
  tx: Tx,
  entries: readonly StoredEntry[],
  on: ActorGround,
): Promise<CaseView['assistance']> {
  const events = entries.map((entry) => eventOf(entry).event);
  const asked = entries.filter((_, at) => events[at]?.type === 'case.assisted');
  if (asked.length === 0) return [];
  const posts = await postsNamed(tx, asked, on);
  const lines: (CaseView['assistance'][number] & { readonly person: string })[] = [];
  for (const { type, actor, at, data } of events) {
    const person = type === 'case.assisted' ? textOf(data.input.person) : actor;
    const open = lines.findIndex((line) => line.person === person && line.givenAt === null);
    if (type === 'case.assisted' && open < 0) {
      const post = posts.get(person) ?? on.words.say('cases.words.post');
      lines.push({ person, post, askedAt: at, givenAt: null, note: '' });
    }
    const line = lines[open];
    if (type === 'case.advised' && line !== undefined) {
      lines[open] = { ...line, givenAt: at, note: textOf(data.input.note) };
    }
  }
  return lines.map(({ person: _person, ...line }) => line);
}

/** A text of an act; blank where it was erased. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
