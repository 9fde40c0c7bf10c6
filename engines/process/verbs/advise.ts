import { namesOf, postAsked } from '../assistant.ts';
import { APPLICANT } from '../authority.ts';
import { refuse } from '../command.ts';
import { clausePart } from '../move.ts';
import type { Branch } from '../state.ts';
import { type CaseVerb, clauseOf, draft, type Turn } from '../turn.ts';

/** The latest branch somebody was asked to assist with and has not answered for, open or not. */
function branchAsked({ state, context }: Turn): Branch | undefined {
  const names = namesOf(context.actor);
  return state.branches.findLast(({ assistants }) => assistants.some((one) => names.includes(one)));
}

/** The post somebody was asked as; who was asked by name speaks from the first they hold. */
function postOf({ context: { actor } }: Turn, { assistants }: Branch) {
  const staff = actor.roles.filter(({ role }) => role !== APPLICANT);
  return staff.find((one) => assistants.includes(postAsked(one))) ?? staff[0];
}

/**
 * Whoever was asked to assist (协办), by name or by the post they hold, says what they have to say, under their own post. It moves
 * nothing: the matter stays with the post that asked, and no clock is touched.
 *
 * @source design page 2, "Verbs every flow has" (协办)
 */
export const advise: CaseVerb = {
  scope: 'case',
  stages: ['open'],
  needs: ['note'],
  guard: (turn) => (branchAsked(turn) ? undefined : refuse('not-asked-to-assist', 'see-actions')),
  act: (turn) => {
    const branch = branchAsked(turn);
    if (!branch) return { refusal: refuse('not-asked-to-assist', 'see-actions') };
    const post = postOf(turn, branch);
    return draft({
      type: 'case.advised',
      outcome: {},
      node: post?.node ?? branch.node,
      ...clausePart(clauseOf(turn, branch.clause)),
      data: { step: branch.step, ...(post ? { role: post.role } : {}) },
    });
  },
};
