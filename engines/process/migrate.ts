import { formatInstant, parseInstant } from '#engines/calendar/index.ts';
import type { Actor, Context } from './command.ts';
import type { BlockStep, Step } from './definition.ts';
import { type CaseEvent, EVENT_SCHEMA, type Migrated, type Outcome } from './event.ts';
import { evolve } from './evolve.ts';
import {
  deadlinesChanged,
  type DeadlineChanged,
  dutiesChanged,
  type DutyChanged,
  isLateAtOnce,
} from './migrate-changes.ts';
import { type Editions, limitAt, type MigrationPlan } from './migrate-plan.ts';
import { enter, join } from './move.ts';
import { activeBranches, type Branch, type State } from './state.ts';
import type { Turn } from './turn.ts';

/** What moving a case looks at beside it: who does it, when, in which network. */
export type MigrationContext = Pick<Context, 'now' | 'calendarOf' | 'parentOf' | 'caseNumber'> & {
  readonly actor: Actor;
};

/**
 * Why a case stays under its edition; the sentence is `process.migration.<code>`, what to do about
 * it `process.migration.<code>-next`.
 */
export type CannotMove = {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** One case under a plan: the event that would move it and what it changes, or why it stays. */
export type CaseMove =
  | {
      readonly can: true;
      readonly event: CaseEvent;
      /** The step it stands in, before and after. */
      readonly step: { readonly before: string; readonly after: string };
      readonly deadlines: readonly DeadlineChanged[];
      readonly duties: readonly DutyChanged[];
    }
  | { readonly can: false; readonly why: CannotMove };

/**
 * Works out the move of one case to another edition. Nothing is changed: a dry run shows the
 * answer, carrying out records its event. A case goes on in the step of the same name under its old
 * promises; other limits reach it only where the plan lists them as retroactive, and never so that
 * it would be late at once.
 *
 * @throws {CalendarGap} when a deadline it has to look at lies outside the calendar
 * @source design page 2, "Versions"
 */
export function moveCase(
  plan: MigrationPlan,
  editions: Editions,
  at: { readonly state: State; readonly context: MigrationContext },
): CaseMove {
  const { state, context } = at;
  const found = outcomeOf(plan, editions, at);
  if ('why' in found) return { can: false, why: found.why };
  const last = state.updatedAt ?? '';
  const now = context.now > last ? context.now : last;
  const event = eventOf(plan, found.outcome, { now, state, context });
  const after = evolve(state, event);
  const seen = { now: parseInstant(now), calendarOf: context.calendarOf };
  const deadlines = deadlinesChanged(editions, { before: state, after }, seen);
  const late = deadlines.find((change) => isLateAtOnce(change, seen.now));
  if (late) {
    return { can: false, why: { code: 'late-at-once', values: { clock: late.clock } } };
  }
  const duties = dutiesChanged(editions, { before: state, after });
  const step = { before: placeOf(state), after: placeOf(after) };
  const dues = deadlines.map(({ clock, before, after }) => ({
    ...{ clock, before: isoOf(before), due: isoOf(after) },
  }));
  const told = dues.length === 0 ? event : { ...event, data: { ...event.data, dues } };
  return { can: true, event: told, step, deadlines, duties };
}

const isoOf = (due: number | null): string | null => (due === null ? null : formatInstant(due));

/** Where a case stands in one word: its step, or the end it waits to be closed with. */
const placeOf = (state: State): string =>
  activeBranches(state)[0]?.step ?? state.closing?.end ?? '';

type Found = { readonly outcome: Outcome } | { readonly why: CannotMove };

const cannot = (code: string, values: CannotMove['values'] = {}): Found => ({
  why: { code, values },
});

function outcomeOf(
  plan: MigrationPlan,
  editions: Editions,
  { state, context }: { readonly state: State; readonly context: MigrationContext },
): Found {
  const { from, to } = editions;
  if (state.stage === 'closing') {
    const end = state.closing?.end ?? '';
    if (!Object.hasOwn(to.flow.ends, end)) return cannot('end-gone', { end });
    return { outcome: { migrated: migratedOf(plan, editions, { state, active: [] }) } };
  }
  const active = activeBranches(state);
  const [first] = active;
  if (state.stage !== 'open' || first === undefined) return cannot('ended');
  const { step } = first;
  const wanted = Object.hasOwn(plan.steps, step) ? plan.steps[step] : undefined;
  if (wanted !== undefined) return begin(plan, editions, { state, context, target: wanted });
  const next = Object.hasOwn(to.flow.steps, step) ? to.flow.steps[step] : undefined;
  if (next === undefined) return cannot('step-gone', { step });
  const before = Object.hasOwn(from.flow.steps, step) ? from.flow.steps[step] : undefined;
  const misfit = misfitOf(before, next);
  if (misfit !== undefined) return cannot(misfit, { step });
  return { outcome: { migrated: migratedOf(plan, editions, { state, active }) } };
}

/** Why what was begun in a step cannot go on in the step of the same name; nothing when it can. */
function misfitOf(before: Step | undefined, next: Step): string | undefined {
  if (before === undefined) return undefined;
  if (before.kind !== next.kind) return 'step-other-kind';
  if (before.kind === 'single' && next.kind === 'single') {
    return before.clock === next.clock ? undefined : 'step-other-clock';
  }
  // Both are blocks here: the kinds are equal and not single.
  return sameBlock(before as BlockStep, next as BlockStep) ? undefined : 'block-changed';
}

function sameBlock(before: BlockStep, next: BlockStep): boolean {
  const names = ({ members }: BlockStep): string => Object.keys(members).toSorted().join(' ');
  return before.need === next.need && names(before) === names(next);
}

/** The case begins a step of the new edition: what was under way closes, its votes do not count. */
function begin(
  plan: MigrationPlan,
  editions: Editions,
  at: { readonly state: State; readonly context: MigrationContext; readonly target: string },
): Found {
  const { state, context, target } = at;
  const active = activeBranches(state);
  const [first] = active;
  const turn: Turn = {
    definition: editions.to,
    state,
    command: { verb: 'migrate' },
    input: {},
    // Nobody takes the new branch by carrying out a plan: it is free for its role.
    context: { ...context, actor: { ...context.actor, system: true }, facts: {} },
  };
  const aim = { seq: state.events + 1, ...(first ? { from: first } : {}) };
  const entry = enter(turn, target, aim);
  if ('refusal' in entry && entry.refusal) return cannot('times-exceeded', { step: target });
  const close = active.map(({ id }) => ({ id, why: 'migrated' as const }));
  const migrated = migratedOf(plan, editions, { state, active: [], left: first?.step });
  return { outcome: join({ close }, entry.outcome, { migrated }) };
}

type Moving = {
  readonly state: State;
  /** Branches that go on where they are. */
  readonly active: readonly Branch[];
  /** The step whose visit goes on in another one. */
  readonly left?: string | undefined;
};

function migratedOf(plan: MigrationPlan, editions: Editions, moving: Moving): Migrated {
  const { state, active } = moving;
  const { to } = editions;
  const gone = [...new Set(state.trail)].filter((step) => !Object.hasOwn(to.flow.steps, step));
  const renamed = gone.flatMap((step) => {
    const target = Object.hasOwn(plan.steps, step) ? plan.steps[step] : undefined;
    return target === undefined ? [] : [[step, target] as const];
  });
  const names = Object.fromEntries(renamed);
  const forgotten = gone.filter((step) => !Object.hasOwn(names, step));
  const branches = active.flatMap((branch) => termsOf(plan, editions, branch));
  const clocks = clocksOfPlan(plan, editions, state);
  return {
    plan: plan.id,
    from: plan.from,
    to: plan.to,
    entered: enteredUnder(names, moving),
    ...(renamed.length > 0 ? { renamed: names } : {}),
    ...(forgotten.length > 0 ? { forgotten } : {}),
    ...(branches.length > 0 ? { branches } : {}),
    ...(clocks.length > 0 ? { clocks } : {}),
  };
}

/** The visit that goes on in another step is not counted twice. */
function enteredUnder(
  names: Readonly<Record<string, string>>,
  { state, left }: Moving,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [step, times] of Object.entries(state.entered)) {
    const name = Object.hasOwn(names, step) ? (names[step] ?? step) : step;
    const count = (counts[name] ?? 0) + times - Number(step === left);
    if (count > 0) counts[name] = count;
  }
  return counts;
}

