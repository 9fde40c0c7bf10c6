import { add } from '../number/arithmetic.ts';
import type { HitPolicy, Node, TableSyntax } from '../syntax/node.ts';
import { equal, order } from '../value/compare.ts';
import { contextOf, isNumber } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import { levelOf } from './code.ts';
import type { Code, Scope, Slots } from './code.ts';
import { SUBJECT } from './logic.ts';
import type { Run } from './run.ts';

/** A compiled decision table: what its explanation needs beside its result. */
export interface TableCode {
  readonly subjects: readonly Code[];
  readonly subjectSlots: readonly number[];
  readonly rows: readonly RowCode[];
  readonly hitPolicy: HitPolicy;
  readonly outputs: readonly OutputCode[];
}

/** One compiled row. */
export interface RowCode {
  readonly when: readonly Code[];
  readonly results: readonly Code[];
}

interface OutputCode {
  readonly name: string;
  readonly values: readonly Code[];
  readonly otherwise?: Code;
}

/** Why the rows that matched make no result. */
export type TableProblem = 'not-unique' | 'not-any' | 'no-priority' | 'not-aggregable';

/** The result of a table, with the indices of the rows it rests on. */
export interface Hit {
  readonly value: Value;
  readonly rows: readonly number[];
  readonly problem?: TableProblem;
}

/** Compiles the parts of a decision table, each column's subject in its own slot. */
export function compileTableParts(table: TableSyntax, scope: Scope): TableCode {
  const subjectSlots = table.subjects.map(() => scope.slot());
  const cell = (node: Node, column: number): Code =>
    scope.inner(levelOf([[SUBJECT, subjectSlots[column] ?? 0]])).compile(node);
  return {
    subjects: table.subjects.map((subject) => scope.compile(subject)),
    subjectSlots,
    hitPolicy: table.hitPolicy,
    outputs: table.outputs.map(({ name, values, otherwise }) => ({
      name,
      values: values.map((value) => scope.compile(value)),
      ...(otherwise === undefined ? {} : { otherwise: scope.compile(otherwise) }),
    })),
    rows: table.rows.map(({ when, results }) => ({
      when: when.map(cell),
      results: results.map((result) => scope.compile(result)),
    })),
  };
}

/** Compiles a decision table to its result. @source OMG DMN 1.5, 8.2 */
export function compileTableNode(table: TableSyntax, scope: Scope): Code {
  const parts = compileTableParts(table, scope);
  return (slots, run) => {
    setSubjects(parts, slots, run);
    const matched: number[] = [];
    for (const [index, row] of parts.rows.entries()) {
      if (rowMatches(row, slots, run) !== true) continue;
      matched.push(index);
      if (parts.hitPolicy === 'F') break;
    }
    return resultOf(parts, matched, { slots, run }).value;
  };
}

/** Evaluates the columns' subjects into their slots. */
export function setSubjects(parts: TableCode, slots: Slots, run: Run): void {
  for (const [column, subject] of parts.subjects.entries()) {
    slots[parts.subjectSlots[column] ?? 0] = subject(slots, run);
  }
}

/** Returns whether all cells of a row are met; null when one is unknown and none fails. */
export function rowMatches(row: RowCode, slots: Slots, run: Run): boolean | null {
  run.spend(row.when.length);
  let met: boolean | null = true;
  for (const cell of row.when) {
    const one = cell(slots, run);
    if (one === false) return false;
    if (one !== true) met = null;
  }
  return met;
}

interface At {
  readonly slots: Slots;
  readonly run: Run;
}

