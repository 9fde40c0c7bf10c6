import type { EpochMs } from '#engines/calendar/index.ts';
import { clocksOf } from './clocks.ts';
import type { Context } from './command.ts';
import type { Definition } from './definition.ts';
import { isAnswered } from './form.ts';
import type { Editions } from './migrate-plan.ts';
import { activeBranches, type State } from './state.ts';

/** A deadline a move changes, in epoch milliseconds; null while its clock stands still or is none. */
export type DeadlineChanged = {
  /** `promised`, or `step:review.finance`. */
  readonly clock: string;
  readonly before: EpochMs | null;
  readonly after: EpochMs | null;
};

/**
 * A duty a move changes: another role works on a step, votes have to be cast again, a material or a
 * field is asked for that was not before. What is newly asked for is due only with a 补正.
 */
export type DutyChanged = {
  readonly kind: 'role' | 'votes' | 'material' | 'field';
  /** The step, material or field. */
  readonly element: string;
  readonly before: string;
  readonly after: string;
};

type Sides = { readonly before: State; readonly after: State };

/** Returns the deadlines of open clocks that differ, of the whole case first. */
export function deadlinesChanged(
  editions: Editions,
  { before, after }: Sides,
  at: { readonly now: EpochMs; readonly calendarOf: Context['calendarOf'] },
): readonly DeadlineChanged[] {
  const old = duesOf(editions.from, before, at);
  const next = duesOf(editions.to, after, at);
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((clock) => {
    const change = { clock, before: old.get(clock) ?? null, after: next.get(clock) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

function duesOf(
  definition: Definition,
  state: State,
  at: { readonly now: EpochMs; readonly calendarOf: Context['calendarOf'] },
): Map<string, EpochMs | null> {
  const open = clocksOf(definition, state, at).filter(
    (clock) => clock.state === 'running' || clock.state === 'suspended',
  );
  return new Map(
    open.map(({ kind, branch, due }) => [
      branch === undefined ? kind : `step:${branch.split('#')[0] ?? ''}`,
      due,
    ]),
  );
}

/** Whether a case would be late by the move itself: it was not, and its deadline would lie behind. */
export function isLateAtOnce({ before, after }: DeadlineChanged, now: EpochMs): boolean {
  return after !== null && after < now && (before === null || before >= now);
}

/** Returns the duties that differ, of the staff first. */
export function dutiesChanged(editions: Editions, sides: Sides): readonly DutyChanged[] {
  return [...rolesChanged(sides), ...votesLost(sides), ...newlyAsked(editions, sides.after)];
}

function rolesChanged({ before, after }: Sides): DutyChanged[] {
  const old = activeBranches(before);
  return activeBranches(after).flatMap((branch) => {
    const same = old.find((one) => one.id === branch.id) ?? old[0];
    if (same === undefined || same.role === branch.role) return [];
    const element = branch.member === undefined ? branch.step : `${branch.step}.${branch.member}`;
    return [{ kind: 'role' as const, element, before: same.role, after: branch.role }];
  });
}

function votesLost({ before, after }: Sides): DutyChanged[] {
  const running = new Set(after.blocks.filter((one) => one.active).map((one) => one.id));
  return before.blocks
    .filter((block) => block.active && block.votes.length > 0 && !running.has(block.id))
    .map(({ step, votes }) => ({
      kind: 'votes',
      element: step,
      before: String(votes.length),
      after: '0',
    }));
}

function newlyAsked({ from, to }: Editions, state: State): DutyChanged[] {
  const asked = new Set(from.materials.filter((one) => one.required).map((one) => one.id));
  const given = new Set(state.files.map((file) => file.material));
  const materials = to.materials
    .filter((one) => one.required && !asked.has(one.id) && !given.has(one.id))
    .map((one) => one.id);
  const fields = to.form
    .filter((field) => field.required && !isAnswered(state.answers[field.id]))
    .map((field) => field.id)
    .filter((id) => !from.form.some((field) => field.id === id && field.required));
  return [
    ...materials.map((element) => newDuty('material', element)),
    ...fields.map((element) => newDuty('field', element)),
  ];
}

const newDuty = (kind: DutyChanged['kind'], element: string): DutyChanged => ({
  ...{ kind, element },
  ...{ before: '', after: element },
});