type Terms = NonNullable<Migrated['branches']>[number];

function termsOf(plan: MigrationPlan, { to }: Editions, branch: Branch): Terms[] {
  const step = to.flow.steps[branch.step];
  if (step === undefined) return [];
  const post = step.kind === 'single' ? step : step.members[branch.member ?? ''];
  // A signer who was added is in no definition and stays as they were.
  const role = branch.added === true ? branch.role : (post?.by ?? branch.role);
  const limits = branch.added === true ? {} : limitsOf(plan, to, branch);
  const terms = { id: branch.id, role, phase: step.phase, ...limits };
  if (role !== branch.role) return [{ ...terms, released: true }];
  const changes = step.phase !== branch.phase || Object.keys(limits).length > 0;
  return changes ? [terms] : [];
}

/** The limits of a branch that the plan lists as retroactive, with the clause that makes them so. */
function limitsOf(
  plan: MigrationPlan,
  to: Editions['to'],
  branch: Branch,
): Pick<Terms, 'within' | 'max' | 'clause'> {
  const place = branch.member === undefined ? branch.step : `${branch.step}.${branch.member}`;
  const found = (['within', 'max'] as const).flatMap((kind) => {
    const element = `flow.steps.${place}.${kind}`;
    const rule = plan.retroactive.find((one) => one.element === element);
    const limit = rule === undefined ? undefined : limitAt(to, element);
    return rule === undefined || limit === undefined ? [] : [{ kind, limit, rule }];
  });
  const limits = Object.fromEntries(found.map(({ kind, limit }) => [kind, limit]));
  const clause = found[0]?.rule.clause;
  return clause === undefined ? {} : { ...limits, clause };
}

