import { formatInstant, parseInstant } from '#engines/calendar/index.ts';
import { clocksOf } from './clocks.ts';
import type { Actor, Command, CommandInput, Context, Decision, Refusal } from './command.ts';
import { APPLICANT } from './authority.ts';
import { decide } from './decide.ts';
import type { Definition } from './definition.ts';
import { dueCommands } from './due.ts';
import type { CaseEvent } from './event.ts';
import { fold } from './evolve.ts';
import { isAskedAtFiling } from './asking.ts';
import { materialsNeeded } from './form.ts';
import { instantTold, type Act, type Expectation, type Scenario } from './scenario-form.ts';
import { activeBranches, emptyState, isPaused, phaseOf, type State } from './state.ts';

/** What a scenario needs of the park. `instantOf` reads park time; instants with a zone stay. */
export type ScenarioContext = Pick<Context, 'calendarOf' | 'parentOf' | 'decideTable'> & {
  /** The node cases are filed at unless the scenario says otherwise. */
  readonly node: string;
  /** Minutes east of UTC of the park's time. */
  readonly offsetMinutes: number;
};

/** One expectation that did not hold. `at` is 0 for filing, n for the n-th act, -1 for the end. */
export type Miss = {
  readonly at: number;
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
};

export type ScenarioResult = {
  readonly ok: boolean;
  readonly misses: readonly Miss[];
  readonly events: readonly CaseEvent[];
  readonly state: State;
};

type Run = {
  readonly definition: Definition;
  readonly context: ScenarioContext;
  readonly given: Scenario['given'];
  state: State;
  now: string;
  readonly events: CaseEvent[];
  readonly effects: { readonly verb: string; readonly args: Readonly<Record<string, unknown>> }[];
  refusal: Refusal | undefined;
};

/**
 * Plays a scenario through the case machine and compares. An act that is refused though no refusal
 * is expected there is a miss itself, and the rest is still played.
 */
export function runScenario(
  definition: Definition,
  told: Scenario,
  context: ScenarioContext,
): ScenarioResult {
  const run: Run = {
    definition,
    context,
    given: told.given,
    state: emptyState(),
    now: instantOf(told.given.filedAt, context),
    events: [],
    effects: [],
    refusal: undefined,
  };
  const expected = [told.expect ?? []].flat();
  const acts = told.when ?? [];
  const expectsRefusal =
    acts.length === 0 && expected.some((one) => typeof one.refused === 'string');
  const misses: Miss[] = unlessRefused(0, file(run), expectsRefusal);
  for (const [index, one] of acts.entries()) {
    run.now = instantOf(one.at, context);
    const last = index === acts.length - 1 ? expected : [];
    const wanted = [one.expect ?? [], last].flat().some((e) => typeof e.refused === 'string');
    misses.push(...unlessRefused(index + 1, perform(run, one), wanted));
    if (one.expect) misses.push(...compare(run, one.expect, index + 1));
  }
  for (const one of expected) misses.push(...compare(run, one, -1));
  return { ok: misses.length === 0, misses, events: run.events, state: run.state };
}

function unlessRefused(at: number, refusal: Refusal | undefined, wanted: boolean): Miss[] {
  if (!refusal || wanted) return [];
  const actual = { code: refusal.code, values: refusal.values, fields: refusal.fields };
  return [{ at, what: 'refused', expected: null, actual }];
}

const instantOf = (text: string, { offsetMinutes }: Pick<ScenarioContext, 'offsetMinutes'>) =>
  formatInstant(instantTold(text, offsetMinutes));

function file(run: Run): Refusal | undefined {
  const { given, context } = run;
  const party = given.party ?? 'party';
  return apply(run, filerOf(run), {
    verb: 'file',
    input: {
      node: given.node ?? context.node,
      applicant: { party, ...(given.kind === undefined ? {} : { kind: given.kind }) },
      answers: given.form ?? {},
      files: given.files ?? filesNeeded(run),
      ...(given.channel === undefined ? {} : { channel: given.channel }),
      ...(given.needClass === undefined ? {} : { needClass: given.needClass }),
      ...(given.proof === undefined ? {} : { proof: given.proof }),
      ...occurredOf(given, context),
    },
  });
}

