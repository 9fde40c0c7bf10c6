import { parseInstant } from '#engines/calendar/index.ts';
import {
  APPLICANT,
  hasPowerOver,
  isApplicant,
  refusalOfApplicant,
  refusalOfPower,
} from '../authority.ts';
import { openClock } from '../clocks.ts';
import { refuse, type Refusal } from '../command.ts';
import type { Effect } from '../definition.ts';
import type { ParentRef } from '../event.ts';
import { dueAfter } from '../limit.ts';
import { clausePart, clocksAt, enter, join } from '../move.ts';
import { invitesRating } from '../rating.ts';
import { activeBranches } from '../state.ts';
import { type Acted, type CaseVerb, clauseOf, draft, seqOf, type Turn } from '../turn.ts';

/** What undoes every effect set off so far, the last first. */
export function compensations(turn: Turn): readonly Effect[] {
  return turn.state.compensable.toReversed().flatMap((effect) => effect.onVoid ?? []);
}

function simple(type: string, guard: CaseVerb['guard'], needs: CaseVerb['needs']): CaseVerb {
  return {
    scope: 'case',
    stages: ['open', 'closing'],
    needs,
    guard,
    act: (turn) => draft({ type, outcome: {}, ...clausePart(clauseOf(turn, undefined)) }),
  };
}

function staff(turn: Turn): Refusal | undefined {
  const { actor } = turn.context;
  if (actor.system === true || actor.roles.length > 0) return undefined;
  return refuse('only-staff', 'ask-role', { values: { role: '', node: turn.state.node ?? '' } });
}

const withdraw: CaseVerb = {
  scope: 'case',
  stages: ['open'],
  needs: [],
  guard: (turn) =>
    Object.hasOwn(turn.definition.flow.ends, 'withdrawn')
      ? refusalOfApplicant(turn.state, turn.context)
      : refuse('no-such-end', 'report-definition', { values: { end: 'withdrawn' } }),
  act: (turn) => endBy(turn, 'withdrawn', 'case.withdrawn'),
};

const voidCase: CaseVerb = {
  scope: 'case',
  stages: ['open', 'closing', 'ended'],
  needs: ['reason'],
  guard: (turn) => {
    if (turn.state.end?.key === 'voided') return refuse('voided-already', 'file-anew');
    if (!Object.hasOwn(turn.definition.flow.ends, 'voided')) {
      return refuse('no-such-end', 'report-definition', { values: { end: 'voided' } });
    }
    return refusalOfPower(turn.state, turn.definition.powers.void, turn.context);
  },
  act: (turn) => endBy(turn, 'voided', 'case.voided'),
};

/** Ends the case outside its flow and undoes what it had set off. */
export function endBy(turn: Turn, key: string, type: string): Acted {
  const entry = enter(turn, key, { seq: seqOf(turn) });
  if (entry.refusal) return entry;
  const end = turn.state.end && turn.definition.flow.ends[turn.state.end.key];
  return draft({
    type,
    outcome: { ...entry.outcome, compensated: true },
    effects: [...compensations(turn), ...(end?.onVoid ?? []), ...entry.effects],
    ...clausePart(clauseOf(turn, turn.definition.flow.ends[key]?.clause)),
    data: { to: key },
  });
}

const extend: CaseVerb = {
  scope: 'case',
  stages: ['open'],
  needs: ['reason'],
  guard: (turn) => {
    const rule = turn.definition.extension;
    if (!rule) return refuse('no-extension', 'go-on');
    const detail = clausePart(rule.clause);
    if (turn.state.extended) return refuse('extended-already', 'go-on', detail);
    const clock = openClock(turn.definition, turn.state, {
      kind: rule.clock,
      now: parseInstant(turn.context.now),
      calendarOf: turn.context.calendarOf,
    });
    if (!clock) return refuse('clock-not-running', 'go-on', detail);
    if (clock.lamp === 'overdue') return refuse('extension-too-late', 'go-on', detail);
    return refusalOfPower(turn.state, rule.by, turn.context);
  },
  act: (turn) => {
    const rule = turn.definition.extension;
    if (!rule) return { refusal: refuse('no-extension', 'go-on') };
    const extension = { kind: rule.clock, limit: rule.limit };
    return draft({
      type: 'case.extended',
      outcome: { extend: extension },
      ...clausePart(clauseOf(turn, rule.clause)),
    });
  },
};

/** Reopening: from an end marked so, within its limit; and from a resolution that did not help. */
const reopen: CaseVerb = {
  scope: 'case',
  stages: ['closing', 'ended'],
  needs: ['reason'],
  guard: (turn) => {
    const { state, definition, context } = turn;
    const key = state.end?.key ?? state.closing?.end ?? '';
    const rule = definition.flow.ends[key]?.reopen;
    const mine =
      isApplicant(state, context.actor) ||
      hasPowerOver(context, definition.powers.reopen, state.acceptedNode ?? state.node ?? '') ||
      (definition.closing !== undefined &&
        hasPowerOver(context, definition.closing.by, state.node ?? ''));
    if (state.stage === 'ended' && state.parent) return reopenWholeInstead(state.parent, key);
    if (state.stage === 'ended' && !rule) {
      return refuse('not-reopenable', 'file-anew', { values: { end: key } });
    }
    if (!mine) return refuse('not-your-power', 'ask-role', reopenRole(turn));
    return isPastReopening(turn)
      ? refuse('reopen-too-late', 'file-anew', clausePart(rule?.clause))
      : undefined;
  },
  act: (turn) => reopened(turn),
};

