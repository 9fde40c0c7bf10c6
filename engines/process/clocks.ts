import {
  type Clock,
  deadlineOf,
  type EpochMs,
  isLimitError,
  type Limit,
  parseInstant,
  parseLimit,
  type Remaining,
  remainingOf,
  type Suspension,
  type WorkCalendar,
} from '#engines/calendar/index.ts';
import type { Context } from './command.ts';
import type { ClockKind, Definition } from './definition.ts';
import {
  activeBranches,
  type Branch,
  type ClockInstance,
  type Pause,
  type State,
} from './state.ts';

export type Lamp = 'normal' | 'soon' | 'overdue' | 'paused' | 'stopped';

/** How one clock stands at an instant. Instants are epoch milliseconds. */
export type ClockReading = {
  /** `promised#1`, `step:review.finance#7`: the same for as long as the clock is the same. */
  readonly id: string;
  readonly kind: ClockKind;
  readonly instance: number;
  readonly branch?: string;
  readonly step?: string;
  /** The limit as written; extended limits are joined with `+`. */
  readonly limit: string;
  readonly clause?: string;
  /** The node whose calendar counts. */
  readonly node: string;
  readonly start: EpochMs;
  /** Null while the clock stands still. */
  readonly due: EpochMs | null;
  /** When it would be due if it went on now; equal to `due` while it runs. */
  readonly dueIfResumed: EpochMs;
  readonly remaining: Remaining;
  readonly suspended: boolean;
  readonly provisional: boolean;
  readonly state: 'running' | 'suspended' | 'stopped' | 'met' | 'missed';
  readonly lamp: Lamp;
  readonly stoppedAt?: EpochMs;
};

/** From this share of the working minutes on, a clock is 临期. */
export const SOON_SHARE_BP = 8_000;

/** A clock before it is read: what the four kinds have in common. */
export type RawClock = {
  readonly id: string;
  readonly kind: ClockKind;
  readonly instance: number;
  readonly branch?: string;
  readonly step?: string;
  readonly limits: readonly string[];
  readonly clause?: string;
  readonly node: string;
  readonly start: EpochMs;
  readonly stoppedAt?: EpochMs;
  readonly suspensions: readonly Suspension[];
};

/** Returns the pauses as the calendar reads them; one whose limit does not parse has no maximum. */
export function suspensionsOf(pauses: readonly Pause[]): Suspension[] {
  return pauses.map((pause) => {
    const max = pause.max === undefined ? undefined : limitOrNothing(pause.max);
    return {
      from: parseInstant(pause.from),
      ground: pause.ground,
      ...(pause.to === undefined ? {} : { to: parseInstant(pause.to) }),
      ...(pause.clause === undefined ? {} : { clause: pause.clause }),
      ...(max === undefined ? {} : { max }),
    };
  });
}

/** Returns the limit, or nothing if the text is none: the checker has said so long before. */
export function limitOrNothing(text: string): Limit | undefined {
  const known = LIMITS.get(text);
  if (known !== undefined) return known;
  const limit = parseLimit(text);
  if (isLimitError(limit)) return undefined;
  if (LIMITS.size >= LIMITS_MAX) LIMITS.clear();
  LIMITS.set(text, limit);
  return limit;
}

/** Limits by their text; it only ever holds what reading again would give. */
const LIMITS = new Map<string, Limit>();
const LIMITS_MAX = 1_000;

/**
 * Returns every clock the case has: those of the whole case in all their instances, and the step
 * clocks of the active branches.
 */
export function rawClocksOf(state: State): readonly RawClock[] {
  const pauses = suspensionsOf(state.pauses);
  const whole = state.clocks.map((clock) => wholeClock(clock, pauses));
  const steps = activeBranches(state).flatMap((branch) => stepClock(branch, state.instance));
  return [...whole, ...steps];
}

function wholeClock(clock: ClockInstance, pauses: readonly Suspension[]): RawClock {
  const start = parseInstant(clock.startedAt);
  const raw: RawClock = {
    id: `${clock.kind}#${clock.instance}`,
    kind: clock.kind,
    instance: clock.instance,
    limits: [clock.limit, ...clock.extensions.map((extension) => extension.limit)],
    node: clock.node,
    start,
    // Only statutory and promised clocks may stand still; an answer is owed in any case.
    suspensions:
      clock.kind === 'response' ? [] : pauses.filter((one) => (one.to ?? start + 1) > start),
    ...(clock.clause === undefined ? {} : { clause: clock.clause }),
  };
  return clock.stoppedAt === undefined ? raw : { ...raw, stoppedAt: parseInstant(clock.stoppedAt) };
}

/** A suspending step is itself timed by its maximum; any other by `within`, less its own pauses. */
function stepClock(branch: Branch, instance: number): readonly RawClock[] {
  const suspending = branch.clock === 'suspended';
  const limit = suspending ? (branch.within ?? branch.max) : branch.within;
  if (limit === undefined) return [];
  const raw: RawClock = {
    id: `step:${branch.id}`,
    kind: 'step',
    instance,
    branch: branch.id,
    step: branch.step,
    limits: [limit],
    node: branch.node,
    start: parseInstant(branch.openedAt),
    suspensions: suspending ? [] : suspensionsOf(branch.pauses),
    ...(branch.clause === undefined ? {} : { clause: branch.clause }),
  };
  return [raw];
}

/** The clock as the calendar takes it; an extension of another unit starts where the first ends. */
export function calendarClock(calendar: WorkCalendar, raw: RawClock): Clock | undefined {
  const limits = joinLimits(raw.limits);
  const first = limits[0];
  if (first === undefined) return undefined;
  let clock: Clock = { limit: first, start: raw.start, suspensions: raw.suspensions };
  for (const limit of limits.slice(1)) {
    const due = deadlineOf(calendar, clock).due;
    if (due === null) return clock;
    clock = {
      limit,
      start: due,
      suspensions: raw.suspensions.filter((one) => (one.to ?? due + 1) > due),
    };
  }
  return clock;
}