function clocksOfPlan(
  plan: MigrationPlan,
  { to }: Editions,
  state: State,
): NonNullable<Migrated['clocks']> {
  return (['response', 'statutory', 'promised'] as const).flatMap((kind) => {
    const element = `limits.${kind}`;
    const rule = plan.retroactive.find((one) => one.element === element);
    const limit = rule === undefined ? undefined : limitAt(to, element);
    const runs = state.clocks.some((one) => one.kind === kind && one.stoppedAt === undefined);
    if (rule === undefined || limit === undefined || !runs) return [];
    return [{ kind, limit, clause: rule.clause }];
  });
}

function eventOf(
  plan: MigrationPlan,
  outcome: Outcome,
  at: { readonly now: string; readonly state: State; readonly context: MigrationContext },
): CaseEvent {
  const { now, state, context } = at;
  const node = outcome.open?.[0]?.node ?? state.node;
  const { mandate, id } = context.actor;
  return {
    type: 'case.migrated',
    schema: EVENT_SCHEMA,
    at: now,
    actor: id,
    ...(mandate === undefined ? {} : { mandate }),
    ...(state.node === undefined ? {} : { node: state.node }),
    clause: plan.clause,
    ...(context.caseNumber === undefined ? {} : { case: context.caseNumber }),
    bundle: plan.to,
    data: {
      verb: 'migrate',
      input: {},
      outcome,
      ...(node === undefined ? {} : { calendar: context.calendarOf(node).version }),
    },
  };
}