/**
 * A joint matter rests on the ends of its parts, each counted once: what is asked again of a part is
 * asked of the whole, which opens it anew, under the same promise and with the clocks of both.
 *
 * @source design page 2, "Closing" (reopen only from ends marked so) and sub-cases (一件事)
 */
function reopenWholeInstead({ case: whole }: ParentRef, end: string): Refusal {
  return refuse('part-of-whole', 'reopen-whole', { values: { end, whole } });
}

function reopenRole(turn: Turn): { values: Refusal['values'] } {
  return { values: { role: turn.definition.powers.reopen, node: turn.state.node ?? '' } };
}

function isPastReopening(turn: Turn): boolean {
  const { state, definition, context } = turn;
  const limit = state.end && definition.flow.ends[state.end.key]?.reopen?.within;
  if (!state.end || limit === undefined) return false;
  const node = state.acceptedNode ?? state.node ?? '';
  const due = dueAfter(context, { from: state.end.at, limit, node });
  return due !== undefined && parseInstant(context.now) > due;
}

/** Returns the reopened case: where it goes on, and its new clocks. */
export function reopened(turn: Turn): Acted {
  const { state, definition } = turn;
  const rule = definition.flow.ends[state.end?.key ?? state.closing?.end ?? '']?.reopen;
  const resolvedIn = state.branches.findLast((branch) => branch.verb === 'resolve')?.step;
  const target = rule?.to ?? resolvedIn ?? definition.flow.start;
  const node = state.acceptedNode ?? state.node ?? '';
  const entry = enter({ ...turn, state: { ...state, entered: {} } }, target, { seq: seqOf(turn) });
  if (entry.refusal) return entry;
  const start = clocksAt(turn, 'filed', node).concat(clocksAt(turn, 'accepted', node));
  const promised = start.filter((clock) => clock.kind === 'promised');
  return draft({
    type: 'case.reopened',
    outcome: join(entry.outcome, promised.length > 0 ? { start: promised } : {}),
    effects: entry.effects,
    ...clausePart(clauseOf(turn, rule?.clause)),
    data: { to: target },
  });
}

const rate: CaseVerb = {
  scope: 'case',
  stages: ['closing', 'ended'],
  needs: ['rating'],
  guard: (turn) => {
    if (!turn.definition.review) return refuse('no-review', 'see-actions');
    const end = turn.state.end?.key ?? turn.state.closing?.end ?? null;
    if (!invitesRating(turn.definition, end)) return refuse('nothing-to-rate', 'see-actions');
    if (turn.state.rating !== undefined) return refuse('rated-already', 'see-actions');
    return refusalOfApplicant(turn.state, turn.context);
  },
  act: (turn) => {
    const { rating } = turn.input;
    if (!Number.isInteger(rating) || (rating ?? 0) < 1 || (rating ?? 0) > 5) {
      return { refusal: refuse('rating-out-of-range', 'fill-in', { values: { need: 'rating' } }) };
    }
    return draft({
      type: 'case.rated',
      outcome: {},
      ...clausePart(clauseOf(turn, turn.definition.review?.clause)),
    });
  },
};

/**
 * Urging is for what lies with a post. A resolved case waits for the applicant's own word, and one
 * that was returned for what only they can put right: nobody else could go faster then.
 */
function refusalToUrge(turn: Turn): Refusal | undefined {
  const { state, definition, context } = turn;
  const refusal = refusalOfApplicant(state, context);
  if (refusal) return refusal;
  if (state.stage === 'closing') {
    const clause = definition.closing?.clause ?? definition.standard.clause;
    return refuse('yours-to-confirm', 'confirm', clausePart(clause));
  }
  const branches = activeBranches(state);
  const isTheirs = branches.length > 0 && branches.every(({ role }) => role === APPLICANT);
  return isTheirs ? refuse('yours-to-do', 'do-yours') : undefined;
}

/**
 * The verbs every flow has on the case as a whole, but for filing, closing and what happens by
 * itself, which have files of their own.
 *
 * @source design page 2, "Verbs every flow has"
 */
export const WHOLE_VERBS: Readonly<Record<string, CaseVerb>> = {
  withdraw,
  void: voidCase,
  extend,
  reopen,
  rate,
  urge: simple('case.urged', refusalToUrge, []),
  copy: simple('case.copied', staff, ['person']),
  supervise: simple(
    'case.supervised',
    (turn) => refusalOfPower(turn.state, turn.definition.powers.supervise, turn.context),
    ['note'],
  ),
};
