import { parseInstant } from '#engines/calendar/index.ts';
import { APPLICANT, hasPowerOver } from '../authority.ts';
import { refuse, type Refusal } from '../command.ts';
import { judge } from '../expression.ts';
import { checkApplication } from '../form.ts';
import { dueAfter } from '../limit.ts';
import { clausePart, clocksAt, enter, join } from '../move.ts';
import { type Acted, type CaseVerb, clauseOf, draft, factsOf, seqOf, type Turn } from '../turn.ts';

/**
 * Filing: the instant of submission. The applicant's conditions are judged and shown with reasons;
 * an unmet one refuses, an unknown one is recorded and left to the window.
 *
 * @source design page 2, "Versions" (filed is the instant of submission)
 */
export const file: CaseVerb = {
  scope: 'case',
  stages: ['none'],
  needs: [],
  guard: () => undefined,
  act: (turn) => {
    const refusal = refusalToFile(turn) ?? checkApplication(turn);
    return refusal ? { refusal } : filed(turn);
  },
};

function refusalToFile(turn: Turn): Refusal | undefined {
  const { definition, input } = turn;
  if (input.node === undefined || input.node === '') {
    return refuse('input-missing', 'fill-in', { values: { need: 'target-node' } });
  }
  const channel = definition.channels.find((one) => one === input.channel);
  if (input.channel !== undefined && channel === undefined) {
    const values = { channel: input.channel, channels: definition.channels.join(', ') };
    return refuse('channel-closed', 'choose-channel', { values });
  }
  const kind = input.applicant?.kind;
  if (kind !== undefined && !definition.applicant.kinds.includes(kind)) {
    const values = { kind, kinds: definition.applicant.kinds.join(', ') };
    return refuse('applicant-kind', 'see-guide', {
      values,
      ...clausePart(definition.applicant.clause),
    });
  }
  const notYours = refusalOfFiler(turn, input.node);
  if (notYours) return notYours;
  if (definition.need && definition.classes.length > 0 && !isKnownClass(turn)) {
    return refuse('need-class', 'choose-class', { values: { class: input.needClass ?? '' } });
  }
  return eligibility(turn).refusal;
}

/** A matter that a post begins of its own accord; a part is filed for the whole it belongs to. */
function refusalOfFiler({ definition, input, context }: Turn, node: string): Refusal | undefined {
  const { by, clause } = definition.applicant;
  if (by === undefined || context.actor.system === true || input.parent) return undefined;
  if (by.some((role) => hasPowerOver(context, role, node))) return undefined;
  const values = { role: by[0] ?? '', node };
  return refuse('not-yours-to-file', 'ask-role', { values, ...clausePart(clause) });
}

function isKnownClass(turn: Turn): boolean {
  const { needClass } = turn.input;
  return needClass !== undefined && turn.definition.classes.includes(needClass);
}

function eligibility(turn: Turn): {
  readonly refusal?: Refusal;
  readonly data: Record<string, unknown>;
} {
  const { applicant, standard } = turn.definition;
  if (applicant.when === undefined) return { data: {} };
  const { verdict, conditions } = judge(applicant.when, factsOf(turn));
  const data = { verdicts: [{ subject: applicant.when, verdict }], conditions };
  if (verdict !== 'unmet') return { data };
  const clause = clausePart(applicant.clause ?? standard.clause);
  return { data, refusal: refuse('not-eligible', 'see-conditions', { conditions, ...clause }) };
}

/** An instant in UTC, as the wire writes it. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;

/**
 * From when the clocks of a filing run where it was asked earlier: only by a cited rule, with the
 * proof it wants and within its lag.
 *
 * @source design page 2, "Time" (`occurredAt` starts a clock only where the definition names it)
 */
function beganAt(turn: Turn, node: string): { readonly from?: string } {
  const { definition, input, context } = turn;
  const { occurred } = definition;
  const from = input.occurredAt;
  if (!occurred || from === undefined || !INSTANT.test(from) || from > context.now) return {};
  const last = dueAfter(context, { from, limit: occurred.within, node });
  return last === undefined || parseInstant(context.now) > last ? {} : { from };
}

/** A matter is not timed from a bare assertion: the rule names the proof it wants. */
function refusalWithoutProof({ definition, input }: Turn, from: object): Refusal | undefined {
  const { occurred } = definition;
  if (!occurred || !('from' in from) || (input.proof ?? '').trim() !== '') return undefined;
  const values = { proof: occurred.proof, within: occurred.within };
  return refuse('occurrence-unproven', 'prove-occurrence', {
    ...{ values, ...clausePart(occurred.clause) },
    fields: [{ field: 'proof', code: 'process.field.no-proof', values: { proof: occurred.proof } }],
  });
}

function filed(turn: Turn): Acted {
  const { definition, input, context } = turn;
  const node = input.node ?? '';
  const entry = enter(turn, definition.flow.start, { seq: seqOf(turn), here: node });
  if (entry.refusal) return entry;
  const began = beganAt(turn, node);
  const unproven = refusalWithoutProof(turn, began);
  if (unproven) return { refusal: unproven };
  const start = clocksAt(turn, 'filed', node).map((clock) => ({ ...clock, ...began }));
  const steps = Object.values(definition.flow.steps);
  const hasAcceptance = steps.some((step) => Object.hasOwn(step.do, 'accept'));
  const acceptance = hasAcceptance
    ? {}
    : {
        accepted: { node },
        start: clocksAt(turn, 'accepted', node).map((clock) => ({ ...clock, ...began })),
      };
  const { parent } = input;
  const outcome = join(entry.outcome, { start }, acceptance, parent ? { parent } : {});
  const byStaff =
    context.actor.party === undefined && context.actor.roles.some(({ role }) => role !== APPLICANT);
  return draft({
    type: 'case.filed',
    outcome: byStaff ? { ...outcome, taker: true } : outcome,
    effects: entry.effects,
    node,
    ...clausePart(clauseOf(turn, undefined)),
    data: { to: definition.flow.start, ...eligibility(turn).data },
  });
}

/** A case of before this product: its record, ended or open, marked in every figure. */
export const importCase: CaseVerb = {
  scope: 'case',
  stages: ['none'],
  needs: [],
  guard: (turn) =>
    turn.context.actor.system === true ? undefined : refuse('system-only', 'see-actions'),
  act: (turn) => {
    const key = turn.input.key ?? '';
    const node = turn.input.node ?? '';
    const entry = enter(turn, key === '' ? turn.definition.flow.start : key, {
      seq: seqOf(turn),
      node,
    });
    if (entry.refusal) return entry;
    return draft({ type: 'case.imported', outcome: entry.outcome, node });
  },
};
