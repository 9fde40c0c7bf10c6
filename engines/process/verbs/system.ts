import { formatInstant, parseInstant } from '#engines/calendar/index.ts';
import { clocksOf } from '../clocks.ts';
import { refuse, type Refusal } from '../command.ts';
import { deemedAt, overdueAt, resumeAt, rungsDue } from '../due.ts';
import { clausePart, clocksAt, enter, join, leave } from '../move.ts';
import { isPaused } from '../state.ts';
import {
  type BranchTurn,
  type BranchVerb,
  type CaseVerb,
  draft,
  seqOf,
  type Turn,
} from '../turn.ts';
import { partEnded } from './parts.ts';
import { endBy } from './whole.ts';

function systemOnly(turn: Turn): Refusal | undefined {
  return turn.context.actor.system === true ? undefined : refuse('system-only', 'see-actions');
}

function clockAt(turn: Turn): { now: number; calendarOf: Turn['context']['calendarOf'] } {
  return { now: parseInstant(turn.context.now), calendarOf: turn.context.calendarOf };
}

/** A rung fires: exactly once, because its key is then in the state. */
const rung: CaseVerb = {
  scope: 'case',
  stages: ['open'],
  needs: [],
  guard: systemOnly,
  act: (turn) => {
    const due = rungsDue(turn.definition, turn.state, clockAt(turn));
    const found = due.find((one) => one.key === turn.input.key);
    if (!found) return { refusal: refuse('rung-not-due', 'wait') };
    return draft({
      type: 'case.rung-fired',
      outcome: {},
      node: found.node,
      ...(found.branch === undefined ? {} : { branch: found.branch }),
      ...clausePart(found.clause),
      data: {
        rung: found.key,
        share: found.shareBp,
        role: found.role,
        effectiveAt: formatInstant(found.at),
      },
    });
  },
};

/** A step whose limit has run out moves where its definition says: `overdue: lapsed`. */
const overdue: BranchVerb = {
  scope: 'branch',
  needs: [],
  guard: (turn) => {
    const at = overdueAt(turn, clockAt(turn));
    if (at === undefined || parseInstant(turn.context.now) <= at) {
      return systemOnly(turn) ?? refuse('too-early', 'wait');
    }
    return systemOnly(turn);
  },
  act: (turn) => {
    const target = turn.step.overdue ?? '';
    const at = overdueAt(turn, clockAt(turn));
    const entry = enter(turn, target, { seq: seqOf(turn), from: turn.branch });
    if (entry.refusal) return entry;
    return draft({
      type: 'case.overdue',
      outcome: join(leave(turn, turn.branch), entry.outcome),
      effects: entry.effects,
      branch: turn.branch.id,
      node: turn.branch.node,
      ...clausePart(turn.definition.flow.ends[target]?.clause ?? turn.branch.clause),
      data: {
        step: turn.branch.step,
        to: target,
        ...(at === undefined ? {} : { effectiveAt: formatInstant(at) }),
      },
    });
  },
};

/** A pause that has reached its maximum ends by itself, at that instant and not when noticed. */
export const resumeByItself: BranchVerb = {
  scope: 'branch',
  needs: [],
  guard: (turn) => {
    const at = resumeDue(turn);
    const over = at !== undefined && parseInstant(turn.context.now) >= at;
    return systemOnly(turn) ?? (over ? undefined : refuse('too-early', 'wait'));
  },
  act: (turn) => {
    const at = resumeDue(turn);
    return draft({
      type: 'case.resumed',
      outcome: { resume: { id: turn.branch.id } },
      branch: turn.branch.id,
      node: turn.branch.node,
      ...clausePart(turn.branch.pauses.at(-1)?.clause),
      data: {
        step: turn.branch.step,
        ...(at === undefined ? {} : { effectiveAt: formatInstant(at) }),
      },
    });
  },
};

function resumeDue(turn: BranchTurn): number | undefined {
  return isPaused(turn.branch) ? resumeAt(turn.branch, turn.context.calendarOf) : undefined;
}

/**
 * Silence of the office counts as acceptance from the day of receipt.
 *
 * @source 行政许可法 §32
 */
