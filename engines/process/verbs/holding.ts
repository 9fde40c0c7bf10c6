import { APPLICANT, chainOf, refusalOfPowerAt, refusalToHold } from '../authority.ts';
import { refuse, type Refusal } from '../command.ts';
import type { Outcome } from '../event.ts';
import { clausePart, enter, join, leave } from '../move.ts';
import { activeBranches, type Branch, isPaused } from '../state.ts';
import { type BranchTurn, type BranchVerb, clauseOf, type Draft, draft, seqOf } from '../turn.ts';
import { SEND_BACKS_MAX } from './way.ts';
import { blockVerdict, countVotes, leaveBlock } from './vote.ts';

type Assign = NonNullable<Outcome['assign']>;

function staffOnly(turn: BranchTurn): Refusal | undefined {
  if (turn.branch.role !== APPLICANT) return undefined;
  return refuse('applicants-turn', 'wait-for-applicant', {
    values: { role: APPLICANT, node: turn.branch.node },
  });
}

function mayWork(turn: BranchTurn): Refusal | undefined {
  return staffOnly(turn) ?? refusalToHold(turn.state, turn.branch, turn.context);
}

/** The one who works on the branch may pass it on, and so may the dispatcher. */
function mayPassOn(turn: BranchTurn): Refusal | undefined {
  const refusal = mayWork(turn);
  if (!refusal) return undefined;
  return refusalToDispatch(turn) && refusal;
}

function refusalToDispatch({ state, branch, definition, context }: BranchTurn) {
  return refusalOfPowerAt({ state, branch }, definition.powers.dispatch, context);
}

/** Names the dispatcher where the act was theirs and not the post's that holds the branch. */
function byPower(turn: BranchTurn, one: Draft): Draft {
  if (mayWork(turn) === undefined) return one;
  return { ...one, data: { ...one.data, by: turn.definition.powers.dispatch } };
}

function record(turn: BranchTurn, type: string, outcome: Outcome): Draft {
  return {
    type,
    outcome,
    branch: turn.branch.id,
    node: turn.branch.node,
    ...clausePart(clauseOf(turn, turn.branch.clause)),
    data: { step: turn.branch.step },
  };
}

function assignment(turn: BranchTurn, to: Partial<Assign>): Assign {
  const { branch } = turn;
  return { id: branch.id, node: branch.node, role: branch.role, ...to };
}

/** Returns a verb that hands the branch to another node, role or person. */
function passOn(type: string, guard: BranchVerb['guard'], needs: BranchVerb['needs']): BranchVerb {
  return {
    scope: 'branch',
    needs,
    guard,
    act: (turn) => {
      const { node, role, person } = turn.input;
      const to = {
        ...(node === undefined ? {} : { node }),
        ...(role === undefined ? {} : { role }),
        ...(person === undefined ? {} : { holder: person }),
      };
      if (Object.keys(to).length === 0) {
        return { refusal: refuse('input-missing', 'fill-in', { values: { need: 'target-node' } }) };
      }
      return draft(byPower(turn, record(turn, type, { assign: assignment(turn, to) })));
    },
  };
}

const claim: BranchVerb = {
  scope: 'branch',
  needs: [],
  guard: (turn) => {
    const { branch, context } = turn;
    const isHeld = branch.claimedAt !== undefined || isKeptOn(turn);
    if (isHeld && branch.holder === context.actor.id) {
      return refuse('claimed-already', 'see-actions');
    }
    return mayWork(turn);
  },
  act: (turn) => draft(record(turn, 'case.claimed', { stop: ['response'] })),
};

/** Whether the step before was worked on by the same post, so that its holder stayed with it. */
function isKeptOn({ state, branch }: BranchTurn): boolean {
  return state.branches.some(
    (before) =>
      before.closedAt === branch.openedAt &&
      before.block === undefined &&
      before.role === branch.role &&
      before.node === branch.node,
  );
}

const handBack: BranchVerb = {
  scope: 'branch',
  needs: ['reason'],
  guard: (turn) =>
    turn.branch.holder === undefined ? refuse('nobody-holds-it', 'claim-first') : mayWork(turn),
  act: (turn) => draft(record(turn, 'case.handed-back', { assign: assignment(turn, {}) })),
};

