import { compileTable, decideTable, isValidOn, toPlain } from '#engines/rules/index.ts';
import { dayIn, parseInstant } from '#engines/calendar/index.ts';
import type { Context } from './command.ts';
import type { Definition } from './definition.ts';
import { rulesTable, type Table } from './table.ts';
import { type BranchTurn, factsOf } from './turn.ts';

/** What a decision table proposed, and on which rows. It stands in the record of the decision. */
export type Proposal = {
  readonly table: string;
  /** One output: its value; several: by name; null where no row fits. */
  readonly outputs: unknown;
  readonly rows: readonly string[];
};

/**
 * Returns what the decision table of a step proposes over the facts, on the rows that held on the
 * day of filing; nothing where the step names none or nobody has the table.
 *
 * @source design page 2, "a table may propose; a person decides"
 */
export function proposalOf(turn: BranchTurn): Proposal | undefined {
  const { step, definition, context } = turn;
  if (step.kind !== 'single' || step.decision === undefined) return undefined;
  const code = step.decision;
  const own = tableNamed(definition, code);
  if (!own) {
    const outputs = context.decideTable?.(code, factsOf(turn));
    return outputs === undefined ? undefined : { table: code, outputs, rows: [] };
  }
  const { table } = compileTable(rulesTable(own));
  if (!table) return undefined;
  const calendar = context.calendarOf(turn.branch.node);
  const on = dayIn(calendar, parseInstant(turn.state.filedAt ?? context.now));
  const { outputs, matched } = decideTable(table, factsOf(turn), { on });
  return { table: code, outputs: toPlain(outputs), rows: matched };
}

/**
 * Returns the table a step names as its decision, with the rows that held on the day of filing:
 * what a page needs to show a proposal while its answers are still typed. Nothing where the step
 * names none, or its table is no part of the definition.
 */
export function tableBefore(
  definition: Definition,
  branch: { readonly step: string; readonly node: string },
  at: Pick<Context, 'calendarOf'> & { readonly filedAt: string },
): Table | undefined {
  const step = definition.flow.steps[branch.step];
  if (step?.kind !== 'single' || step.decision === undefined) return undefined;
  const table = tableNamed(definition, step.decision);
  const on = dayIn(at.calendarOf(branch.node), parseInstant(at.filedAt));
  return table && { ...table, rows: table.rows.filter(({ valid }) => isValidOn(valid, on)) };
}

const tableNamed = ({ tables = [] }: Definition, named: string): Table | undefined =>
  tables.find(({ code }) => code === named);

/** Facts of a decision: those of the act, and under `proposal` what the table proposes. */
export function decisionFacts(turn: BranchTurn): Readonly<Record<string, unknown>> {
  const proposal = proposalOf(turn);
  return proposal === undefined ? factsOf(turn) : { ...factsOf(turn), proposal: proposal.outputs };
}
