import { APPLICANT, isApplicant, refusalToHold, standsInFor } from './authority.ts';
import {
  type Command,
  type CommandInput,
  type Context,
  type DecidedEffect,
  type Decision,
  type Need,
  refuse,
  type Refusal,
} from './command.ts';
import { computedEffect, keptEffect } from './arguments.ts';
import type { Definition } from './definition.ts';
import { type CaseEvent, type EffectEntry, EVENT_SCHEMA } from './event.ts';
import { evolve } from './evolve.ts';
import type { Facts } from './expression.ts';
import { activeBranches, type Branch, type State } from './state.ts';
import {
  type BranchTurn,
  type BranchVerb,
  type CaseVerb,
  type Draft,
  factsOf,
  type Turn,
} from './turn.ts';
import { flowNeeds, flowVerb } from './verbs/flow.ts';
import { BRANCH_VERBS, CASE_VERBS, SYSTEM_BRANCH_VERBS } from './verbs/table.ts';
import { resumeByItself } from './verbs/system.ts';

/** The longest reason, note or proof; what is longer belongs into a file. */
export const INPUT_TEXT_MAX = 4_000;
/** The most items of one 补正 notice. */
export const ITEMS_MAX = 100;

/**
 * Decides a command: what happens, or why not. Pure; the same arguments give the same answer, and
 * folding the events it returns gives the state after them.
 *
 * @returns events with everything they rest on, and the effects they set off; or one refusal
 * @throws {CalendarGap} when a deadline it has to look at lies outside the calendar
 * @source design page 2, "Deciding and folding are two pure functions"
 */
// oxlint-disable-next-line max-params -- the language page gives deciding these four
export function decide(
  definition: Definition,
  state: State,
  command: Command,
  context: Context,
): Decision {
  const turn: Turn = { definition, state, command, input: command.input ?? {}, context };
  const found = find(turn);
  if ('refusal' in found) return { ok: false, refusal: found.refusal };
  const missing = missingInput(found.needs, turn.input);
  if (missing) return { ok: false, refusal: missing };
  const acted = found.act();
  if (acted.refusal) return { ok: false, refusal: acted.refusal };
  return record(turn, acted.drafts);
}

type Found =
  | { readonly refusal: Refusal }
  | {
      readonly needs: readonly Need[];
      readonly act: () => ReturnType<CaseVerb['act']>;
    };

function find(turn: Turn): Found {
  const { verb } = turn.command;
  const whole = Object.hasOwn(CASE_VERBS, verb) ? CASE_VERBS[verb] : undefined;
  if (whole && appliesToCase(turn, whole)) {
    const refusal = whole.guard(turn);
    return refusal ? { refusal } : { needs: whole.needs, act: () => whole.act(turn) };
  }
  if (turn.state.stage !== 'open') return { refusal: stageRefusal(turn.state, verb) };
  const chosen = chooseBranch(turn);
  if ('refusal' in chosen) return chosen;
  const { rule, needs } = ruleOn(chosen, verb);
  if (!rule) {
    return {
      refusal: refuse('verb-not-here', 'see-actions', {
        values: { verb, step: chosen.branch.step },
      }),
    };
  }
  const refusal = rule.guard(chosen);
  return refusal ? { refusal } : { needs, act: () => rule.act(chosen) };
}

/** A step that names the verb in its `do` goes before the verb of the whole case. */
function appliesToCase(turn: Turn, rule: CaseVerb): boolean {
  if (!rule.stages.includes(turn.state.stage)) return false;
  return !activeBranches(turn.state).some((branch) => {
    const step = turn.definition.flow.steps[branch.step];
    return step !== undefined && Object.hasOwn(step.do, turn.command.verb);
  });
}

/** Returns why a verb is not possible at this stage of a case's life. */
export function stageRefusal(state: State, verb: string): Refusal {
  if (state.stage === 'none') return refuse('not-filed', 'file-first', { values: { verb } });
  if (state.stage === 'closing')
    return refuse('awaits-confirmation', 'call-back', { values: { verb } });
  if (state.stage === 'ended') {
    const values = { verb, end: state.end?.key ?? '' };
    return refuse('ended', 'see-end', { values });
  }
  return refuse('open-case', 'see-actions', { values: { verb } });
}

