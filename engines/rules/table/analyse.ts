import { Run } from '../compile/run.ts';
import { bindFacts, problemOf } from '../expression.ts';
import { findingAt } from '../syntax/finding.ts';
import type { RuleFinding } from '../syntax/finding.ts';
import { equal } from '../value/compare.ts';
import { toPlain } from '../value/format.ts';
import type { Value } from '../value/kinds.ts';
import type { CompiledTable } from './compile-table.ts';
import { columnRegions, validityRegions } from './regions.ts';
import type { Column } from './regions.ts';

/** Most combinations of regions looked at before the analysis gives up and says so. */
export const ANALYSIS_STEPS_MAX = 200_000;

/** One point of the input space: a value for every column, and a day where rows are dated. */
export type CounterExample = Readonly<Record<string, unknown>>;

/** What the analysis of a table found. */
export interface TableAnalysis {
  /** A point no row covers, or undefined: the table is complete. */
  readonly gap?: CounterExample;
  /** Pairs of rows that can match together, each with a point where they do. */
  readonly overlaps: readonly Overlap[];
  /** Columns whose cells are no plain tests and were taken as matching anything or nothing. */
  readonly opaque: readonly string[];
  /** False when the limit was reached before the whole space was seen. */
  readonly whole: boolean;
  readonly findings: readonly RuleFinding[];
}

/** Two rows that can match the same input. */
export interface Overlap {
  readonly rows: readonly [string, string];
  readonly at: CounterExample;
  /** True when their outputs are constants and equal. */
  readonly sameOutputs: boolean;
}

/**
 * Looks through the whole input space of a table for points no row covers and points several do.
 *
 * Every column is cut at the values its cells name; within a region between two cuts all cells say
 * the same, so one value stands for it. A column whose cells are not plain tests is opaque: its
 * rows are compared by the text of the cell.
 *
 * @source OMG DMN 1.5, 8.2.10 (unique tables may not overlap; complete tables cover all inputs)
 */
export function analyseTable(table: CompiledTable): TableAnalysis {
  const columns = [
    ...table.table.inputs.map((_, column) => columnRegions(table, column)),
    ...validityRegions(table),
  ];
  const search = new GapSearch(columns);
  const everything = table.table.rows.map((_, row) => row);
  const gap = search.find(0, everything, []);
  const overlaps = overlapsIn(table, columns);
  const opaque = columns.filter(({ isOpaque }) => isOpaque).map(({ name }) => name);
  const whole = search.steps <= ANALYSIS_STEPS_MAX;
  const found = { overlaps, opaque, whole, ...(gap === undefined ? {} : { gap }) };
  return { ...found, findings: findingsOf(table, found) };
}

/** Walks the regions column by column, keeping the rows that still match. */
class GapSearch {
  readonly #columns: readonly Column[];
  steps = 0;

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
  }

  find(
    depth: number,
    rows: readonly number[],
    point: readonly (readonly [string, unknown])[],
  ): CounterExample | undefined {
    this.steps += 1;
    if (this.steps > ANALYSIS_STEPS_MAX) return undefined;
    const column = this.#columns[depth];
    if (column === undefined || rows.length === 0) {
      return rows.length > 0 ? undefined : this.#complete(depth, point);
    }
    const seen = new Set<string>();
    for (const region of column.regions) {
      const left = rows.filter((row) => region.rows.has(row));
      const signature = left.join(',');
      // Two regions that leave the same rows have the same gaps.
      if (seen.has(signature)) continue;
      seen.add(signature);
      const gap = this.find(depth + 1, left, [...point, [column.name, toPlain(region.value)]]);
      if (gap !== undefined) return gap;
    }
    return undefined;
  }

  /** No row is left: any value of the remaining columns completes the example. */
  #complete(depth: number, point: readonly (readonly [string, unknown])[]): CounterExample {
    const rest = this.#columns.slice(depth).map(({ name, regions }) => {
      return [name, toPlain(regions[0]?.value ?? null)] as const;
    });
    return Object.fromEntries([...point, ...rest]);
  }
}

function overlapsIn(table: CompiledTable, columns: readonly Column[]): Overlap[] {
  const { rows } = table.table;
  const found: Overlap[] = [];
  for (let first = 0; first < rows.length; first += 1) {
    for (let second = first + 1; second < rows.length; second += 1) {
      const at = commonPoint(columns, first, second);
      const [a, b] = [rows[first], rows[second]];
      if (at === undefined || a === undefined || b === undefined) continue;
      const sameOutputs = haveSameOutputs(table, first, second);
      found.push({ rows: [a.id, b.id], at, sameOutputs });
    }
  }
  return found;
}

function commonPoint(
  columns: readonly Column[],
  first: number,
  second: number,
): CounterExample | undefined {
  const point: (readonly [string, unknown])[] = [];
  for (const { name, regions } of columns) {
    const region = regions.find(({ rows }) => rows.has(first) && rows.has(second));
    if (region === undefined) return undefined;
    point.push([name, toPlain(region.value)]);
  }
  return Object.fromEntries(point);
}

function haveSameOutputs(table: CompiledTable, first: number, second: number): boolean {
  const run = new Run();
  const slots = bindFacts(table, {});
  const outputs = (row: number): Value[] =>
    (table.parts.rows[row]?.results ?? []).map((result) => result(slots, run));
  try {
    return equal(outputs(first), outputs(second), run) === true;
  } catch (error) {
    // An output too costly to compute here is simply not known to be the same.
    problemOf(error);
    return false;
  }
}

function findingsOf(table: CompiledTable, found: Omit<TableAnalysis, 'findings'>): RuleFinding[] {
  const { hitPolicy, name, outputs } = table.table;
  const make = (
    code: RuleFinding['code'],
    severity: RuleFinding['severity'],
    values: Readonly<Record<string, string>>,
  ): RuleFinding => findingAt('', { from: 0, to: 0 }, { code, severity, values });
  const findings: RuleFinding[] = [];
  const hasDefault = outputs.some(({ otherwise }) => otherwise !== undefined);
  if (found.gap !== undefined && !hasDefault) {
    const values = { table: name, at: JSON.stringify(found.gap) };
    findings.push(make('rules.table.gap', 'warning', values));
  }
  for (const { rows, at, sameOutputs } of found.overlaps) {
    const values = { first: rows[0], second: rows[1], at: JSON.stringify(at) };
    if (hitPolicy === 'U') findings.push(make('rules.table.overlap', 'error', values));
    if (hitPolicy === 'A' && !sameOutputs) {
      findings.push(make('rules.table.conflict', 'error', values));
    }
  }
  if (!found.whole || found.opaque.length > 0) {
    const values = { table: name, columns: found.opaque.join(', ') };
    findings.push(make('rules.table.not_analysable', 'warning', values));
  }
  return findings;
}