const escalate: BranchVerb = {
  scope: 'branch',
  needs: ['reason'],
  guard: (turn) =>
    mayPassOn(turn) ??
    (turn.context.parentOf(turn.branch.node) === undefined
      ? refuse('at-the-top', 'transfer-instead', { values: { node: turn.branch.node } })
      : undefined),
  act: (turn) => {
    const above = chainOf(turn.context, turn.branch.node).slice(1);
    const wanted = turn.input.node ?? above[0] ?? turn.branch.node;
    if (!above.includes(wanted)) {
      return { refusal: refuse('not-above', 'choose-above', { values: { node: wanted } }) };
    }
    const { role, person } = turn.input;
    const to = assignment(turn, {
      node: wanted,
      ...(role === undefined ? {} : { role }),
      ...(person === undefined ? {} : { holder: person }),
    });
    return draft(byPower(turn, record(turn, 'case.escalated', { assign: to })));
  },
};

/** The step the case was in before this one, not counting the applicant's. */
function stepBefore(turn: BranchTurn): string | undefined {
  const { steps } = turn.definition.flow;
  return turn.state.trail.findLast((name) => {
    const step = steps[name];
    return name !== turn.branch.step && !(step?.kind === 'single' && step.by === APPLICANT);
  });
}

const sendBack: BranchVerb = {
  scope: 'branch',
  needs: ['reason'],
  guard: (turn) => {
    if (turn.branch.block === undefined && stepBefore(turn) === undefined) {
      return refuse('nothing-before', 'see-actions');
    }
    if (turn.state.sentBack >= SEND_BACKS_MAX) {
      return refuse('sent-back-too-often', 'decide-now', { values: { times: SEND_BACKS_MAX } });
    }
    return mayWork(turn);
  },
  act: (turn) => {
    const inBlock = turn.branch.block !== undefined;
    const target = inBlock ? turn.branch.step : (stepBefore(turn) ?? turn.branch.step);
    const before = turn.state.branches.findLast((one) => one.step === target && !one.block);
    const aim = { seq: seqOf(turn), from: turn.branch, ...(before ? { node: before.node } : {}) };
    const entry = enter(turn, target, aim);
    if (entry.refusal) return entry;
    const outcome = join(leave(turn, turn.branch, inBlock ? 'voided' : 'done'), entry.outcome);
    const one = { ...record(turn, 'case.sent-back', outcome), effects: entry.effects };
    const violation = entry.violation ? { violation: entry.violation } : {};
    return draft({ ...one, data: { ...one.data, to: target, ...violation } });
  },
};

const assist: BranchVerb = {
  scope: 'branch',
  needs: ['person'],
  guard: mayWork,
  act: (turn) => draft(record(turn, 'case.assisted', {})),
};

/** 特别程序 starts: only after acceptance and only on a ground the definition lists. */
const suspend: BranchVerb = {
  scope: 'branch',
  needs: ['ground', 'proof'],
  guard: (turn) => {
    if (isPaused(turn.branch)) return refuse('suspended', 'resume-first');
    if (turn.state.acceptedAt === undefined) return refuse('not-accepted-yet', 'accept-first');
    if (turn.definition.suspensions.length === 0) return refuse('no-ground-listed', 'go-on');
    return mayWork(turn);
  },
  act: (turn) => {
    const rule = turn.definition.suspensions.find((one) => one.ground === turn.input.ground);
    if (!rule) {
      const grounds = turn.definition.suspensions.map((one) => one.ground).join('、');
      const values = { ground: turn.input.ground ?? '', grounds };
      return { refusal: refuse('ground-not-listed', 'choose-ground', { values }) };
    }
    const pause = {
      id: turn.branch.id,
      ground: rule.ground,
      node: turn.branch.node,
      ...(turn.input.proof === undefined ? {} : { proof: turn.input.proof }),
      ...(rule.max === undefined ? {} : { max: rule.max }),
      ...clausePart(rule.clause),
    };
    return draft({ ...record(turn, 'case.suspended', { pause }), ...clausePart(rule.clause) });
  },
};