const deemAccepted: CaseVerb = {
  scope: 'case',
  stages: ['open'],
  needs: [],
  guard: (turn) => {
    const at = deemedAt(turn.definition, turn.state, clockAt(turn));
    const over = at !== undefined && parseInstant(turn.context.now) > at;
    return systemOnly(turn) ?? (over ? undefined : refuse('too-early', 'wait'));
  },
  act: (turn) => {
    const { state, definition } = turn;
    const branch = state.branches.findLast((one) => one.active);
    const step = branch && definition.flow.steps[branch.step];
    const way = step?.do['accept']?.[0];
    if (!branch || !way)
      return { refusal: refuse('verb-not-here', 'see-actions', { values: { verb: 'accept' } }) };
    const entry = enter(turn, way.to, { seq: seqOf(turn), from: branch });
    if (entry.refusal) return entry;
    const from = state.filedAt ?? turn.context.now;
    const start = clocksAt(turn, 'accepted', branch.node).map((clock) => ({ ...clock, from }));
    const acceptance = {
      accepted: { node: branch.node, from },
      stop: ['response'] as const,
      start,
    };
    return draft({
      type: 'case.accepted',
      outcome: join(leave(turn, branch), acceptance, entry.outcome),
      effects: [...way.effects, ...entry.effects],
      branch: branch.id,
      node: branch.node,
      ...clausePart(way.clause ?? branch.clause),
      data: { step: branch.step, to: way.to, verb: 'deem-accepted', effectiveAt: from },
    });
  },
};

/**
 * A calendar was published or changed: what is due when is computed anew, and that is an event.
 * `input.key` is the version the open clocks were computed on before.
 *
 * @source design page 2, "Time" (open clocks are recomputed and the change is an event)
 */
const calendarChanged: CaseVerb = {
  scope: 'case',
  stages: ['open', 'closing'],
  needs: [],
  guard: systemOnly,
  act: (turn) => {
    const { calendarOf } = turn.context;
    const node = turn.state.acceptedNode ?? turn.state.node ?? '';
    const { version } = calendarOf(node);
    if (turn.input.key === version) {
      return { refusal: refuse('calendar-unchanged', 'see-actions') };
    }
    const { duesBefore } = turn.context;
    const dues = clocksOf(turn.definition, turn.state, clockAt(turn))
      .filter((clock) => clock.stoppedAt === undefined)
      .map(({ id, kind, due }) => ({
        ...{ clock: id, due: due === null ? null : formatInstant(due) },
        ...(duesBefore?.[kind] === undefined ? {} : { before: duesBefore[kind] }),
      }));
    const moved = dues.some(({ before, due }) => before !== undefined && due !== before);
    if (duesBefore !== undefined && !moved) {
      return { refusal: refuse('calendar-unchanged', 'see-actions') };
    }
    return draft({
      type: 'case.calendar-changed',
      outcome: {},
      node,
      data: { calendar: version, dues },
    });
  },
};

/**
 * The matter this case is a part of has ended without result: so does this, and what it set off is
 * undone. `input.key` says whether the matter was withdrawn or voided.
 */
const cancel: CaseVerb = {
  scope: 'case',
  stages: ['open', 'closing'],
  needs: ['reason'],
  guard: (turn) =>
    systemOnly(turn) ?? (turn.state.parent ? undefined : refuse('no-part', 'see-actions')),
  act: (turn) => {
    const { ends } = turn.definition.flow;
    const wanted =
      turn.input.key === 'withdrawn' ? ['withdrawn', 'voided'] : ['voided', 'withdrawn'];
    const key = wanted.find((end) => Object.hasOwn(ends, end));
    if (key === undefined) {
      return { refusal: refuse('no-such-end', 'report-definition', { values: { end: 'voided' } }) };
    }
    return endBy(turn, key, 'case.cancelled');
  },
};

/** What happens by itself, decided like everything else, by the worker. */
export const SYSTEM_CASE_VERBS: Readonly<Record<string, CaseVerb>> = {
  rung,
  'calendar-changed': calendarChanged,
  'deem-accepted': deemAccepted,
  cancel,
};

export const SYSTEM_BRANCH_VERBS: Readonly<Record<string, BranchVerb>> = {
  overdue,
  'part-ended': partEnded,
};
