import { PARTS } from '../authority.ts';
import { refuse, type Refusal } from '../command.ts';
import { clausePart, partOpenings } from '../move.ts';
import { openCases, partsSoFar, readyMembers } from '../parts.ts';
import { activeBranches, type Block } from '../state.ts';
import { type Acted, type BranchTurn, type BranchVerb, type Draft, seqOf } from '../turn.ts';
import { leaveBlock } from './vote.ts';

function guard(turn: BranchTurn): Refusal | undefined {
  if (turn.context.actor.system !== true) return refuse('system-only', 'see-actions');
  return turn.branch.role === PARTS ? undefined : refuse('no-part', 'see-actions');
}

/**
 * The case of a part has ended (`input.number`, its end in `input.key`, and in `input.outcome`
 * whether it counts as `pass` or `fail`). Parts that came after it open; when none is open any more
 * the block is left. A part that failed cancels no other: each is owed its own answer.
 *
 * @source design page 2, sub-cases (一件事: several services, one form, per-branch clocks)
 */
export const partEnded: BranchVerb = {
  scope: 'branch',
  needs: [],
  guard,
  act: (turn) => {
    const { branch, state, step } = turn;
    const block = state.blocks.find((one) => one.id === branch.block && one.active);
    if (!block || step.kind !== 'block') return { refusal: refuse('no-part', 'see-actions') };
    const verb = turn.input.outcome === 'pass' ? 'pass' : 'fail';
    const member = branch.member ?? branch.id;
    const { passed, opened } = partsSoFar(state, block);
    const now = new Set(verb === 'pass' ? [...passed, member] : passed);
    const wanted = block.parts ?? Object.keys(step.members);
    const ready = readyMembers(step, { wanted, passed: now, opened });
    const openings = partOpenings(turn, { members: ready, step, block: block.id });
    const ended: Draft = {
      type: 'case.part-ended',
      branch: branch.id,
      node: branch.node,
      ...clausePart(branch.clause),
      outcome: {
        close: [{ id: branch.id, why: 'done' }],
        vote: { block: block.id, member, verb },
        ...(openings.length > 0 ? { open: openings } : {}),
      },
      effects: openCases(step, openings),
      data: { step: branch.step },
    };
    return openings.length > 0
      ? { drafts: [ended] }
      : settle(turn, { block, ended, passes: now.size });
  },
};

/** Leaves the block once no part is open: it passes if enough of them did. */
function settle(
  turn: BranchTurn,
  by: { readonly block: Block; readonly ended: Draft; readonly passes: number },
): Acted {
  const { block, ended, passes } = by;
  const others = activeBranches(turn.state).filter(
    (one) => one.block === block.id && one.id !== turn.branch.id,
  );
  if (others.length > 0) return { drafts: [ended] };
  const verdict = passes >= block.need ? 'pass' : 'fail';
  const left = leaveBlock(turn, { verdict, seq: seqOf(turn) + 1, without: turn.branch.id });
  return left.refusal ? left : { drafts: [ended, ...left.drafts] };
}
