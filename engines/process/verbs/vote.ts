import { refuse } from '../command.ts';
import { clausePart, leave } from '../move.ts';
import type { Block } from '../state.ts';
import { type Acted, type BranchTurn, type Draft, seqOf } from '../turn.ts';
import { answeredPart, choose, follow } from './way.ts';

/** The verbs by which a member of a block votes; any other verb leaves the block at once. */
export const VOTES: readonly string[] = ['pass', 'fail'];

/** Where a block stands: decided as soon as the votes still missing cannot change it. */
export type BlockVerdict = 'open' | 'pass' | 'fail';

/**
 * Returns where a block stands. It passes at the pass that reaches `need` and fails as soon as
 * passing is impossible.
 *
 * @param count members, passes needed, and votes so far
 * @source design page 2, "A block's outcome"
 */
export function blockVerdict(count: {
  readonly members: number;
  readonly need: number;
  readonly passes: number;
  readonly fails: number;
}): BlockVerdict {
  if (count.passes >= count.need) return 'pass';
  return count.members - count.fails < count.need ? 'fail' : 'open';
}

/** Counts the votes of a block, with one more if it is given. */
export function countVotes(
  block: Block,
  extra?: string,
): { members: number; need: number; passes: number; fails: number } {
  const verbs = [...block.votes.map((vote) => vote.verb), ...(extra === undefined ? [] : [extra])];
  return {
    members: block.members,
    need: block.need,
    passes: verbs.filter((verb) => verb === 'pass').length,
    fails: verbs.filter((verb) => verb === 'fail').length,
  };
}

/** Returns the vote and, if it decides the block, a second event that leaves it. */
export function vote(turn: BranchTurn, verb: string): Acted {
  const { branch, state } = turn;
  const block = state.blocks.find((one) => one.id === branch.block && one.active);
  if (!block) return { refusal: refuse('block-decided', 'see-actions') };
  const voted: Draft = {
    type: 'case.voted',
    branch: branch.id,
    node: branch.node,
    ...clausePart(branch.clause),
    outcome: {
      close: [{ id: branch.id, why: 'done' }],
      vote: { block: block.id, member: branch.member ?? branch.id, verb },
      ...answeredPart(turn),
    },
    data: { verb, step: branch.step },
  };
  const verdict = blockVerdict(countVotes(block, verb));
  if (verdict === 'open') return { drafts: [voted] };
  const left = leaveBlock(turn, { verdict, seq: seqOf(turn) + 1, without: branch.id });
  return left.refusal ? left : { drafts: [voted, ...left.drafts] };
}

/**
 * Returns the event by which a decided block is left; siblings still open are cancelled by it.
 *
 * @param by.without the branch whose end decided the block: it is closed already
 */
export function leaveBlock(
  turn: BranchTurn,
  by: { readonly verdict: 'pass' | 'fail'; readonly seq: number; readonly without: string },
): Acted {
  const chosen = choose(turn, by.verdict);
  if (chosen.refusal) return chosen;
  const moved = follow(turn, { verb: by.verdict, way: chosen.way, data: chosen.data, seq: by.seq });
  if (moved.refusal) return moved;
  const siblings = (leave(turn, turn.branch).close ?? [])
    .filter((one) => one.id !== by.without)
    .map((one) => ({ id: one.id, why: 'cancelled' as const }));
  return {
    drafts: moved.drafts.map((one) => ({
      ...one,
      type: by.verdict === 'pass' ? 'case.block-passed' : 'case.block-failed',
      outcome: { ...one.outcome, close: siblings },
    })),
  };
}
