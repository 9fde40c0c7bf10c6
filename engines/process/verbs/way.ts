import { adverseMove, type AdverseMove } from '../adverse.ts';
import { refuse, type Refusal } from '../command.ts';
import { askedHere } from '../asking.ts';
import type { Effect, Way } from '../definition.ts';
import type { EventData, Outcome } from '../event.ts';
import { judge } from '../expression.ts';
import { clausePart, clockChanges, enter, join, leave } from '../move.ts';
import { decisionFacts, type Proposal, proposalOf } from '../proposal.ts';
import { type Acted, type BranchTurn, clauseOf, draft, seqOf } from '../turn.ts';

/** More send-backs than these in one case are refused: somebody has to decide. */
export const SEND_BACKS_MAX = 5;

/** The past tense of the verbs that have their own event; every other one is `case.advanced`. */
const EVENTS: Readonly<Record<string, string>> = {
  accept: 'case.accepted',
  return: 'case.returned',
  refuse: 'case.refused',
  'not-ours': 'case.not-ours',
  resubmit: 'case.resubmitted',
  dispatch: 'case.dispatched',
  claim: 'case.claimed',
  'hand-back': 'case.handed-back',
  transfer: 'case.transferred',
  escalate: 'case.escalated',
  'send-back': 'case.sent-back',
  approve: 'case.approved',
  reject: 'case.rejected',
  resolve: 'case.resolved',
  close: 'case.closed',
};

const ADVERSE_EVENTS = {
  proposed: 'case.adverse-proposed',
  notified: 'case.adverse-notified',
  stated: 'case.stated',
  waived: 'case.statement-waived',
  decided: 'case.adverse-decided',
  dropped: 'case.adverse-dropped',
} as const satisfies Record<AdverseMove['stage'], string>;

/** A way was found, with the conditions it was judged by; or the refusal. */
export type Chosen =
  | { readonly way: Way; readonly data: Partial<EventData>; readonly refusal?: undefined }
  | { readonly refusal: Refusal };

/**
 * Returns the first way of a verb whose condition is met. One that is unknown stops the search: to
 * pass it by would decide on what nobody knows.
 */
export function choose(turn: BranchTurn, verb: string): Chosen {
  const ways = turn.step.do[verb] ?? [];
  // Most ways have no condition: then nothing has to be known.
  const facts = ways.some((way) => way.when !== undefined) ? decisionFacts(turn) : {};
  const judged: { subject: string; verdict: 'met' | 'unmet' | 'unknown' }[] = [];
  for (const way of ways) {
    if (way.when === undefined) return { way, data: judged.length > 0 ? { verdicts: judged } : {} };
    const { verdict, conditions } = judge(way.when, facts);
    judged.push({ subject: way.when, verdict });
    if (verdict === 'met') return { way, data: { verdicts: judged, conditions } };
    if (verdict === 'unknown' || way === ways.at(-1)) {
      const code = verdict === 'unknown' ? 'condition-unknown' : 'condition-unmet';
      const next = verdict === 'unknown' ? 'supply-facts' : 'meet-condition';
      const clause = clausePart(way.clause ?? turn.step.clause);
      return {
        refusal: refuse(code, next, { values: { verb, when: way.when }, conditions, ...clause }),
      };
    }
  }
  return { refusal: refuse('verb-not-here', 'see-actions', { values: { verb } }) };
}

/** Returns the draft of going one way: the branch and its open siblings close, the target opens. */
export function follow(
  turn: BranchTurn,
  by: {
    readonly verb: string;
    readonly way: Way;
    readonly data?: Partial<EventData>;
    /** What the act does beside moving on. */
    readonly outcome?: Outcome;
    readonly seq?: number;
  },
): Acted {
  const { verb, way } = by;
  const { branch } = turn;
  const closing =
    verb === 'resolve' && way.to in turn.definition.flow.ends && turn.definition.closing;
  const seq = by.seq ?? seqOf(turn);
  const entry = closing
    ? { outcome: { awaitClosing: { end: way.to } } satisfies Outcome, effects: [] as Effect[] }
    : enter(turn, way.to, { seq, from: branch, ...aimOf(turn, verb, way.to) });
  if ('refusal' in entry && entry.refusal) return { refusal: entry.refusal };
  const adverse = adverseOf(turn, verb, way.to);
  const outcome = join(
    leave(turn, branch),
    clockChanges(turn, verb, branch.node),
    by.outcome ?? {},
    adverse ? { adverse } : {},
    entry.outcome,
    answeredPart(turn),
  );
  const violation = 'violation' in entry ? entry.violation : undefined;
  return draft({
    type: adverse ? ADVERSE_EVENTS[adverse.stage] : eventType(verb),
    outcome,
    effects: [...way.effects, ...entry.effects],
    branch: branch.id,
    node: branch.node,
    ...clausePart(clauseOf(turn, way.clause ?? branch.clause ?? turn.step.clause)),
    data: {
      ...by.data,
      verb,
      step: branch.step,
      to: way.to,
      ...proposalPart(turn),
      ...(verb === 'return' ? { remarks: turn.input.items ?? [] } : {}),
      ...(violation ? { violation } : {}),
    },
  });
}

function eventType(verb: string): string {
  return Object.hasOwn(EVENTS, verb) ? (EVENTS[verb] ?? 'case.advanced') : 'case.advanced';
}

/** Who decides by name is the actor where the power is in the house, else whom the record names. */
function adverseOf(turn: BranchTurn, verb: string, to: string): AdverseMove | undefined {
  if (turn.definition.adverse === undefined) return undefined;
  const decider = turn.input.decider ?? turn.context.actor.id;
  return adverseMove(turn.definition, { step: turn.branch.step, to, verb, decider });
}

/** Down to the node that is named, up to the one above, back to where the step was before. */
function aimOf(turn: BranchTurn, verb: string, target: string): { node?: string; holder?: string } {
  const { input, branch, context } = turn;
  const holder = input.person === undefined ? {} : { holder: input.person };
  if (verb === 'dispatch' || verb === 'transfer')
    return { node: input.node ?? branch.node, ...holder };
  if (verb === 'escalate') {
    return { node: input.node ?? context.parentOf(branch.node) ?? branch.node, ...holder };
  }
  if (verb === 'hand-back' || verb === 'send-back') {
    const before = turn.state.branches.findLast((one) => one.step === target && !one.block);
    return before ? { node: before.node } : {};
  }
  return {};
}

/** A decision table may propose; what it said goes into the record of the person's decision. */
function proposalPart(turn: BranchTurn): { readonly proposal?: Proposal } {
  const proposal = proposalOf(turn);
  return proposal === undefined ? {} : { proposal };
}

/** Which answers and files of the act the case keeps: those its step asked for and got. */
export function answeredPart(turn: BranchTurn): Pick<Outcome, 'answered'> {
  const { answers = {}, files = [] } = turn.input;
  const asked = askedHere(turn.definition, turn.branch, turn.command.verb);
  const answered = [
    ...asked.fields.filter((id) => Object.hasOwn(answers, id)),
    ...asked.materials.filter((id) => files.some(({ material }) => material === id)),
  ];
  return answered.length === 0 ? {} : { answered };
}
