import { type EpochMs, parseInstant, rungAt } from '#engines/calendar/index.ts';
import { type ClockReading, openClocksOf, suspensionsOf } from './clocks.ts';
import type { Command, Context } from './command.ts';
import type { Definition, Rung } from './definition.ts';
import { dueAfter } from './limit.ts';
import { activeBranches, type Branch, isPaused, type State } from './state.ts';
import { silenceDue } from './verbs/closing.ts';

type At = { readonly now: EpochMs; readonly calendarOf: Context['calendarOf'] };

/** An instant with the open clocks read at it, so that they are read once however much is asked. */
type Read = At & { readonly clocks: readonly ClockReading[] };

function readAt(definition: Definition, state: State, at: At): Read {
  return { ...at, clocks: openClocksOf(definition, state, at) };
}

/** A rung with the instant it is reached. `key` says which one it is, for ever. */
export type RungDue = {
  readonly key: string;
  readonly at: EpochMs;
  readonly shareBp: number;
  readonly role: string;
  readonly node: string;
  readonly clock: string;
  readonly branch?: string;
  readonly clause?: string;
};

/** A command the worker issues at an instant; deciding it checks once more that it is due. */
export type DueCommand = { readonly at: EpochMs; readonly command: Command };

/**
 * Returns every rung of the running clocks that has not fired, reached or not, soonest first. A
 * rung beyond a pause without end has no instant and is left out until the clock runs again.
 *
 * @source design page 2, "Time" (rungs fire exactly once, in working time, to a role)
 */
export function rungsAhead(definition: Definition, state: State, at: At): readonly RungDue[] {
  return state.stage === 'open' ? rungsOn(definition, state, readAt(definition, state, at)) : [];
}

function rungsOn(definition: Definition, state: State, at: Read): readonly RungDue[] {
  if (state.stage !== 'open') return [];
  const running = at.clocks.filter((clock) => clock.state === 'running');
  return running
    .flatMap((clock) =>
      rungsOfClock(definition, clock).flatMap((rung) => rungDue(state, { clock, rung, at })),
    )
    .toSorted((a, b) => a.at - b.at);
}

/** Returns the rungs that are reached and have not fired. */
export function rungsDue(definition: Definition, state: State, at: At): readonly RungDue[] {
  return rungsAhead(definition, state, at).filter((rung) => rung.at <= at.now);
}

function rungsOfClock(definition: Definition, clock: ClockReading): readonly Rung[] {
  const own = clock.step === undefined ? [] : (definition.flow.steps[clock.step]?.rungs ?? []);
  return [...definition.rungs, ...own].filter((rung) => rung.clock === clock.kind);
}

function rungDue(
  state: State,
  one: { readonly clock: ClockReading; readonly rung: Rung; readonly at: At },
): readonly RungDue[] {
  const { clock, rung } = one;
  const key = `${clock.id}@${rung.shareBp}>${rung.to}`;
  if (clock.due === null || state.rungs.includes(key)) return [];
  const suspensions = clock.branch === undefined ? suspensionsOf(state.pauses) : [];
  const reached = rungAt(one.at.calendarOf(clock.node), {
    start: clock.start,
    due: clock.due,
    shareBp: rung.shareBp,
    suspensions: suspensions.filter((pause) => (pause.to ?? clock.start + 1) > clock.start),
  });
  if (reached === null) return [];
  const branch = state.branches.find((other) => other.id === clock.branch);
  const clause = rung.clause ?? clock.clause;
  return [
    {
      key,
      at: reached,
      shareBp: rung.shareBp,
      role: rung.to,
      node: branch?.node ?? state.node ?? clock.node,
      clock: clock.id,
      ...(clock.branch === undefined ? {} : { branch: clock.branch }),
      ...(clause === undefined ? {} : { clause }),
    },
  ];
}

/** Returns when a branch's own limit runs out, if its step says that something then happens. */
export function overdueAt(
  turn: { readonly definition: Definition; readonly state: State; readonly branch: Branch },
  at: At,
): EpochMs | undefined {
  const { definition, state, branch } = turn;
  if (definition.flow.steps[branch.step]?.overdue === undefined) return undefined;
  return dueOf(openClocksOf(definition, state, at), branch);
}

