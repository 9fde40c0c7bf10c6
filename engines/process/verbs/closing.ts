import { dayIn, parseInstant } from '#engines/calendar/index.ts';
import { hasPowerOver, refusalOfApplicant } from '../authority.ts';
import { refuse, type Refusal } from '../command.ts';
import { dueAfter } from '../limit.ts';
import { clausePart, enter, join } from '../move.ts';
import type { ClosedBy } from '../event.ts';
import { type Acted, type CaseVerb, type Draft, seqOf, type Turn } from '../turn.ts';
import { reopened } from './whole.ts';

/** What a call-back can come to. */
export const CALL_BACK_OUTCOMES = ['satisfied', 'unsatisfied', 'not-reached'] as const;

/**
 * Returns the event that closes a resolved case, and how it came about; the end and its effects are
 * those the resolution led to.
 *
 * @source design page 2, "Closing"
 */
export function closed(turn: Turn, by: ClosedBy, seq: number): Acted {
  const target = turn.state.closing?.end ?? '';
  const entry = enter(turn, target, { seq });
  if (entry.refusal) return entry;
  const one: Draft = {
    type: 'case.closed',
    outcome: join(entry.outcome, { closedBy: by }),
    effects: entry.effects,
    ...clausePart(turn.definition.closing?.clause ?? turn.definition.standard.clause),
    data: { verb: 'close', to: target },
  };
  return { drafts: [one] };
}

/** The applicant's own word: confirmed and satisfied. */
export const confirm: CaseVerb = {
  scope: 'case',
  stages: ['closing'],
  needs: [],
  guard: (turn) => refusalOfApplicant(turn.state, turn.context),
  act: (turn) => followedBy(turn, { type: 'case.confirmed', outcome: {} }, 'confirm'),
};

/** 回访: satisfied closes, unsatisfied reopens, not reached counts one of the tries. */
export const callBack: CaseVerb = {
  scope: 'case',
  stages: ['closing'],
  needs: ['outcome'],
  guard: (turn) => mayCall(turn) ?? undefined,
  act: (turn) => {
    const outcome = CALL_BACK_OUTCOMES.find((one) => one === turn.input.outcome);
    const call: Draft = { type: 'case.called-back', outcome: {}, ...clause(turn) };
    if (outcome === 'satisfied') return followedBy(turn, call, 'call-back');
    if (outcome === 'unsatisfied') return sentOn(turn, call);
    if (outcome === 'not-reached') return notReached(turn, call);
    const values = { need: 'outcome', choices: CALL_BACK_OUTCOMES.join(', ') };
    return { refusal: refuse('input-missing', 'fill-in', { values }) };
  },
};

/** Closing by silence happens by itself; a person needs the applicant's answer first. */
export const close: CaseVerb = {
  scope: 'case',
  stages: ['closing'],
  needs: [],
  guard: (turn) => {
    const rule = turn.definition.closing;
    if (turn.context.actor.system !== true || rule?.silence === undefined) {
      return refuse('answer-first', 'call-back', clausePart(rule?.clause));
    }
    const due = silenceDue(turn);
    const over = due !== undefined && parseInstant(turn.context.now) >= due;
    return over ? undefined : refuse('too-early', 'wait', clausePart(rule.clause));
  },
  act: (turn) => closed(turn, 'silence', seqOf(turn)),
};

/** Returns when silence closes the case (epoch milliseconds); nothing if no rule says so. */
export function silenceDue(turn: {
  readonly definition: Turn['definition'];
  readonly state: Turn['state'];
  readonly context: Pick<Turn['context'], 'calendarOf'>;
}): number | undefined {
  const { definition, state, context } = turn;
  const limit = definition.closing?.silence;
  if (limit === undefined || !state.closing) return undefined;
  const node = state.acceptedNode ?? state.node ?? '';
  return dueAfter(context, { from: state.closing.since, limit, node });
}

function clause(turn: Turn): { readonly clause?: string } {
  return clausePart(turn.definition.closing?.clause ?? turn.definition.standard.clause);
}

function mayCall(turn: Turn): Refusal | undefined {
  const rule = turn.definition.closing;
  const role = rule?.by ?? '';
  const node = turn.state.closing?.node ?? turn.state.node ?? '';
  const { context } = turn;
  if (context.actor.system === true || hasPowerOver(context, role, node)) return undefined;
  return refuse('not-your-power', 'ask-role', {
    values: { role, node },
    ...clausePart(rule?.clause),
  });
}

function followedBy(turn: Turn, first: Draft, by: ClosedBy): Acted {
  const last = closed(turn, by, seqOf(turn) + 1);
  return last.refusal ? last : { drafts: [{ ...first, ...clause(turn) }, ...last.drafts] };
}

function sentOn(turn: Turn, call: Draft): Acted {
  const later = { ...turn, state: { ...turn.state, events: turn.state.events + 1 } };
  const again = reopened(later);
  return again.refusal ? again : { drafts: [call, ...again.drafts] };
}

/** Three tries on different days, counted apart and never as satisfied. */
function notReached(turn: Turn, call: Draft): Acted {
  const { state, definition, context } = turn;
  const calendar = context.calendarOf(state.acceptedNode ?? state.node ?? '');
  const day = dayIn(calendar, parseInstant(context.now));
  const tries = state.closing?.tries ?? [];
  if (tries.includes(day)) {
    return { refusal: refuse('tried-today', 'try-tomorrow', { values: { day }, ...clause(turn) }) };
  }
  const tried: Draft = { ...call, outcome: { triedOn: day } };
  if (tries.length + 1 < (definition.closing?.tries ?? 3)) return { drafts: [tried] };
  return followedBy(turn, tried, 'not-reached');
}