/** Adds up limits of one unit: ten days and five days are fifteen, counted once from the start. */
function joinLimits(texts: readonly string[]): readonly Limit[] {
  const joined: Limit[] = [];
  for (const text of texts) {
    const limit = limitOrNothing(text);
    if (limit === undefined) continue;
    const last = joined.at(-1);
    const sum = last && addLimits(last, limit);
    if (sum) joined.splice(-1, 1, sum);
    else joined.push(limit);
  }
  return joined;
}

function addLimits(a: Limit, b: Limit): Limit | undefined {
  if (a.nature === 'count' && b.nature === 'count' && a.unit === b.unit) {
    return { ...a, amount: a.amount + b.amount };
  }
  if (a.nature === 'span' && b.nature === 'span' && a.unit === b.unit) {
    return { ...a, hundredths: a.hundredths + b.hundredths };
  }
  return undefined;
}

/**
 * Reads one clock at an instant.
 *
 * @throws {CalendarGap} when the deadline lies outside the calendar's compiled years
 */
export function readClock(calendar: WorkCalendar, raw: RawClock, now: EpochMs): ClockReading[] {
  const clock = calendarClock(calendar, raw);
  if (clock === undefined) return [];
  const at = raw.stoppedAt ?? now;
  const remaining = remainingOf(calendar, { ...clock, now: at });
  const due = remaining.suspended ? null : remaining.due;
  const state = stateOf(raw, remaining, at);
  const { limits, suspensions: _suspensions, stoppedAt, ...rest } = raw;
  const reading: ClockReading = {
    ...rest,
    limit: limits.join('+'),
    due,
    dueIfResumed: remaining.dueIfResumed,
    remaining,
    suspended: remaining.suspended,
    provisional: remaining.provisional,
    state,
    lamp: lampOf(state, remaining, at),
  };
  return [stoppedAt === undefined ? reading : { ...reading, stoppedAt }];
}

function stateOf(raw: RawClock, remaining: Remaining, at: EpochMs): ClockReading['state'] {
  if (raw.stoppedAt !== undefined) {
    return remaining.due === null || at <= remaining.due ? 'met' : 'missed';
  }
  return remaining.suspended ? 'suspended' : 'running';
}

function lampOf(state: ClockReading['state'], remaining: Remaining, at: EpochMs): Lamp {
  if (state === 'suspended') return 'paused';
  if (state !== 'running') return 'stopped';
  if (remaining.due !== null && at > remaining.due) return 'overdue';
  const used = remaining.usedMinutes * 10_000;
  return used >= remaining.budgetMinutes * SOON_SHARE_BP ? 'soon' : 'normal';
}

/**
 * Returns how every clock of a case stands now: response, statutory and promised on the calendar of
 * the accepting node, fixed when they started; step clocks on that of the branch's node.
 *
 * @param at.now epoch milliseconds
 * @throws {CalendarGap} when a deadline lies outside the calendar's compiled years
 * @source design page 2, "Time"
 */
export function clocksOf(
  definition: Pick<Definition, 'standard'>,
  state: State,
  at: ReadingAt,
): readonly ClockReading[] {
  return read(definition, rawClocksOf(state), at);
}

/**
 * Returns how the clocks stand that run or stand still: most that is asked is asked of them.
 *
 * @param at.now epoch milliseconds
 * @throws {CalendarGap} when a deadline lies outside the calendar's compiled years
 * @source design page 2, "Time"
 */
export function openClocksOf(
  definition: Pick<Definition, 'standard'>,
  state: State,
  at: ReadingAt,
): readonly ClockReading[] {
  return read(definition, openOf(state), at);
}

const openOf = (state: State): readonly RawClock[] =>
  rawClocksOf(state).filter(({ stoppedAt }) => stoppedAt === undefined);

/** When clocks are read, and on whose calendars. `now` is epoch milliseconds. */
export type ReadingAt = { readonly now: EpochMs; readonly calendarOf: Context['calendarOf'] };

/**
 * Returns the clock of a kind that runs, or stands still, in this instance; nothing if none does.
 *
 * @throws {CalendarGap} when its deadline lies outside the calendar's compiled years
 */
export function openClock(
  definition: Pick<Definition, 'standard'>,
  state: State,
  at: ReadingAt & { readonly kind: ClockKind },
): ClockReading | undefined {
  const raw = openOf(state).find(({ kind }) => kind === at.kind);
  return raw && read(definition, [raw], at)[0];
}

/**
 * Returns the clocks that ran, or stood still, in one state and no longer do in a later one, as
 * they stood at an instant between the two.
 *
 * @throws {CalendarGap} when a deadline lies outside the calendar's compiled years
 */
export function clocksEnded(
  definition: Pick<Definition, 'standard'>,
  states: { readonly before: State; readonly after: State },
  at: ReadingAt,
): readonly ClockReading[] {
  const still = new Set(openOf(states.after).map(({ id }) => id));
  const ended = openOf(states.before).filter(({ id }) => !still.has(id));
  return read(definition, ended, at);
}

function read(
  definition: Pick<Definition, 'standard'>,
  clocks: readonly RawClock[],
  at: ReadingAt,
): readonly ClockReading[] {
  const { clause } = definition.standard;
  return clocks.flatMap((raw) => {
    const cited = raw.clause === undefined && clause !== undefined ? { ...raw, clause } : raw;
    return readClock(at.calendarOf(raw.node), cited, at.now);
  });
}
