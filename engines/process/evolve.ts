import { evolveAdverse } from './adverse.ts';
import type { CaseEvent, Opening, Outcome } from './event.ts';
import { assign, extendClock, pauseBranch, resize, resumeBranch } from './holding.ts';
import {
  activeBranches,
  BRANCH_MAX,
  type Branch,
  isPaused,
  type Pause,
  type State,
} from './state.ts';
import { keepAnswered, marks } from './marks.ts';
import { moveToEdition } from './migrate-fold.ts';
import { endPause } from './pause.ts';
import { upcast } from './upcast.ts';

/**
 * Folds one event into the state. Total and pure: it refuses nothing, throws for nothing that is an
 * event, and looks at no clock, calendar or definition; an event it does not know only counts.
 *
 * @source design page 2, "Deciding and folding are two pure functions"
 */
export function evolve(state: State, event: CaseEvent): State {
  const lifted = upcast(event);
  const outcome = lifted.data.outcome;
  let next: State = { ...state, events: state.events + 1, updatedAt: lifted.at };
  const mark = Object.hasOwn(marks, lifted.type) ? marks[lifted.type] : undefined;
  if (mark) next = mark(next, lifted);
  if (outcome.answered) next = keepAnswered(next, lifted);
  next = applyOutcome(next, outcome, lifted);
  if (lifted.data.violation) {
    next = {
      ...next,
      violations: [...next.violations, { ...lifted.data.violation, at: lifted.at }],
    };
  }
  return settlePause(rememberEffects(next, lifted), lifted);
}

/** Folds a whole journal, oldest first. */
export function fold(events: readonly CaseEvent[], from: State): State {
  return events.reduce(evolve, from);
}

function applyOutcome(state: State, outcome: Outcome, event: CaseEvent): State {
  let next = state;
  if (outcome.close) next = closeBranches(next, outcome.close, event);
  if (outcome.migrated) next = moveToEdition(next, outcome.migrated, event);
  if (outcome.vote) next = recordVote(next, outcome.vote, event);
  if (outcome.block) {
    const block = { ...outcome.block, openedAt: event.at, active: true, votes: [] };
    next = { ...next, blocks: [...next.blocks, block] };
  }
  if (outcome.open) next = openBranches(next, outcome.open, event);
  if (outcome.accepted && next.acceptedAt === undefined) {
    const { node, from } = outcome.accepted;
    next = { ...next, acceptedAt: from ?? event.at, acceptedNode: node };
  }
  next = applyHolding(next, outcome, event);
  if (outcome.stop) next = stopClocks(next, outcome.stop, event);
  if (outcome.start) next = startClocks(next, outcome.start, event);
  if (outcome.awaitClosing) {
    const closing = { end: outcome.awaitClosing.end, since: event.at, tries: [] };
    next = {
      ...next,
      stage: 'closing',
      closing: next.node === undefined ? closing : { ...closing, node: next.node },
    };
  }
  next = applyCourse(next, outcome, event);
  return outcome.end ? endCase(next, outcome.end, event) : next;
}

/** What was told and put right, an adverse act's stage, and where the case belongs. */
function applyCourse(state: State, outcome: Outcome, event: CaseEvent): State {
  const { remarked, amended, adverse, parent } = outcome;
  let next = state;
  if (remarked) next = { ...next, remarked: union(next.remarked, remarked) };
  // What was changed before anything was told says nothing about what could have been told.
  if (amended && next.remarked) next = { ...next, amended: union(next.amended, amended) };
  if (adverse) next = evolveAdverse(next, adverse, event);
  return parent ? { ...next, parent } : next;
}

function union(known: readonly string[] = [], more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])];
}

function applyHolding(state: State, outcome: Outcome, event: CaseEvent): State {
  let next = state;
  if (outcome.taker === true && next.firstTaker === undefined) {
    const taker = { actor: event.actor, at: event.at };
    next = {
      ...next,
      firstTaker: event.node === undefined ? taker : { ...taker, node: event.node },
    };
  }
  if (outcome.assign) next = assign(next, outcome.assign);
  if (outcome.pause) next = pauseBranch(next, outcome.pause, event);
  if (outcome.resume) next = resumeBranch(next, outcome.resume.id, event);
  if (outcome.resize) next = resize(next, outcome.resize);
  if (outcome.extend) next = extendClock(next, outcome.extend, event);
  if (outcome.triedOn !== undefined && next.closing) {
    const tries = [...next.closing.tries, outcome.triedOn];
    next = { ...next, closing: { ...next.closing, tries } };
  }
  return outcome.closedBy === undefined ? next : { ...next, closedBy: outcome.closedBy };
}

function closeBranches(
  state: State,
  closings: NonNullable<Outcome['close']>,
  event: CaseEvent,
): State {
  const byId = new Map(closings.map((closing) => [closing.id, closing.why]));
  const branches = state.branches.map((branch): Branch => {
    const why = byId.get(branch.id);
    if (why === undefined || !branch.active) return branch;
    const closed = { ...branch, active: false, closedAt: event.at, why, verb: event.data.verb };
    return { ...closed, pauses: endPause(branch.pauses, event.at) };
  });
  const blocks = state.blocks.length === 0 ? state.blocks : closeBlocks(state.blocks, branches);
  return { ...state, branches, blocks };
}