/** Returns the rule of a verb on a branch: its step's own, else the one every flow has. */
export function ruleOn(
  turn: BranchTurn,
  verb: string,
): { readonly rule?: BranchVerb; readonly needs: readonly Need[] } {
  if (Object.hasOwn(turn.step.do, verb)) {
    return { rule: flowVerb(verb), needs: flowNeeds(turn, verb) };
  }
  if (verb === 'resume' && turn.context.actor.system === true) {
    return { rule: resumeByItself, needs: [] };
  }
  const rules = Object.hasOwn(BRANCH_VERBS, verb) ? BRANCH_VERBS : SYSTEM_BRANCH_VERBS;
  const rule = Object.hasOwn(rules, verb) ? rules[verb] : undefined;
  return rule ? { rule, needs: rule.needs } : { needs: [] };
}

function chooseBranch(turn: Turn): BranchTurn | { readonly refusal: Refusal } {
  const active = activeBranches(turn.state);
  const named = turn.command.branch;
  if (named !== undefined) {
    const branch = active.find((one) => one.id === named);
    if (!branch) {
      return { refusal: refuse('branch-closed', 'see-actions', { values: { branch: named } }) };
    }
    return onBranch(turn, branch);
  }
  const mine = active.filter((one) => refusalToHold(turn.state, one, turn.context) === undefined);
  const candidates = mine.length > 0 ? mine : active;
  const [only, second] = candidates;
  if (!only) return { refusal: refuse('no-branch', 'see-actions') };
  if (second && mine.length > 1) {
    const values = { branches: candidates.map((one) => one.id).join(', ') };
    return { refusal: refuse('which-branch', 'choose-branch', { values }) };
  }
  return onBranch(turn, only);
}

function onBranch(turn: Turn, branch: Branch): BranchTurn | { readonly refusal: Refusal } {
  const step = turn.definition.flow.steps[branch.step];
  if (!step) {
    return {
      refusal: refuse('no-such-target', 'report-definition', { values: { target: branch.step } }),
    };
  }
  return { ...turn, branch, step };
}

const GIVEN: Readonly<Record<Need, (input: CommandInput) => boolean>> = {
  reason: (input) => isFilled(input.reason),
  note: (input) => isFilled(input.note),
  items: (input) => (input.items?.length ?? 0) > 0,
  'target-node': (input) => isFilled(input.node) || isFilled(input.person) || isFilled(input.role),
  'target-role': (input) => isFilled(input.role),
  person: (input) => isFilled(input.person) || isFilled(input.role),
  ground: (input) => isFilled(input.ground),
  proof: (input) => isFilled(input.proof),
  outcome: (input) => isFilled(input.outcome),
  rating: (input) => typeof input.rating === 'number',
  decider: (input) => isFilled(input.decider),
  answers: () => true,
};

function isFilled(value: string | undefined): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function missingInput(needs: readonly Need[], input: CommandInput): Refusal | undefined {
  const missing = needs.find((need) => !GIVEN[need](input));
  if (missing) return refuse('input-missing', 'fill-in', { values: { need: missing } });
  const long = [input.reason, input.note, input.proof].some(
    (value) => (value?.length ?? 0) > INPUT_TEXT_MAX,
  );
  if (!long && (input.items?.length ?? 0) <= ITEMS_MAX) return undefined;
  return refuse('input-too-long', 'shorten', { values: { maximum: INPUT_TEXT_MAX } });
}

/** Turns drafts into events, one after the other, and gathers their effects. */
function record(turn: Turn, drafts: readonly Draft[]): Decision {
  const events: CaseEvent[] = [];
  const effects: DecidedEffect[] = [];
  let state = turn.state;
  for (const [place, one] of drafts.entries()) {
    const { kept, computed } = effectsOf({ ...turn, state }, one);
    const event = eventOf({ ...turn, state, part: events.length }, one, kept);
    effects.push(...computed.map((effect) => ({ ...effect, event: events.length })));
    events.push(event);
    // Only what is decided after it needs the state after it.
    if (place === drafts.length - 1 && event.data.violation === undefined) break;
    state = evolve(state, event);
    const alarm = violationRung({ ...turn, state, part: events.length }, event);
    if (alarm) {
      events.push(alarm);
      state = evolve(state, alarm);
    }
  }
  return { ok: true, events, effects };
}

/** A turn while its events are written: `part` counts them from 0. */
type Writing = Turn & { readonly part: number };

function partOf({ part }: Writing): { readonly part?: number } {
  return part === 0 ? {} : { part };
}

