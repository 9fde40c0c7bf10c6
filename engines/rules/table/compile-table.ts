import { levelOf } from '../compile/code.ts';
import { rootScope } from '../compile/compile.ts';
import { compileTableParts } from '../compile/table.ts';
import type { TableCode } from '../compile/table.ts';
import { checkNames, inputsWanted, isInput } from '../expression.ts';
import type { Input } from '../expression.ts';
import { findingAt } from '../syntax/finding.ts';
import type { RuleFinding } from '../syntax/finding.ts';
import { freeNamesOf } from '../syntax/free-names.ts';
import { canonicalName } from '../syntax/name.ts';
import { declaredInputs, shapesOf } from '../syntax/names-in-scope.ts';
import type { Node, TableSyntax } from '../syntax/node.ts';
import { parseSource } from '../syntax/parse.ts';
import type { Grammar } from '../syntax/parse.ts';
import { TABLE_COLUMNS_MAX, TABLE_ROWS_MAX } from './decision-table.ts';
import type { DecisionTable, TableOptions } from './decision-table.ts';

/** A table ready to decide: immutable. */
export interface CompiledTable {
  readonly table: DecisionTable;
  readonly syntax: TableSyntax;
  readonly parts: TableCode;
  readonly inputs: readonly Input[];
  readonly size: number;
}

/** Where in a table a text stands; carried by its findings. */
export type CellPlace = Readonly<Record<string, string | number>>;

/**
 * Compiles a decision table.
 *
 * @returns the table and warnings, or all errors, each with its row and column
 * @source OMG DMN 1.5, 8.2; design page 2-service-language, Rules
 */
export function compileTable(
  table: DecisionTable,
  options: TableOptions = {},
): { readonly table?: CompiledTable; readonly findings: readonly RuleFinding[] } {
  const declared = declaredInputs(options.inputs);
  const findings = checkShape(table, options);
  const known = options.inputs === undefined ? undefined : declared;
  const read = (source: string, grammar: Grammar, place: CellPlace): Node | undefined => {
    const parsed = parseSource(source, shapesOf(declared.values()), grammar);
    const found =
      parsed.node === undefined
        ? parsed.findings
        : checkNames(source, freeNamesOf(parsed.node), known);
    findings.push(...found.map((one) => ({ ...one, values: { ...one.values, ...place } })));
    return parsed.node;
  };
  const syntax = readTable(table, read);
  if (findings.some(({ severity }) => severity === 'error')) return { findings };
  const node: Node = { type: 'table', table: syntax, from: 0, to: 0 };
  const wanted = new Set(
    freeNamesOf(node)
      .filter(isInput)
      .map(({ name }) => name),
  );
  const inputs = inputsWanted(wanted, declared, false);
  const level = levelOf(inputs.map(({ name, slot }) => [canonicalName(name), slot] as const));
  const { scope, size } = rootScope(level, inputs.length);
  const parts = compileTableParts(syntax, scope);
  return { table: { table, syntax, parts, inputs, size: size() }, findings };
}

/** Reads one text of a table; undefined when findings were noted. */
export type ReadCell = (source: string, grammar: Grammar, place: CellPlace) => Node | undefined;

const ANYTHING: Node = { type: 'tests', negated: false, tests: [], from: 0, to: 0 };
const NOTHING: Node = { type: 'literal', value: null, from: 0, to: 0 };

/** Returns the syntax of a table with every text read by `read`. */
export function readTable(table: DecisionTable, read: ReadCell): TableSyntax {
  const listed = (text: string | undefined, place: CellPlace): readonly Node[] => {
    if (text === undefined || text.trim() === '') return [];
    const node = read(text, 'unary-tests', place);
    return node?.type === 'tests' ? node.tests : [];
  };
  return {
    hitPolicy: table.hitPolicy,
    subjects: table.inputs.map(
      ({ expression }, column) => read(expression, 'expression', { column: column + 1 }) ?? NOTHING,
    ),
    outputs: table.outputs.map(({ name, values, otherwise }) => {
      const place = { output: name };
      const node = otherwise === undefined ? undefined : read(otherwise, 'expression', place);
      const one = { name, values: listed(values, place) };
      return node === undefined ? one : { ...one, otherwise: node };
    }),
    rows: table.rows.map(({ id, when, results }) => ({
      when: when.map((text, column) => {
        if (text.trim() === '' || text.trim() === '-') return ANYTHING;
        return read(text, 'unary-tests', { row: id, column: column + 1 }) ?? ANYTHING;
      }),
      results: results.map((text, index) => {
        const output = table.outputs[index]?.name ?? index + 1;
        if (text.trim() === '' || text.trim() === '-') return NOTHING;
        return read(text, 'expression', { row: id, output }) ?? NOTHING;
      }),
    })),
  };
}

const AGGREGATES = new Set(['C+', 'C<', 'C>']);

function checkShape(table: DecisionTable, options: TableOptions): RuleFinding[] {
  const found: RuleFinding[] = [];
  const note = (
    code: RuleFinding['code'],
    values: CellPlace,
    severity: RuleFinding['severity'] = 'error',
  ): void => {
    found.push(findingAt('', { from: 0, to: 0 }, { code, severity, values }));
  };
  const { inputs, outputs, rows } = table;
  if (rows.length === 0) note('rules.table.no_rows', { table: table.name });
  if (rows.length > TABLE_ROWS_MAX || inputs.length + outputs.length > TABLE_COLUMNS_MAX) {
    const columns = inputs.length + outputs.length;
    const max = columns > TABLE_COLUMNS_MAX ? TABLE_COLUMNS_MAX : TABLE_ROWS_MAX;
    note('rules.too_long', { table: table.name, rows: rows.length, columns, max });
  }
  if (AGGREGATES.has(table.hitPolicy) && outputs.length !== 1) {
    note('rules.table.hit_policy', { policy: table.hitPolicy, outputs: outputs.length });
  }
  const ranked = table.hitPolicy === 'P' || table.hitPolicy === 'O';
  if (ranked && outputs.every(({ values }) => values === undefined)) {
    note('rules.table.hit_policy', { policy: table.hitPolicy, outputs: outputs.length });
  }
  for (const row of rows) {
    if (row.when.length !== inputs.length || row.results.length !== outputs.length) {
      note('rules.table.columns', { row: row.id, cells: row.when.length, columns: inputs.length });
    }
    const { from, to } = row.valid ?? {};
    if (from !== undefined && to !== undefined && to < from) {
      note('rules.table.validity', { row: row.id, from, to });
    }
    if (options.requireSource === true && row.source === undefined) {
      note('rules.table.no_source', { row: row.id }, 'warning');
    }
  }
  return found;
}

/** Returns the names a table reads from the facts, sorted. */
export function inputsOfTable(table: CompiledTable): readonly string[] {
  return table.inputs.map(({ name }) => name).sort();
}