function filerOf(run: Run): Actor {
  const { given, definition, context } = run;
  const by = given.by ?? definition.applicant.by?.[0] ?? APPLICANT;
  if (by === APPLICANT) return applicantOf(run);
  const node = given.node ?? context.node;
  return { id: `${by}@${node}`, roles: [{ role: by, node }] };
}

/** A scenario that is about something else hands in what filing asks for; `files` says otherwise. */
function filesNeeded({ definition, given }: Run): NonNullable<CommandInput['files']> {
  const materials = definition.materials.filter(isAskedAtFiling);
  const facts = { ...given.facts, ...given.form };
  return materialsNeeded({ materials }, facts)
    .filter(({ need, material }) => need === 'asked' && material.required)
    .filter(({ material }) => material.satisfiedBy === undefined)
    .map(({ material: { id } }) => ({ material: id, file: id }));
}

function occurredOf({ occurredAt }: Scenario['given'], context: ScenarioContext) {
  return occurredAt === undefined ? {} : { occurredAt: instantOf(occurredAt, context) };
}

function applicantOf(run: Run): Actor {
  return { id: APPLICANT, roles: [], party: run.given.party ?? 'party' };
}

/** The system does everything that is due by then, in its order; others do their one verb. */
function perform(run: Run, one: Act): Refusal | undefined {
  run.refusal = undefined;
  if (one.by === 'system' && one.verb === undefined) return performDue(run);
  if (one.verb === undefined) return undefined;
  const command = { verb: one.verb, input: inputOf(run, one) };
  const branch = one.branch === undefined ? {} : { branch: branchNamed(run.state, one.branch) };
  return apply(run, actorOf(run, one), { ...command, ...branch });
}

function inputOf({ context }: Run, { input = {} }: Act): CommandInput {
  const { occurredAt, ...rest } = input;
  return { ...rest, ...(occurredAt && { occurredAt: instantOf(occurredAt, context) }) };
}

/** The most commands the system issues at once; more means that they bring each other about. */
const DUE_MAX = 100;

function performDue(run: Run): Refusal | undefined {
  const system = { id: 'system', roles: [], system: true };
  for (let count = 0; count < DUE_MAX; count += 1) {
    const context = { now: run.now, calendarOf: run.context.calendarOf };
    const [next] = dueCommands(run.definition, run.state, context);
    if (!next) return undefined;
    const refusal = apply(run, system, next);
    if (refusal) return refusal;
  }
  return undefined;
}

/** A branch is named by its step, or step and member; its own id works too. */
function branchNamed(state: State, name: string): string {
  const found = activeBranches(state).find((branch) => branch.id.split('#')[0] === name);
  return found?.id ?? name;
}

function actorOf(run: Run, one: Act): Actor {
  if (one.by === 'applicant') return applicantOf(run);
  if (one.by === 'system') return { id: 'system', roles: [], system: true };
  const name = one.branch ?? '';
  const branches = activeBranches(run.state);
  const work =
    branches.find((branch) => branch.id.split('#')[0] === name) ??
    branches.find((branch) => branch.role === one.by);
  const node =
    one.node ?? work?.node ?? run.state.closing?.node ?? run.state.node ?? run.context.node;
  const actor = { id: one.as ?? `${one.by}@${node}`, roles: [{ role: one.by, node }] };
  return one.for === undefined ? actor : { ...actor, substituteFor: [one.for] };
}

function apply(run: Run, actor: Actor, command: Command): Refusal | undefined {
  const { calendarOf, parentOf, decideTable } = run.context;
  const decision: Decision = decide(run.definition, run.state, command, {
    now: run.now,
    actor,
    calendarOf,
    parentOf,
    facts: run.given.facts ?? {},
    ...(decideTable === undefined ? {} : { decideTable }),
  });
  run.refusal = decision.ok ? undefined : decision.refusal;
  if (!decision.ok) return decision.refusal;
  run.events.push(...decision.events);
  run.effects.push(...decision.effects);
  run.state = fold(decision.events, run.state);
  return undefined;
}