function eventOf(turn: Writing, one: Draft, effects: readonly EffectEntry[]): CaseEvent {
  const { context, state, input } = turn;
  const { mandate, id } = context.actor;
  const last = state.updatedAt ?? '';
  const taker = isFirstTaker(turn, one) ? { taker: true } : {};
  return {
    type: one.type,
    schema: EVENT_SCHEMA,
    at: context.now > last ? context.now : last,
    actor: id,
    ...(mandate === undefined ? {} : { mandate }),
    ...(one.node === undefined ? nodeOf(state) : { node: one.node }),
    ...(one.clause === undefined ? {} : { clause: one.clause }),
    ...(one.branch === undefined ? {} : { branch: one.branch }),
    ...(context.caseNumber === undefined ? {} : { case: context.caseNumber }),
    ...(context.bundle === undefined ? {} : { bundle: context.bundle }),
    ...(input.occurredAt === undefined ? {} : { occurredAt: input.occurredAt }),
    data: {
      verb: turn.command.verb,
      input: { ...input },
      ...one.data,
      ...partOf(turn),
      ...absentPart(turn, one),
      ...calendarPart(turn, one),
      ...(effects.length > 0 ? { effects } : {}),
      outcome: { ...one.outcome, ...taker },
    },
  };
}

function nodeOf(state: State): { readonly node?: string } {
  return state.node === undefined ? {} : { node: state.node };
}

/** In whose absence the act was done (AB 角), so that the record names both. */
function absentPart({ context, state }: Turn, one: Draft): { readonly for?: string } {
  if (context.actor.substituteFor === undefined || one.branch === undefined) return {};
  const branch = state.branches.find(({ id }) => id === one.branch);
  const holder = branch && standsInFor(branch, context.actor) ? branch.holder : undefined;
  return holder === undefined ? {} : { for: holder };
}

/** The version of the calendar a started clock was promised on. */
function calendarPart(turn: Turn, one: Draft): { readonly calendar?: string } {
  const node = one.outcome.start?.[0]?.node ?? one.outcome.open?.[0]?.node;
  return node === undefined ? {} : { calendar: turn.context.calendarOf(node).version };
}

/** 首问责任人: the first of the staff who does something with the matter. */
function isFirstTaker(turn: Turn, one: Draft): boolean {
  const { state, context } = turn;
  if (state.firstTaker || context.actor.system === true || one.branch === undefined) return false;
  const branch = state.branches.find((other) => other.id === one.branch);
  return branch !== undefined && branch.role !== APPLICANT && !isApplicant(state, context.actor);
}

/** The effects of a draft: as the act keeps them, and as their handlers get them. */
function effectsOf(
  turn: Turn,
  one: Draft,
): { readonly kept: readonly EffectEntry[]; readonly computed: readonly EffectEntry[] } {
  const effects = one.effects ?? [];
  if (effects.length === 0) return { kept: [], computed: [] };
  const facts = factsOfEffects(turn, one);
  return {
    kept: effects.map((effect, index) => ({ ...keptEffect(effect, facts), index })),
    computed: effects.map((effect, index) => ({ ...computedEffect(effect, facts), index })),
  };
}

/** What effects are computed from: the facts, what this act answered, and what a table proposed. */
function factsOfEffects(turn: Turn, { outcome, data }: Draft): Facts {
  const kept = new Set(outcome.answered);
  const answers = Object.entries(turn.input.answers ?? {}).filter(([id]) => kept.has(id));
  const proposal = data?.proposal === undefined ? {} : { proposal: data.proposal.outputs };
  return { ...factsOf(turn), ...Object.fromEntries(answers), ...proposal };
}

/** A violation fires a rung at once: to the first rung's role of the step, else the supervisor. */
function violationRung(turn: Writing, cause: CaseEvent): CaseEvent | undefined {
  const { violation } = cause.data;
  if (!violation) return undefined;
  const step = turn.definition.flow.steps[violation.step];
  const role = step?.rungs[0]?.to ?? turn.definition.powers.supervise;
  const rung = `${violation.code}:${violation.step}#${turn.state.events}>${role}`;
  const system = { ...turn.context, actor: { id: cause.actor, roles: [] } };
  return eventOf(
    { ...turn, context: system },
    {
      type: 'case.rung-fired',
      outcome: {},
      ...(violation.clause === undefined ? {} : { clause: violation.clause }),
      data: { verb: 'rung', step: violation.step, input: {}, rung, role },
    },
    [],
  );
}
