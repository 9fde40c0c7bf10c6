import { Run } from '../compile/run.ts';
import type { World } from '../compile/run.ts';
import { resultOf, setSubjects } from '../compile/table.ts';
import type { TableProblem } from '../compile/table.ts';
import { bindFacts, problemOf } from '../expression.ts';
import type { Problem } from '../expression.ts';
import type { Truth } from '../explain/assess.ts';
import type { Facts } from '../value/convert.ts';
import type { Value } from '../value/kinds.ts';
import type { CompiledTable } from './compile-table.ts';
import { isValidOn } from './decision-table.ts';
import { withinSize } from '../value/size.ts';

/** What one cell says about the value of its column. */
export interface CellVerdict {
  /** The column's label or expression. */
  readonly input: string;
  readonly value: Value;
  readonly test: string;
  readonly verdict: Truth;
}

/** Why a row matched or did not. */
export interface RowVerdict {
  readonly id: string;
  /** `not-valid` on a day outside the row's validity: its cells were not looked at. */
  readonly verdict: Truth | 'not-valid';
  readonly cells: readonly CellVerdict[];
  readonly source?: string;
  readonly clause?: string;
}

/** What a table decided. */
export interface Decision {
  /** One output: its value; several: a context; R, O and C: a list of these. */
  readonly outputs: Value;
  /** The rows the outputs rest on, in the order of the outputs. */
  readonly matched: readonly string[];
  readonly explanation: readonly RowVerdict[];
  readonly problem?: Problem | TableDifficulty;
}

/** Why a table gives no output although it was evaluated. */
export interface TableDifficulty {
  readonly code: 'rules.table';
  /** `day-missing`: rows have a validity and no day was given. */
  readonly reason: TableProblem | 'day-missing';
}

/** When and within what bounds a table decides. */
export interface DecideOptions {
  /** The day rows have to hold on, `YYYY-MM-DD`; needed when a row has a validity. */
  readonly on?: string;
  readonly world?: World;
}

/**
 * Decides a table and explains every row.
 *
 * @source OMG DMN 1.5, 8.2.10 (hit policies)
 */
export function decideTable(
  compiled: CompiledTable,
  facts: Facts,
  options: DecideOptions = {},
): Decision {
  const { table } = compiled;
  if (options.on === undefined && table.rows.some(({ valid }) => valid !== undefined)) {
    const problem = { code: 'rules.table', reason: 'day-missing' } as const;
    return { outputs: null, matched: [], explanation: [], problem };
  }
  try {
    return decide(compiled, facts, options);
  } catch (error) {
    return { outputs: null, matched: [], explanation: [], problem: problemOf(error) };
  }
}

function decide(compiled: CompiledTable, facts: Facts, options: DecideOptions): Decision {
  const { table, parts } = compiled;
  const run = new Run(options.world);
  const slots = bindFacts(compiled, facts);
  setSubjects(parts, slots, run);
  for (const slot of parts.subjectSlots) withinSize(slots[slot] ?? null);
  const explanation = table.rows.map((row, index): RowVerdict => {
    const origin = {
      id: row.id,
      ...(row.source === undefined ? {} : { source: row.source }),
      ...(row.clause === undefined ? {} : { clause: row.clause }),
    };
    if (options.on !== undefined && !isValidOn(row.valid, options.on)) {
      return { ...origin, verdict: 'not-valid', cells: [] };
    }
    const cells = (parts.rows[index]?.when ?? []).map((cell, column): CellVerdict => {
      const met = cell(slots, run);
      const input = table.inputs[column];
      return {
        input: input?.label ?? input?.expression ?? '',
        value: slots[parts.subjectSlots[column] ?? 0] ?? null,
        test: row.when[column] ?? '-',
        verdict: met === true ? 'met' : met === false ? 'unmet' : 'unknown',
      };
    });
    return { ...origin, verdict: together(cells), cells };
  });
  const matched = explanation.flatMap(({ verdict }, index) => (verdict === 'met' ? [index] : []));
  const hit = resultOf(parts, matched, { slots, run });
  const ids = hit.rows.map((row) => table.rows[row]?.id ?? '');
  const decision = { outputs: withinSize(hit.value), matched: ids, explanation };
  if (hit.problem === undefined) return decision;
  return { ...decision, problem: { code: 'rules.table', reason: hit.problem } };
}

function together(cells: readonly CellVerdict[]): Truth {
  if (cells.some(({ verdict }) => verdict === 'unmet')) return 'unmet';
  return cells.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'met';
}
