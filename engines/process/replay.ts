import { parseInstant } from '#engines/calendar/index.ts';
import { APPLICANT } from './authority.ts';
import { clocksOf } from './clocks.ts';
import type { Actor, Command, CommandInput, Context, Refusal } from './command.ts';
import { decide } from './decide.ts';
import type { Definition } from './definition.ts';
import { dueCommands } from './due.ts';
import type { CaseEvent } from './event.ts';
import { fold } from './evolve.ts';
import { emptyState, type State } from './state.ts';

/** What a replay needs: the calendars and the tree, and the facts of each case as they were. */
export type ReplayContext = Pick<Context, 'calendarOf' | 'parentOf' | 'decideTable'> & {
  readonly factsOf?: (caseNumber: string) => Context['facts'];
};

/** One real case under a draft: what would have come out otherwise. */
export type Replayed = {
  readonly case: string;
  /** Acts that were done and would now be refused, in their order. */
  readonly refused: readonly {
    readonly verb: string;
    readonly at: string;
    readonly refusal: Refusal;
  }[];
  readonly end: { readonly before?: string; readonly after?: string };
  /** The promised deadline (epoch milliseconds) of the first instance; null while paused. */
  readonly due: { readonly before?: number | null; readonly after?: number | null };
  readonly changed: boolean;
};

export type Replay = {
  readonly cases: readonly Replayed[];
  readonly changed: number;
  readonly refusals: number;
  readonly dues: number;
  readonly ends: number;
  /** How often each role's steps were entered, before and under the draft. */
  readonly workload: Readonly<Record<string, { readonly before: number; readonly after: number }>>;
};

/** What the worker issues is not repeated: the draft has its own rungs and limits. */
const BY_ITSELF: ReadonlySet<string> = new Set([
  'rung',
  'overdue',
  'deem-accepted',
  'calendar-changed',
]);

/**
 * Plays real cases under a draft, before anybody signs it: which acts would be refused, which ends
 * and deadlines change, how the work moves between roles. People keep what they did, and when; that
 * they held the post they acted in is taken from the record.
 *
 * @param journals the events of each case, oldest first, by case number
 * @source design page 2, "Beside every definition" (replay)
 */
export function replay(
  draft: Definition,
  journals: Readonly<Record<string, readonly CaseEvent[]>>,
  context: ReplayContext,
): Replay {
  const workload: Record<string, { before: number; after: number }> = {};
  const cases = Object.entries(journals).map(([number, events]) => {
    const before = fold(events, emptyState());
    const after = play(draft, events, { ...context, number });
    count(workload, before, 'before');
    count(workload, after.state, 'after');
    return compare(draft, { number, events, before, after, context });
  });
  return {
    cases,
    changed: cases.filter((one) => one.changed).length,
    refusals: cases.filter((one) => one.refused.length > 0).length,
    dues: cases.filter((one) => one.due.before !== one.due.after).length,
    ends: cases.filter((one) => one.end.before !== one.end.after).length,
    workload,
  };
}

type Played = { readonly state: State; readonly refused: Replayed['refused'] };

function play(
  draft: Definition,
  events: readonly CaseEvent[],
  context: ReplayContext & { readonly number: string },
): Played {
  let state = emptyState();
  const refused: { verb: string; at: string; refusal: Refusal }[] = [];
  const facts = context.factsOf?.(context.number) ?? {};
  const people = rolesOf(draft);
  for (const event of events) {
    if (event.data.part !== undefined || BY_ITSELF.has(event.data.verb)) continue;
    state = catchUp(draft, state, { context, now: event.at, facts });
    const actor = actorOf(event, { state, people });
    const at = { ...context, now: event.at, actor, facts };
    const decision = decide(draft, state, commandOf(event, state), at);
    if (decision.ok) state = fold(decision.events, state);
    else refused.push({ verb: event.data.verb, at: event.at, refusal: decision.refusal });
  }
  return { state, refused };
}

/** More commands than these between two acts mean that they bring each other about. */
const CATCH_UP_MAX = 100;

function catchUp(
  draft: Definition,
  from: State,
  at: { readonly context: ReplayContext; readonly now: string; readonly facts: Context['facts'] },
): State {
  let state = from;
  const actor = { id: 'system', roles: [], system: true };
  for (let round = 0; round < CATCH_UP_MAX; round += 1) {
    const [next] = dueCommands(draft, state, { now: at.now, calendarOf: at.context.calendarOf });
    if (!next) return state;
    const decision = decide(draft, state, next, { ...at.context, ...at, actor });
    if (!decision.ok) return state;
    state = fold(decision.events, state);
  }
  return state;
}

/** The branch of the record is found again by its step and member; its number may differ. */
function commandOf(event: CaseEvent, state: State): Command {
  // The input was a command's input when the event was decided.
  const input = event.data.input as CommandInput;
  const place = event.branch?.split('#')[0];
  const branch = state.branches.find((one) => one.active && one.id.split('#')[0] === place);
  const command = { verb: event.data.verb, input };
  return branch ? { ...command, branch: branch.id } : command;
}

function rolesOf(draft: Definition): Actor['roles'] {
  const { steps } = draft.flow;
  const posts = Object.values(steps).flatMap((step) =>
    step.kind === 'single' ? [step.by] : Object.values(step.members).map((post) => post.by),
  );
  const { by: filers = [] } = draft.applicant;
  const powers = [
    ...[...Object.values(draft.powers), ...filers],
    ...[draft.closing?.by, draft.extension?.by],
  ];
  const roles = new Set([...posts, ...powers].filter((role) => role !== APPLICANT));
  return [...roles].flatMap((role) => (role === undefined ? [] : [{ role, node: '*' }]));
}

function actorOf(
  event: CaseEvent,
  by: { readonly state: State; readonly people: Actor['roles'] },
): Actor {
  const { applicant } = by.state;
  const given = event.data.input['applicant'];
  const filing = event.data.verb === 'file' && typeof given === 'object';
  const mine = filing || applicant?.actor === event.actor;
  const party = mine ? (applicant?.party ?? 'party') : undefined;
  const holders = by.state.branches.flatMap((branch) => branch.holder ?? []);
  const actor = { id: event.actor, roles: by.people, substituteFor: holders };
  return party === undefined ? actor : { ...actor, party };
}

function compare(
  draft: Definition,
  one: {
    readonly number: string;
    readonly events: readonly CaseEvent[];
    readonly before: State;
    readonly after: Played;
    readonly context: ReplayContext;
  },
): Replayed {
  const now = parseInstant(one.events.at(-1)?.at ?? '1970-01-01T00:00:00.000Z');
  const dueOf = (state: State): number | null | undefined =>
    clocksOf(draft, state, { now, calendarOf: one.context.calendarOf }).find(
      (clock) => clock.kind === 'promised',
    )?.due;
  const due = part(dueOf(one.before), dueOf(one.after.state));
  const end = part(one.before.end?.key, one.after.state.end?.key);
  const { refused } = one.after;
  const changed = refused.length > 0 || due.before !== due.after || end.before !== end.after;
  return { case: one.number, refused, end, due, changed };
}

function part<T>(before: T | undefined, after: T | undefined): { before?: T; after?: T } {
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function count(
  workload: Record<string, { before: number; after: number }>,
  state: State,
  side: 'before' | 'after',
): void {
  for (const branch of state.branches) {
    const known = workload[branch.role] ?? { before: 0, after: 0 };
    workload[branch.role] = { ...known, [side]: known[side] + 1 };
  }
}