function dueOf(clocks: readonly ClockReading[], branch: Branch): EpochMs | undefined {
  return clocks.find((one) => one.branch === branch.id)?.due ?? undefined;
}

/** Returns when a branch that stands still goes on by itself. */
export function resumeAt(branch: Branch, calendarOf: Context['calendarOf']): EpochMs | undefined {
  const pause = branch.pauses.at(-1);
  if (!pause || pause.to !== undefined || pause.max === undefined) return undefined;
  const { from, max, node } = pause;
  return dueAfter({ calendarOf }, { from, limit: max, node: node ?? branch.node });
}

/** How a case stands at an instant: its open clocks, and what happens by itself from there on. */
export type Standing = {
  readonly clocks: readonly ClockReading[];
  readonly ahead: readonly DueCommand[];
};

/**
 * Returns the open clocks of a case and what happens by itself, soonest first: rungs, steps overdue,
 * pauses that reach their maximum, closing by silence, deemed acceptance. The clocks are read once.
 *
 * @param at.now epoch milliseconds
 */
export function standingOf(definition: Definition, state: State, at: At): Standing {
  const read = readAt(definition, state, at);
  const found: DueCommand[] = rungsOn(definition, state, read).map((rung) => ({
    at: rung.at,
    command: { verb: 'rung', input: { key: rung.key } },
  }));
  const add = (due: EpochMs | undefined, command: Command): void => {
    if (due !== undefined) found.push({ at: due, command });
  };
  for (const branch of activeBranches(state)) {
    if (definition.flow.steps[branch.step]?.overdue !== undefined) {
      add(after(dueOf(read.clocks, branch)), { verb: 'overdue', branch: branch.id });
    }
    if (isPaused(branch)) {
      add(resumeAt(branch, at.calendarOf), { verb: 'resume', branch: branch.id });
    }
  }
  if (state.stage === 'closing') {
    add(silenceDue({ definition, state, context: at }), { verb: 'close' });
  }
  add(after(deemedOn(definition, state, read)), { verb: 'deem-accepted' });
  return { clocks: read.clocks, ahead: found.toSorted((a, b) => a.at - b.at) };
}

/**
 * Returns what happens by itself, soonest first, as {@link standingOf}. What is up to `context.now`
 * is to be issued now; the first later one says when to look again.
 */
export function commandsAhead(
  definition: Definition,
  state: State,
  context: Pick<Context, 'now' | 'calendarOf'>,
): readonly DueCommand[] {
  const { now, calendarOf } = context;
  return standingOf(definition, state, { now: parseInstant(now), calendarOf }).ahead;
}

/** An act at the due instant itself is still in time; a limit has run out the moment after. */
function after(due: EpochMs | undefined): EpochMs | undefined {
  return due === undefined ? undefined : due + 1;
}

/**
 * Returns the commands the worker issues now.
 *
 * @source design page 3 (whatever it changes, fired rungs included, is a new command)
 */
export function dueCommands(
  definition: Definition,
  state: State,
  context: Pick<Context, 'now' | 'calendarOf'>,
): readonly Command[] {
  const now = parseInstant(context.now);
  return commandsAhead(definition, state, context)
    .filter((one) => one.at <= now)
    .map((one) => one.command);
}

/**
 * Returns when an application is deemed accepted because the office kept silent.
 *
 * @source 行政许可法 §32 (deemed accepted from the day of receipt)
 */
export function deemedAt(definition: Definition, state: State, at: At): EpochMs | undefined {
  return mayBeDeemed(definition, state)
    ? deemedOn(definition, state, readAt(definition, state, at))
    : undefined;
}

function mayBeDeemed(definition: Definition, state: State): boolean {
  return definition.accept?.silent === 'deemed-accepted' && state.acceptedAt === undefined;
}

function deemedOn(definition: Definition, state: State, at: Read): EpochMs | undefined {
  if (!mayBeDeemed(definition, state)) return undefined;
  return at.clocks.findLast(({ kind }) => kind === 'response')?.due ?? undefined;
}
