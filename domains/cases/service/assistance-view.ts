import { answeredBy, askedIn, postAskedIn } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { StoredEntry } from '#platform/journal/index.ts';
import type { CaseView } from '../model/index.ts';
import { postsNamed } from './act-view.ts';
import type { ActorGround } from './actors.ts';
import { postTitle } from './post.ts';
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
  for (const event of events) {
    const { type, at, data } = event;
    if (type !== 'case.assisted' && type !== 'case.advised') continue;
    const names = type === 'case.assisted' ? [askedIn(event)] : answeredBy(event);
    const open = lines.filter((line) => names.includes(line.person) && line.givenAt === null);
    if (type === 'case.assisted' && open.length === 0) {
      const person = askedIn(event);
      const named = postAskedIn(person);
      const post =
        named === undefined
          ? (posts.get(person) ?? on.words.say('cases.words.post'))
          : postTitle(named, on.network, on.words);
      lines.push({ person, post, askedAt: at, givenAt: null, note: '' });
    }
    if (type === 'case.assisted') continue;
    for (const line of open) {
      const given = { ...line, givenAt: at, note: textOf(data.input.note) };
      lines[lines.indexOf(line)] = given;
    }
  }
  return lines.map(({ person: _person, ...line }) => line);
}

/** A text of an act; blank where it was erased. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
