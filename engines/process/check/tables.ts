import { analyseTable, compileTable } from '#engines/rules/index.ts';
import type { Definition, FormField } from '../definition.ts';
import { error, type Fault, warning } from '../finding.ts';
import { rulesTable, type Table } from '../table.ts';
import { typesOfNames } from './expressions.ts';
import type { CheckContext } from './subject.ts';

/**
 * Finds tables that do not compile, rows without a source, inputs no row covers and rows that
 * contradict each other.
 *
 * @source design page 2, "each row and parameter has source and validity"; OMG DMN 1.5, 8.2.10
 */
export function checkTables(definition: Definition, context: CheckContext): Fault[] {
  const tables = definition.tables ?? [];
  return tables.flatMap((table, index) => {
    const path = `tables.${index}`;
    const twice = tables.findIndex(({ code }) => code === table.code) < index;
    return [
      ...(twice ? [error('duplicate-id', `${path}.code`, { id: table.code })] : []),
      ...sources(table, path),
      ...rules(withValues(table, definition.form), path, typesOfNames(definition, context)),
    ];
  });
}

function sources(table: Table, path: string): Fault[] {
  return table.rows.flatMap(({ source, clause }, row) =>
    source === undefined && clause === undefined && table.clause === undefined
      ? [error('missing-clause', `${path}.rows.${row}`, { element: `${path}.rows.${row}` })]
      : [],
  );
}

/** A table with what the inputs can be, so that no row need cover a choice the form has not. */
type Valued = { readonly table: Table; readonly values: readonly (string | undefined)[] };

function withValues(table: Table, form: readonly FormField[]): Valued {
  const values = table.inputs.map(({ expression }) => {
    const choices = form.find(({ id }) => id === expression)?.choices ?? [];
    return choices.length === 0
      ? undefined
      : choices.map(({ value }) => JSON.stringify(value)).join(', ');
  });
  return { table, values };
}

function rules(
  { table, values: possible }: Valued,
  path: string,
  inputs: ReturnType<typeof typesOfNames>,
): Fault[] {
  const values = { table: table.code };
  const plain = rulesTable(table);
  const valued = plain.inputs.map(({ expression }, column) => {
    const one = possible[column];
    // Without its label: a counter-example names its columns as the form does, not in one language.
    return one === undefined ? { expression } : { expression, values: one };
  });
  const { table: compiled, findings } = compileTable({ ...plain, inputs: valued }, { inputs });
  const faults = findings.map((found): Fault => {
    const make = found.severity === 'error' ? error : warning;
    const said = { ...values, ...found.values, rule: found.code };
    const fault = make('bad-table', `${path}${cellPath(table, found.values)}`, said);
    const clause = rowAt(table, found.values)?.clause ?? table.clause;
    return clause === undefined ? fault : { ...fault, clause };
  });
  if (!compiled) return faults;
  const { gap, overlaps } = analyseTable(compiled);
  const contradictions = overlaps.filter(({ sameOutputs }) => table.hit === 'U' || !sameOutputs);
  if (gap) faults.push(warning('table-gap', path, { ...values, at: JSON.stringify(gap) }));
  // Only these policies want one answer; the others are made to take several rows together.
  if (table.hit !== 'U' && table.hit !== 'A') return faults;
  for (const { rows, at } of contradictions) {
    const both = rows.join(', ');
    faults.push(error('table-overlap', path, { ...values, rows: both, at: JSON.stringify(at) }));
  }
  return faults;
}

type CellPlace = Readonly<Record<string, string | number>>;

const rowAt = (table: Table, { row }: CellPlace): Table['rows'][number] | undefined =>
  table.rows[Number(row) - 1];

/** The path of the cell a finding names, from its table on; rows and columns count from 1. */
function cellPath(table: Table, place: CellPlace): string {
  const { row, column, output } = place;
  const at = rowAt(table, place) === undefined ? '' : `.rows.${Number(row) - 1}`;
  const result = table.outputs.findIndex(({ name }) => name === output);
  if (at !== '' && result >= 0) return `${at}.gives.${result}`;
  if (typeof column !== 'number' || table.inputs[column - 1] === undefined) return at;
  return at === '' ? `.inputs.${column - 1}` : `${at}.when.${column - 1}`;
}
