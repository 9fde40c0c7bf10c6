import { refuse, type Refusal } from './command.ts';
import type { Definition } from './definition.ts';
import type { Outcome, Violation } from './event.ts';
import { clausePart } from './move.ts';
import type { State } from './state.ts';
import { type BranchTurn, clauseOf, type Draft, type Turn } from './turn.ts';

/** A remark on the application as a whole; it can only be answered in words. */
export const WHOLE = '';

/** Returns the ids remarks may name: fields of the form and materials. */
export function remarkable(
  definition: Pick<Definition, 'form' | 'materials'>,
): ReadonlySet<string> {
  return new Set([
    ...definition.form.map((field) => field.id),
    ...definition.materials.map((material) => material.id),
  ]);
}

/** Returns why the remarks of a return cannot stand: one names nothing that was asked for. */
export function refusalOfRemarks(turn: BranchTurn): Refusal | undefined {
  const known = remarkable(turn.definition);
  const stray = (turn.input.items ?? []).find(({ field }) => field !== WHOLE && !known.has(field));
  if (!stray) return undefined;
  const fields = [...known].join(', ');
  return refuse('remark-on-nothing', 'choose-field', { values: { field: stray.field, fields } });
}

/** Returns the fields whose remarks the applicant answers in words: they are right as they are. */
export function answeredRemarks({ input }: Turn): ReadonlySet<string> {
  const said = (input.items ?? []).filter(({ text }) => text.trim() !== '');
  return new Set(said.map(({ field }) => field));
}

/** Returns why the answers of a resubmission cannot stand: one answers what nobody remarked on. */
export function refusalOfAnswers(turn: BranchTurn): Refusal | undefined {
  const open = turn.state.remarks.filter(({ settled }) => !settled).map(({ field }) => field);
  const stray = (turn.input.items ?? []).find(({ field }) => !open.includes(field));
  if (!stray) return undefined;
  return refuse('answer-to-no-remark', 'see-actions', { values: { field: stray.field } });
}

/** Returns the fields a return names, each once, in the order they are told. */
export function remarkedIn(turn: BranchTurn): NonNullable<Outcome['remarked']> {
  return [...new Set((turn.input.items ?? []).map(({ field }) => field))];
}

/**
 * Returns the fields of a return that ought to have been told at the first one: they were not, and
 * the applicant has not changed them since.
 *
 * @source 行政许可法 §32 (all items at once, 一次性告知)
 */
export function lateRemarks(state: State, remarked: readonly string[]): readonly string[] {
  if (!state.remarked) return [];
  const fair = new Set([...state.remarked, ...(state.amended ?? [])]);
  return remarked.filter((field) => !fair.has(field));
}

/** Returns the record of a breach of 一次性告知; its violation fires a rung. */
export function lateRecord(turn: BranchTurn, fields: readonly string[]): Draft {
  const clause = clausePart(clauseOf(turn, turn.branch.clause));
  const violation: Violation = {
    code: 'process.remark-late',
    step: turn.branch.step,
    fields,
    ...clause,
  };
  return {
    type: 'case.remark-late',
    outcome: {},
    branch: turn.branch.id,
    node: turn.branch.node,
    ...clause,
    data: { verb: 'return', step: turn.branch.step, input: {}, violation },
  };
}

/** Returns what a resubmission changes: answers that differ, and materials handed in. */
export function amendedBy(turn: BranchTurn): NonNullable<Outcome['amended']> {
  const { answers = {}, files = [] } = turn.input;
  const before = turn.state.answers;
  const changed = Object.entries(answers)
    .filter(([id, value]) => JSON.stringify(value) !== JSON.stringify(before[id]))
    .map(([id]) => id);
  return [...new Set([...changed, ...files.map(({ material }) => material)])];
}
