import { adverseRuleAt } from '../adverse.ts';
import { refusalToHold } from '../authority.ts';
import { type Need, refuse, type Refusal } from '../command.ts';
import { askedHere } from '../asking.ts';
import type { Outcome } from '../event.ts';
import { checkAsked, checkResubmission } from '../form.ts';
import { decisionFacts } from '../proposal.ts';
import { clausePart } from '../move.ts';
import {
  amendedBy,
  lateRecord,
  lateRemarks,
  refusalOfAnswers,
  refusalOfRemarks,
  remarkedIn,
} from '../remarks.ts';
import { isPaused } from '../state.ts';
import type { Acted, BranchTurn, BranchVerb } from '../turn.ts';
import { vote, VOTES } from './vote.ts';
import { choose, follow, SEND_BACKS_MAX } from './way.ts';

/** What the well-known verbs of a flow ask for; any other asks for nothing. */
const NEEDS: Readonly<Record<string, readonly Need[]>> = {
  return: ['items'],
  refuse: ['reason'],
  'not-ours': ['reason'],
  reject: ['reason'],
  fail: ['reason'],
  'send-back': ['reason'],
  'hand-back': ['reason'],
  resubmit: ['answers'],
  dispatch: ['target-node'],
  escalate: ['reason'],
  transfer: ['target-node', 'reason'],
  resolve: ['note'],
  notify: ['proof'],
  state: ['note'],
  'drop-adverse': ['reason'],
};

/** Returns what a verb of a step asks for; an adverse end always wants its reason. */
export function flowNeeds(
  turn: Pick<BranchTurn, 'definition' | 'step' | 'branch' | 'state'>,
  verb: string,
): readonly Need[] {
  if (verb === 'decide-adverse') return decisionNeeds(turn);
  const needs = Object.hasOwn(NEEDS, verb) ? (NEEDS[verb] ?? []) : [];
  const { ends } = turn.definition.flow;
  const adverse = (turn.step.do[verb] ?? []).some((way) => ends[way.to]?.adverse === true);
  const all: readonly Need[] = adverse && !needs.includes('reason') ? [...needs, 'reason'] : needs;
  return asksOf(turn, verb) && !all.includes('answers') ? [...all, 'answers'] : all;
}

/** Whether the step asks whoever acts for something of its own. */
function asksOf(turn: Pick<BranchTurn, 'definition' | 'branch'>, verb: string): boolean {
  const { fields, materials } = askedHere(turn.definition, turn.branch, verb);
  return fields.length + materials.length > 0;
}

/**
 * A decision gives its reason, and answers a statement that was made; one that is made outside the
 * house is recorded with the name that decided and the document it stands in.
 */
function decisionNeeds({
  definition,
  branch,
  state,
}: Pick<BranchTurn, 'definition' | 'branch' | 'state'>): readonly Need[] {
  const rule = adverseRuleAt(definition, { step: branch.step });
  const outside = rule !== undefined && rule.decides.role === undefined;
  return [
    'reason',
    ...(state.adverse?.stated ? (['note'] as const) : []),
    ...(outside ? (['decider', 'proof'] as const) : []),
  ];
}

/** Whoever proposed an adverse act does not decide it. */
function sameHand(turn: BranchTurn, verb: string): Refusal | undefined {
  if (verb !== 'decide-adverse') return undefined;
  const rule = adverseRuleAt(turn.definition, { step: turn.branch.step });
  const inHouse = rule?.decides.role !== undefined;
  if (!inHouse || turn.state.adverse?.proposed?.by !== turn.context.actor.id) return undefined;
  return refuse('adverse-same-hand', 'ask-role', {
    values: { role: turn.branch.role, node: turn.branch.node },
    ...clausePart(rule?.clause ?? turn.branch.clause),
  });
}

/** Returns the rule of a verb that a step names in its `do`. */
export function flowVerb(verb: string): BranchVerb {
  return {
    scope: 'branch',
    needs: NEEDS[verb] ?? [],
    guard: (turn) =>
      refusalToHold(turn.state, turn.branch, turn.context) ??
      whileStill(turn) ??
      atLimit(turn, verb) ??
      sameHand(turn, verb),
    act: (turn) => {
      const refusal = mayBeAsked(turn) ? checkAsked(turn, decisionFacts(turn)) : undefined;
      if (refusal) return { refusal };
      return VOTES.includes(verb) && turn.branch.block ? vote(turn, verb) : move(turn, verb);
    },
  };
}

/** Whether a step asks for anything at all, or answers came with the act that nobody asked for. */
function mayBeAsked({ definition, input }: BranchTurn): boolean {
  if (input.answers !== undefined || input.files !== undefined) return true;
  return (
    definition.form.some(({ at }) => at !== undefined) ||
    definition.materials.some(({ at }) => at !== undefined)
  );
}

/** A flow may name a verb that every flow bounds: the bounds stay. */
function atLimit(turn: BranchTurn, verb: string): Refusal | undefined {
  if (verb === 'escalate' && turn.context.parentOf(turn.branch.node) === undefined) {
    return refuse('at-the-top', 'transfer-instead', { values: { node: turn.branch.node } });
  }
  if (verb !== 'send-back' || turn.state.sentBack < SEND_BACKS_MAX) return undefined;
  return refuse('sent-back-too-often', 'decide-now', { values: { times: SEND_BACKS_MAX } });
}

/** Nothing moves on while a branch stands still by 特别程序 that somebody must first resume. */
function whileStill(turn: BranchTurn): Refusal | undefined {
  if (turn.branch.clock === 'suspended' || !isPaused(turn.branch)) return undefined;
  return refuse('suspended', 'resume-first', clausePart(turn.branch.clause));
}

function move(turn: BranchTurn, verb: string): Acted {
  const refusal = refusalOfInput(turn, verb);
  if (refusal) return { refusal };
  const chosen = choose(turn, verb);
  if (chosen.refusal) return chosen;
  const moved = follow(turn, {
    verb,
    way: chosen.way,
    data: chosen.data,
    outcome: courseOf(turn, verb),
  });
  if (moved.refusal || verb !== 'return') return moved;
  const late = lateRemarks(turn.state, remarkedIn(turn));
  return late.length === 0 ? moved : { drafts: [...moved.drafts, lateRecord(turn, late)] };
}

function refusalOfInput(turn: BranchTurn, verb: string): Refusal | undefined {
  if (verb === 'resubmit') return refusalOfAnswers(turn) ?? checkResubmission(turn);
  return verb === 'return' ? refusalOfRemarks(turn) : undefined;
}

/** What was told to be put right, or has been. */
function courseOf(turn: BranchTurn, verb: string): Outcome {
  if (verb === 'return') return { remarked: remarkedIn(turn) };
  if (verb !== 'resubmit') return {};
  const amended = amendedBy(turn);
  return amended.length === 0 ? {} : { amended };
}