/** A block of which no branch is open any more is over. */
function closeBlocks(blocks: State['blocks'], branches: readonly Branch[]): State['blocks'] {
  const open = new Set(branches.filter((one) => one.active).map((one) => one.block));
  return blocks.map((block) =>
    block.active && !open.has(block.id) ? { ...block, active: false } : block,
  );
}

function recordVote(state: State, vote: NonNullable<Outcome['vote']>, event: CaseEvent): State {
  const entry = { member: vote.member, verb: vote.verb, by: event.actor, at: event.at };
  const blocks = state.blocks.map((block) =>
    block.id === vote.block ? { ...block, votes: [...block.votes, entry] } : block,
  );
  return { ...state, blocks };
}

function openBranches(state: State, openings: readonly Opening[], event: CaseEvent): State {
  const opened = openings.map((opening): Branch => {
    const pauses = opening.clock === 'suspended' ? [pauseOfStep(opening, event)] : [];
    return { ...opening, openedAt: event.at, active: true, assistants: [], pauses };
  });
  const entered = { ...state.entered };
  const steps = [...new Set(openings.filter((one) => !one.added).map((one) => one.step))];
  for (const step of steps) {
    entered[step] = (Object.hasOwn(entered, step) ? (entered[step] ?? 0) : 0) + 1;
  }
  const node = openings[0]?.node ?? state.node;
  return {
    ...state,
    entered,
    trail: [...state.trail, ...steps].slice(-BRANCH_MAX),
    stage: 'open',
    blocks: state.blocks.length === 0 ? state.blocks : reopenBlocks(state, openings),
    branches: forgetOldest([...state.branches, ...opened]),
    ...(node === undefined ? {} : { node }),
  };
}

/** A part that opens when the one before it has passed keeps its block going. */
function reopenBlocks(state: State, openings: readonly Opening[]): State['blocks'] {
  const blocks = new Set(openings.map((opening) => opening.block));
  return state.blocks.map((block) =>
    !block.active && blocks.has(block.id) ? { ...block, active: true } : block,
  );
}

function forgetOldest(branches: readonly Branch[]): readonly Branch[] {
  const over = branches.length - BRANCH_MAX;
  if (over <= 0) return branches;
  return branches.filter((branch, index) => branch.active || index >= over);
}

function pauseOfStep(opening: Opening, event: CaseEvent): Pause {
  return {
    from: event.at,
    ground: opening.ground ?? '',
    node: opening.node,
    ...(opening.clause === undefined ? {} : { clause: opening.clause }),
    ...(opening.max === undefined ? {} : { max: opening.max }),
  };
}

function stopClocks(state: State, kinds: readonly string[], event: CaseEvent): State {
  const clocks = state.clocks.map((clock) =>
    kinds.includes(clock.kind) && clock.stoppedAt === undefined
      ? { ...clock, stoppedAt: event.at }
      : clock,
  );
  return { ...state, clocks };
}

function startClocks(state: State, starts: NonNullable<Outcome['start']>, event: CaseEvent): State {
  const started = starts.map((start) => ({
    ...start,
    instance: state.clocks.filter((clock) => clock.kind === start.kind).length + 1,
    startedAt: start.from ?? event.at,
    extensions: [],
  }));
  return { ...state, clocks: [...state.clocks, ...started] };
}

function endCase(state: State, end: NonNullable<Outcome['end']>, event: CaseEvent): State {
  const reason = event.data.input['reason'];
  const active = activeBranches(state).map((one) => ({ id: one.id, why: 'cancelled' as const }));
  const closed = closeBranches(state, active, event);
  const { closing: _closing, ...rest } = closed;
  return {
    ...rest,
    stage: 'ended',
    end: { ...end, at: event.at, ...(typeof reason === 'string' ? { reason } : {}) },
  };
}

function rememberEffects(state: State, event: CaseEvent): State {
  const effects = (event.data.effects ?? []).filter((effect) => effect.onVoid !== undefined);
  if (event.data.outcome.compensated === true) return { ...state, compensable: [] };
  return effects.length === 0
    ? state
    : { ...state, compensable: [...state.compensable, ...effects] };
}

/**
 * Keeps the case's own pauses: the case stands still only while every active branch does.
 *
 * @source design page 2, "Time" (only if every active branch is in a suspending step)
 */
function settlePause(state: State, event: CaseEvent): State {
  const active = activeBranches(state);
  const still = active.length > 0 && active.every(isPaused);
  const last = state.pauses.at(-1);
  const paused = last !== undefined && last.to === undefined;
  if (still && !paused) {
    const latest = active.map((one) => one.pauses.at(-1)).find((pause) => pause !== undefined);
    const { to: _to, ...pause } = latest ?? { from: event.at, ground: '' };
    return { ...state, pauses: [...state.pauses, { ...pause, from: event.at }] };
  }
  if (!still && paused) {
    return { ...state, pauses: endPause(state.pauses, event.data.effectiveAt ?? event.at) };
  }
  return state;
}