/** Returns what the matching rows come to under the table's hit policy. */
export function resultOf(parts: TableCode, matched: readonly number[], at: At): Hit {
  if (matched.length === 0) return { value: unmatched(parts, at), rows: [] };
  const hits = matched.map((row) => ({ row, values: rowValues(parts, row, at) }));
  const [first] = hits;
  if (first === undefined) return { value: null, rows: [] };
  switch (parts.hitPolicy) {
    case 'U':
      if (hits.length > 1) return { value: null, rows: matched, problem: 'not-unique' };
      return { value: outputOf(parts, first.values), rows: matched };
    case 'A': {
      const alike = hits.every(({ values }) => equal(values, first.values, at.run) === true);
      if (!alike) return { value: null, rows: matched, problem: 'not-any' };
      return { value: outputOf(parts, first.values), rows: matched };
    }
    case 'F':
      return { value: outputOf(parts, first.values), rows: [first.row] };
    case 'P':
    case 'O':
      return prioritised(parts, hits, at);
    case 'R':
    case 'C':
      return { value: hits.map(({ values }) => outputOf(parts, values)), rows: matched };
    default:
      return aggregated(parts, hits, at);
  }
}

interface RowHit {
  readonly row: number;
  readonly values: readonly Value[];
}

function rowValues(parts: TableCode, row: number, { slots, run }: At): Value[] {
  return (parts.rows[row]?.results ?? []).map((result) => result(slots, run));
}

/** One output is its value, several are a context. @source OMG DMN 1.5, 8.2.7 */
function outputOf(parts: TableCode, values: readonly Value[]): Value {
  if (parts.outputs.length === 1) return values[0] ?? null;
  return contextOf(parts.outputs.map(({ name }, index) => [name, values[index] ?? null] as const));
}

function unmatched(parts: TableCode, { slots, run }: At): Value {
  if (parts.outputs.some(({ otherwise }) => otherwise !== undefined)) {
    const values = parts.outputs.map(({ otherwise }) => otherwise?.(slots, run) ?? null);
    const single = parts.hitPolicy !== 'R' && parts.hitPolicy !== 'O' && parts.hitPolicy !== 'C';
    return single ? outputOf(parts, values) : [outputOf(parts, values)];
  }
  if (parts.hitPolicy === 'C') return [];
  return parts.hitPolicy === 'C#' ? 0 : null;
}

/** P takes the highest output, O all in falling order; outputs first to last. @source 8.2.10 */
function prioritised(parts: TableCode, hits: readonly RowHit[], { slots, run }: At): Hit {
  const orders = parts.outputs.map(({ values }) => values.map((value) => value(slots, run)));
  const rank = (hit: RowHit): number[] =>
    hit.values.map((value, index) => {
      const place = (orders[index] ?? []).findIndex((one) => equal(one, value, run) === true);
      return place < 0 ? Number.MAX_SAFE_INTEGER : place;
    });
  const rows = hits.map(({ row }) => row);
  if (orders.every((one) => one.length === 0)) return { value: null, rows, problem: 'no-priority' };
  const ranked = hits.map((hit) => ({ hit, rank: rank(hit) }));
  const sorted = ranked.toSorted((a, b) => compareRanks(a.rank, b.rank)).map(({ hit }) => hit);
  const [best] = sorted;
  if (parts.hitPolicy === 'P' && best !== undefined) {
    return { value: outputOf(parts, best.values), rows: [best.row] };
  }
  const value = sorted.map(({ values }) => outputOf(parts, values));
  return { value, rows: sorted.map(({ row }) => row) };
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, rank] of a.entries()) {
    const difference = rank - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function aggregated(parts: TableCode, hits: readonly RowHit[], { run }: At): Hit {
  const rows = hits.map(({ row }) => row);
  if (parts.hitPolicy === 'C#') return { value: hits.length, rows };
  const values = hits.map((hit) => hit.values[0] ?? null);
  const value = parts.outputs.length === 1 ? aggregate(parts.hitPolicy, values, run) : null;
  return value === null ? { value, rows, problem: 'not-aggregable' } : { value, rows };
}

function aggregate(policy: HitPolicy, values: readonly Value[], run: Run): Value {
  return values.reduce((best, value) => {
    if (policy === 'C+') return isNumber(best) && isNumber(value) ? add(best, value) : null;
    const place = order(value, best, run);
    if (place === null) return null;
    return (policy === 'C<' ? place < 0 : place > 0) ? value : best;
  });
}