const resume: BranchVerb = {
  scope: 'branch',
  needs: [],
  guard: (turn) => {
    if (!isPaused(turn.branch)) return refuse('not-suspended', 'see-actions');
    if (turn.branch.clock === 'suspended') return refuse('step-suspends', 'finish-step');
    return mayWork(turn);
  },
  act: (turn) => draft(record(turn, 'case.resumed', { resume: { id: turn.branch.id } })),
};

function blockOf(turn: BranchTurn): BranchTurn['state']['blocks'][number] | undefined {
  return turn.state.blocks.find((one) => one.id === turn.branch.block && one.active);
}

const addSigner: BranchVerb = {
  scope: 'branch',
  needs: ['target-role', 'reason'],
  guard: (turn) => (blockOf(turn) ? mayWork(turn) : refuse('no-block', 'see-actions')),
  act: (turn) => {
    const block = blockOf(turn);
    const { step, branch, input } = turn;
    if (!block || step.kind !== 'block') return { refusal: refuse('no-block', 'see-actions') };
    const member = `added-${seqOf(turn)}`;
    const opening = {
      id: `${branch.step}.${member}#${seqOf(turn)}`,
      step: branch.step,
      member,
      block: block.id,
      role: input.role ?? branch.role,
      node: input.node ?? branch.node,
      phase: step.phase,
      clock: 'running' as const,
      added: true,
      ...(input.person === undefined ? {} : { holder: input.person }),
      ...(branch.within === undefined ? {} : { within: branch.within }),
      ...clausePart(branch.clause),
    };
    const need = step.join === 'all' ? block.need + 1 : block.need;
    const resize = { block: block.id, members: block.members + 1, need };
    return draft(record(turn, 'case.signer-added', { open: [opening], resize }));
  },
};

function addedSigner(turn: BranchTurn): Branch | undefined {
  return activeBranches(turn.state).find(
    (one) =>
      one.block === turn.branch.block &&
      one.added === true &&
      (turn.input.key === undefined || one.member === turn.input.key || one.id === turn.input.key),
  );
}

/** 减签: takes back a signer who was added and has not voted; that may decide the block. */
const removeSigner: BranchVerb = {
  scope: 'branch',
  needs: ['reason'],
  guard: (turn) => {
    if (!blockOf(turn)) return refuse('no-block', 'see-actions');
    const { key: _key, ...input } = turn.input;
    if (!addedSigner({ ...turn, input })) return refuse('no-added-signer', 'see-actions');
    return mayWork(turn);
  },
  act: (turn) => {
    const block = blockOf(turn);
    const signer = addedSigner(turn);
    if (!block || !signer) return { refusal: refuse('no-added-signer', 'see-actions') };
    const joinsAll = turn.step.kind === 'block' && turn.step.join === 'all';
    const need = joinsAll ? block.need - 1 : block.need;
    const resized = { ...block, members: block.members - 1, need };
    const removed = record(turn, 'case.signer-removed', {
      close: [{ id: signer.id, why: 'voided' }],
      resize: { block: block.id, members: resized.members, need },
    });
    const verdict = blockVerdict(countVotes(resized));
    if (verdict === 'open') return draft(removed);
    const left = leaveBlock(turn, { verdict, seq: seqOf(turn) + 1, without: signer.id });
    return left.refusal ? left : { drafts: [removed, ...left.drafts] };
  },
};

/**
 * The verbs that every flow has on a branch; a step that names one of them in its `do` moves on by
 * it instead.
 *
 * @source design page 2, "Verbs every flow has"
 */
export const BRANCH_VERBS: Readonly<Record<string, BranchVerb>> = {
  dispatch: passOn('case.dispatched', (turn) => staffOnly(turn) ?? refusalToDispatch(turn), [
    'target-node',
  ]),
  claim,
  'hand-back': handBack,
  transfer: passOn('case.transferred', mayPassOn, ['target-node', 'reason']),
  delegate: passOn('case.delegated', mayWork, ['person']),
  escalate,
  assist,
  'send-back': sendBack,
  suspend,
  resume,
  'add-signer': addSigner,
  'remove-signer': removeSigner,
};