function compare(run: Run, expected: Expectation, at: number): Miss[] {
  const { state } = run;
  const actual = observe(run);
  const misses: Miss[] = [];
  const check = (what: string, want: unknown, have: unknown): void => {
    if (want !== undefined && JSON.stringify(want) !== JSON.stringify(have)) {
      misses.push({ at, what, expected: want, actual: have });
    }
  };
  const steps = expected.step === undefined ? undefined : [expected.step].flat().toSorted();
  // A step without a member stands for its whole block.
  const whole = steps?.some((step) => step.includes('.')) !== true;
  check('step', steps, whole ? [...new Set(actual.steps.map(stepOf))] : actual.steps);
  check('end', expected.end, state.end?.key ?? null);
  check('phase', expected.phase, phaseOf(state));
  check('refused', expected.refused, run.refusal?.code.replace(/^process\./, '') ?? null);
  check('first', expected.first, state.firstTaker?.actor);
  check('node', expected.node, state.node);
  check(
    'events',
    expected.events,
    run.events.map((event) => event.type),
  );
  check('effects', expected.effects, effectsLike(run, expected.effects ?? []));
  check('fields', expected.fields?.toSorted(), fieldsRefused(run));
  check('proposal', expected.proposal, run.events.at(-1)?.data.proposal?.outputs);
  check('closedBy', expected.closedBy, state.closedBy);
  check('confirmed', expected.confirmed, state.confirmed);
  check(
    'violations',
    expected.violations,
    state.violations.map((one) => one.step),
  );
  check('rungs', expected.rungs, state.rungs.length);
  check('paused', expected.paused, actual.paused);
  const kind = expected.clock?.kind ?? 'promised';
  const due = expected.due === undefined ? expected.clock?.due : expected.due;
  const clock = clockOf(run, kind);
  check(
    'due',
    due === null || due === undefined ? due : instantOf(due, run.context),
    clock?.due ?? null,
  );
  check('clock.state', expected.clock?.state, clock?.state ?? 'none');
  check('clock.lamp', expected.clock?.lamp, clock?.lamp);
  check('clock.left', expected.clock?.left, clock?.left);
  return misses;
}

function fieldsRefused({ refusal }: Run): readonly string[] {
  return [...new Set((refusal?.fields ?? []).map(({ field }) => field))].sort();
}

/** The effects so far as an expectation is written: a verb, or a verb with the arguments it names. */
function effectsLike(run: Run, expected: NonNullable<Expectation['effects']>): readonly unknown[] {
  return run.effects.map(({ verb, args }, index) => {
    const like = expected[index];
    if (like === undefined || typeof like === 'string') return verb;
    const [wanted = {}] = Object.values(like);
    const shown = Object.keys(wanted).map((name) => [name, args[name]] as const);
    return { [verb]: Object.fromEntries(shown) };
  });
}

function stepOf(place: string): string {
  return place.split('.')[0] ?? place;
}

function observe(run: Run): { steps: readonly string[]; paused: boolean } {
  const branches = activeBranches(run.state);
  const steps = new Set(
    branches.map((one) => (one.member === undefined ? one.step : `${one.step}.${one.member}`)),
  );
  return { steps: [...steps].sort(), paused: branches.length > 0 && branches.every(isPaused) };
}

function clockOf(
  run: Run,
  kind: string,
): { due: string | null; state: string; lamp: string; left: number } | undefined {
  const at = { now: parseInstant(run.now), calendarOf: run.context.calendarOf };
  const found = clocksOf(run.definition, run.state, at).findLast((one) => one.kind === kind);
  if (!found) return undefined;
  return {
    due: found.due === null ? null : formatInstant(found.due),
    state: found.state,
    lamp: found.lamp,
    left: found.remaining.left,
  };
}
