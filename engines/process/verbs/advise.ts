import { APPLICANT } from '../authority.ts';
import { refuse } from '../command.ts';
import { clausePart } from '../move.ts';
import type { Branch } from '../state.ts';
import { type CaseVerb, clauseOf, draft, type Turn } from '../turn.ts';

/** The latest branch somebody was asked to assist with and has not answered for, open or not. */
function branchAsked({ state, context }: Turn): Branch | undefined {
  return state.branches.findLast(({ assistants }) => assistants.includes(context.actor.id));
}

/**
 * Whoever was asked to assist (协办) says what they have to say, under their own post. It moves
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
    const post = turn.context.actor.roles.find(({ role }) => role !== APPLICANT);
    return draft({
      type: 'case.advised',
      outcome: {},
      node: post?.node ?? branch.node,
      ...clausePart(clauseOf(turn, branch.clause)),
      data: { step: branch.step, ...(post ? { role: post.role } : {}) },
    });
  },
};
