import { staffOf } from '#domains/parties/index.ts';
import type { Bundle } from '#domains/services/index.ts';
import { askedIn, groundTitle, postAskedIn, type CaseEvent } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { anchoringsOf, type Anchoring, type StoredEntry } from '#platform/journal/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import type { ActView } from '../model/index.ts';
import { choiceTitle } from './action-view.ts';
import { actorsOf, type ActorGround } from './actors.ts';
import { postTitle } from './post.ts';
import { proposalText } from './decision-view.ts';
import { eventOf } from './stream.ts';
import { voucherKind } from './voucher.ts';
import type { Words } from './words.ts';

/** The acts of a case as people read them, in the order they were done. */
export async function actsOf(
  tx: Tx,
  entries: readonly StoredEntry[],
  on: ActorGround,
): Promise<ActView[]> {
  const actors = actorsOf(entries, on);
  const places = await anchoringsOf(tx, entries);
  const posts = await postsNamed(tx, entries, on);
  return entries.map((entry, place) => ({
    ...actView(entry, { ...on, posts }, actors[place] ?? ''),
    proof: proofOf(places[place]),
  }));
}

/** What there is to take home of an act: its receipt, none yet, or one that is withheld. */
function proofOf(place: Anchoring | undefined): ActView['proof'] {
  if (place?.state === 'anchored') {
    return { state: 'anchored', index: place.index, withheld: null };
  }
  const withheld = place?.withheld ?? null;
  return { state: withheld === null ? 'pending' : 'withheld', index: null, withheld };
}

/** Verbs that speak against a matter wherever they are done. */
const adverseVerbs: ReadonlySet<string> = new Set(['fail', 'refuse', 'not-ours', 'reject', 'void']);

/** What the flow calls the way an act went, where it has a name of its own: what the button said. */
function ownTitle({ data }: CaseEvent, { definition }: Bundle): Localized | undefined {
  const { step = '', verb, to } = data;
  const ways = definition.flow.steps[step]?.do[verb] ?? [];
  return ways.find((way) => way.to === to)?.title;
}

/** What was done; an opinion of a joint review and a call-back say what came of them. */
function titleOfAct({ type, data }: CaseEvent, words: Words): string {
  const title = words.say(`cases.event.${type.slice('case.'.length)}`);
  const found = foundBy(type, data);
  return found === undefined
    ? title
    : words.say('cases.words.opinion', { title, opinion: words.say(found) });
}

/** The key of what an act found; nothing for one that is said by its name alone. */
function foundBy(type: string, { verb, input, outcome }: CaseEvent['data']): string | undefined {
  if (type === 'case.voted') return `process.verb.${verb}`;
  if (type === 'case.called-back' && typeof input.outcome === 'string') {
    return `process.outcome.${input.outcome}`;
  }
  const by = type === 'case.closed' ? outcome.closedBy : undefined;
  return by === undefined ? undefined : `process.closed-by.${by}`;
}

/** Most people one case names; further ones are left out of its journal's words. */
const namedMax = 50;

/** The posts of the people whom acts name, by their ids: the journal shows posts, never names. */
export async function postsNamed(
  tx: Tx,
  entries: readonly StoredEntry[],
  { network, words }: Pick<ActorGround, 'network' | 'words'>,
): Promise<ReadonlyMap<string, string>> {
  const people = entries.flatMap((entry) => personIn(eventOf(entry).event) ?? []);
  const posts = new Map<string, string>();
  for (const person of [...new Set(people)].slice(0, namedMax)) {
    const [post] = await staffOf(tx, network.park, person);
    if (post !== undefined) posts.set(person, postTitle(post, network, words));
  }
  return posts;
}

/** Whom an act names; nobody where that was erased. */
function personIn({ data: { input } }: CaseEvent): string | undefined {
  return typeof input.person === 'string' ? input.person : undefined;
}

/** Acts that hand a matter on without moving to another step. */
const handing: ReadonlySet<string> = new Set([
  ...['case.dispatched', 'case.transferred', 'case.delegated', 'case.escalated'],
]);

/** To whom an act handed the matter, or whom it asked; empty where it did neither. */
function targetText(
  event: CaseEvent,
  { network, words, posts }: ActorGround & { readonly posts: ReadonlyMap<string, string> },
): string {
  const { type, data } = event;
  const named = posts.get(personIn(event) ?? '');
  if (type === 'case.assisted' || type === 'case.copied') {
    const key = type.slice('case.'.length);
    const at = postAskedIn(askedIn(event));
    const post = at === undefined ? named : postTitle(at, network, words);
    return post === undefined ? '' : words.say(`cases.words.to_post.${key}`, { post });
  }
  if (type === 'case.rung-fired' && data.role !== undefined) {
    const node = network.postNode(data.role, event.node ?? network.top);
    const post = postTitle({ role: data.role, node }, network, words);
    return words.say('cases.words.to_post.told', { post });
  }
  const place = data.outcome.assign ?? data.outcome.open?.[0];
  if (!handing.has(type) || place === undefined) return '';
  const post = named ?? postTitle(place, network, words);
  return words.say('cases.words.to_post.handed', { post });
}

function actView(
  entry: StoredEntry,
  on: ActorGround & { readonly posts: ReadonlyMap<string, string> },
  actor: string,
): Omit<ActView, 'proof'> {
  const { network, words, bundle } = on;
  const { event, erased } = eventOf(entry);
  const { step, to, input } = event.data;
  const kind = voucherKind(event);
  const own = ownTitle(event, bundle);
  const titleOf = (name: string | undefined) =>
    name === undefined ? '' : choiceTitle(name, { bundle, network }, words);
  const { reason, note: remark, proof, who, what, when } = input;
  const { pause } = event.data.outcome;
  const ground =
    pause === undefined ? '' : words.pick(groundTitle(bundle.definition, pause.ground));
  const note = [ground, reason, remark, proof, who, what, when].filter(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  // What is filed comes from nowhere, and goes to its first step all the same.
  const path = to === undefined ? titleOf(step) : `${titleOf(step)} → ${titleOf(to)}`.trim();
  const said = erased ? words.say('cases.words.erased') : note.join('；');
  return {
    entryId: entry.id,
    seq: entry.seq,
    type: entry.type,
    title: own === undefined ? titleOfAct(event, words) : words.pick(own),
    adverse: adverseVerbs.has(event.data.verb),
    detail: [path, targetText(event, on), erased ? '' : proposalText(event, bundle, words), said]
      .filter((text) => text !== '')
      .join(' · '),
    at: entry.at,
    occurredAt: event.occurredAt ?? null,
    actor,
    node: event.node ?? null,
    clause: event.clause ?? null,
    voucher: kind === undefined ? null : words.say(`cases.voucher.${kind}.title`),
  };
}
