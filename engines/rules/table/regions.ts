import type { Slots } from '../compile/code.ts';
import { levelOf } from '../compile/code.ts';
import { rootScope } from '../compile/compile.ts';
import { SUBJECT } from '../compile/logic.ts';
import { Run } from '../compile/run.ts';
import { add, divide } from '../number/arithmetic.ts';
import type { Num } from '../number/decimal.ts';
import { freeNamesOf } from '../syntax/free-names.ts';
import { childrenOf, mentionsSubject } from '../syntax/node.ts';
import type { Node } from '../syntax/node.ts';
import { parseSource } from '../syntax/parse.ts';
import { dateOfEpochDay, FeelDate } from '../temporal/instants.ts';
import { parseDate } from '../temporal/parse.ts';
import { order } from '../value/compare.ts';
import { isNumber, kindOf } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import type { CompiledTable } from './compile-table.ts';
import { isValidOn } from './decision-table.ts';

/** Values of one column that all its cells treat alike, one of them, and the rows they match. */
export interface Region {
  readonly value: Value;
  readonly rows: ReadonlySet<number>;
}

/** A column of the input space with its regions. */
export interface Column {
  readonly name: string;
  readonly regions: readonly Region[];
  readonly isOpaque: boolean;
}

/** A text no table names: it stands for all the others. */
const OTHER_TEXT = '…';

/** Returns the regions of an input column. */
export function columnRegions(table: CompiledTable, column: number): Column {
  const input = table.table.inputs[column];
  const name = input?.label ?? input?.expression ?? String(column + 1);
  const cells = table.syntax.rows.map(({ when }) => when[column]);
  const domain = input?.values === undefined ? undefined : readTests(input.values);
  const plain = [...cells, domain].every((cell) => cell === undefined || isPlain(cell));
  const cuts = [...cells, domain].flatMap((cell) => (cell === undefined ? [] : constantsIn(cell)));
  const points = plain ? pointsBetween(cuts) : undefined;
  if (points === undefined) return { name, regions: opaqueRegions(table, column), isOpaque: true };
  const admitted = points.filter((value) => domain === undefined || passes(domain, value));
  const regions = admitted.map((value): Region => {
    const rows = cells.flatMap((cell, row) =>
      cell === undefined || passes(cell, value) ? [row] : [],
    );
    return { value, rows: new Set(rows) };
  });
  return { name, regions, isOpaque: false };
}

/** Dated rows add a column of days; only days on which some row holds are looked at. */
export function validityRegions(table: CompiledTable): Column[] {
  const { rows } = table.table;
  if (rows.every(({ valid }) => valid === undefined)) return [];
  const bounds = rows.flatMap(({ valid }) => [valid?.from, valid?.to]);
  const days = bounds.flatMap((day) => parseDate(day ?? '') ?? []);
  const points = pointsBetween(days) ?? [];
  const regions = points.flatMap((value): Region[] => {
    const day = value instanceof FeelDate ? value.toString() : '';
    const valid = rows.flatMap((row, index) => (isValidOn(row.valid, day) ? [index] : []));
    return valid.length === 0 ? [] : [{ value, rows: new Set(valid) }];
  });
  return [{ name: 'day', regions, isOpaque: false }];
}

function readTests(text: string): Node | undefined {
  return parseSource(text, {}, 'unary-tests').node;
}

/** True for cells made of constants alone: what the analysis can cut at. */
function isPlain(cell: Node): boolean {
  const made = new Set([
    'tests',
    'test',
    'range',
    'literal',
    'negate',
    'at',
    'list',
    'call',
    'name',
  ]);
  if (mentionsSubject(cell)) return false;
  const calls = freeNamesOf(cell);
  if (calls.some(({ name, called }) => !called || name !== 'date')) return false;
  const walk = (node: Node): boolean => made.has(node.type) && childrenOf(node).every(walk);
  return walk(cell);
}

function constantsIn(cell: Node): Value[] {
  switch (cell.type) {
    case 'tests':
    case 'test':
    case 'range':
    case 'list':
      return childrenOf(cell).flatMap(constantsIn);
    default: {
      const value = constantOf(cell);
      return value === null ? [] : [value];
    }
  }
}

function constantOf(node: Node): Value {
  const { scope, size } = rootScope(levelOf([]), 0);
  const code = scope.compile(node);
  return code(
    Array.from({ length: size() }, () => null),
    new Run(),
  );
}

function passes(cell: Node, value: Value): boolean {
  const { scope, size } = rootScope(levelOf([[SUBJECT, 0]]), 1);
  const code = scope.compile(cell);
  const slots: Slots = Array.from({ length: size() }, () => null);
  slots[0] = value;
  return code(slots, new Run()) === true;
}

/** Returns one value for every region the cuts make; undefined where they cannot be ordered. */
function pointsBetween(cuts: readonly Value[]): Value[] | undefined {
  const [first] = cuts;
  if (first === undefined) return [true];
  const kind = kindOf(first);
  if (cuts.some((cut) => kindOf(cut) !== kind)) return undefined;
  if (kind === 'boolean') return [true, false];
  const run = new Run();
  const sorted = cuts.toSorted((a, b) => order(a, b, run) ?? 0);
  const unique = sorted.filter((cut, at) => order(cut, sorted[at - 1] ?? null, run) !== 0);
  if (kind === 'string') return [...unique, OTHER_TEXT];
  if (kind === 'number') return numbersBetween(unique.filter(isNumber));
  if (kind !== 'date') return undefined;
  return daysBetween(unique.flatMap((cut) => (cut instanceof FeelDate ? [cut.epochDay] : [])));
}

function numbersBetween(cuts: readonly Num[]): Value[] {
  const points: Value[] = [];
  for (const [at, cut] of cuts.entries()) {
    const before = cuts[at - 1];
    if (before === undefined) points.push(add(cut, -1));
    else {
      const sum = add(before, cut);
      points.push(sum === null ? null : divide(sum, 2));
    }
    points.push(cut);
  }
  const last = cuts.at(-1);
  return last === undefined ? points : [...points, add(last, 1)];
}

function daysBetween(cuts: readonly number[]): Value[] {
  // A day before and after every cut stands for the regions between; equal days merge.
  const days = new Set(cuts.flatMap((day) => [day - 1, day, day + 1]));
  return [...days].sort((a, b) => a - b).map(dateOfEpochDay);
}

/** Rows of an opaque column meet only where their cells are the same text, or anything. */
function opaqueRegions(table: CompiledTable, column: number): Region[] {
  const texts = table.table.rows.map(({ when }) => (when[column] ?? '').trim());
  const isAny = (text: string): boolean => text === '' || text === '-';
  const distinct = [...new Set(texts.filter((text) => !isAny(text)))];
  const matching = (wanted: string | undefined): ReadonlySet<number> =>
    new Set(texts.flatMap((text, row) => (isAny(text) || text === wanted ? [row] : [])));
  return distinct.map((text) => ({ value: text, rows: matching(text) }));
}
