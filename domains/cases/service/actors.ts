import type { Bundle } from '#domains/services/index.ts';
import {
  emptyState,
  evolve,
  type Branch,
  type CaseEvent,
  type State,
} from '#engines/process/index.ts';
import type { StoredEntry } from '#platform/journal/index.ts';
import type { Network } from './network.ts';
import { postTitle } from './post.ts';
import { eventOf } from './stream.ts';
import type { Words } from './words.ts';

/** What posts are named with. */
export type ActorGround = {
  readonly bundle: Bundle;
  readonly network: Network;
  readonly words: Words;
};

/** Acts on a case as a whole that are the closing post's. */
const closingActs: ReadonlySet<string> = new Set(['case.called-back', 'case.closed']);

/** Acts only the asking side does. */
const applicantActs: ReadonlySet<string> = new Set([
  ...['case.resubmitted', 'case.confirmed', 'case.withdrawn', 'case.rated', 'case.urged'],
]);

/**
 * Who did each act of a case, in order: the post that held the branch when it was done, the
 * applicant, or the system. Never a name: the applicant reads the journal as well.
 *
 * @source 9-pages (receipts and journal carry posts, not names)
 */
export function actorsOf(entries: readonly StoredEntry[], on: ActorGround): string[] {
  let state = emptyState();
  return entries.map((entry) => {
    const { event } = eventOf(entry);
    const before = state;
    state = evolve(state, event);
    return actorText(event, { before, after: state }, on);
  });
}

function actorText(
  event: CaseEvent,
  { before, after }: { readonly before: State; readonly after: State },
  { bundle, network, words }: ActorGround,
): string {
  // A rung fires by itself, also where the act of a person set it off.
  if (event.actor === 'system' || event.type === 'case.rung-fired') {
    return words.say('cases.words.system');
  }
  if (applicantActs.has(event.type)) return words.say('cases.words.applicant');
  const power = powerOf(event, bundle);
  if (power !== undefined) {
    return postOfPower(power, { event, state: before }, { network, words });
  }
  const branch = branchOf(before, event);
  if (branch?.role === 'applicant') return words.say('cases.words.applicant');
  if (branch !== undefined) return postTitle(branch, network, words);
  if (event.type === 'case.filed' && after.firstTaker?.at !== event.at) {
    return words.say('cases.words.applicant');
  }
  if (event.data.outcome.closedBy === 'confirm') return words.say('cases.words.applicant');
  if (event.type === 'case.reopened' && isAsker(before, event.actor)) {
    return words.say('cases.words.applicant');
  }
  const closing = closingActs.has(event.type) ? bundle.definition.closing?.by : undefined;
  // The event's node is where the matter was handled; who calls back may sit elsewhere.
  if (closing !== undefined) return postTitle({ role: closing, node: '' }, network, words);
  const { role } = event.data;
  if (role !== undefined && role !== '') {
    return postTitle({ role, node: event.node ?? '' }, network, words);
  }
  const post = words.say('cases.words.post');
  if (event.node === undefined) return post;
  const node = words.pick(network.nodeTitle(event.node));
  return words.say('cases.words.post_at', { node, role: post });
}

/** The role whose power an act was done with; nothing for the work of a post. */
function powerOf({ type, data }: CaseEvent, { definition }: Bundle): string | undefined {
  if (data.by !== undefined) return data.by;
  if (type === 'case.supervised') return definition.powers.supervise;
  if (type === 'case.voided') return definition.powers.void;
  return type === 'case.extended' ? definition.extension?.by : undefined;
}

/** The post of a power: where its role sits, at the node of the act or above. */
function postOfPower(
  role: string,
  { event, state }: { readonly event: CaseEvent; readonly state: State },
  { network, words }: Pick<ActorGround, 'network' | 'words'>,
): string {
  const at = event.node ?? state.acceptedNode ?? state.node ?? '';
  return postTitle({ role, node: network.postNode(role, at) }, network, words);
}

/** Whether the account is the one that asked; staff who filed for somebody are not. */
const isAsker = ({ applicant, firstTaker }: State, actor: string): boolean =>
  applicant?.actor === actor && firstTaker?.actor !== actor;

function branchOf(state: State, event: CaseEvent): Branch | undefined {
  return state.branches.find(({ id }) => id === event.branch);
}
