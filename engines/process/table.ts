import type { DecisionTable, HitPolicy, Validity } from '#engines/rules/index.ts';
import type { Localized } from './definition.ts';
import type { TableSource } from './schema.ts';

/** A row of a decision table: a cell for each input, a result for each output, and its source. */
export type TableRow = {
  readonly when: readonly string[];
  readonly gives: readonly string[];
  readonly source?: string;
  readonly clause?: string;
  /** Days on which the row holds, both included; judged on the day of filing. */
  readonly valid?: Validity;
};

/** A result of a table; `type` (fen, basis points) and `values` say how people read it. */
export type TableOutput = {
  readonly name: string;
  readonly title?: Localized;
  readonly type?: 'money' | 'ratio';
  readonly values?: readonly { readonly value: string; readonly title: Localized }[];
};

/**
 * A decision table that a step may name as its `decision`. It proposes; a person decides. Cells are
 * unary tests, results FEEL expressions over the facts.
 *
 * @source design page 2, "Rules"; OMG DMN 1.5, 8.2
 */
export type Table = {
  readonly code: string;
  readonly title: Localized;
  readonly hit: HitPolicy;
  readonly clause?: string;
  readonly inputs: readonly { readonly expression: string; readonly title?: Localized }[];
  readonly outputs: readonly TableOutput[];
  readonly rows: readonly TableRow[];
};

/** The hit policies by the letters of the standard. @source OMG DMN 1.5, 8.2.10 */
const HIT_LETTERS = {
  unique: 'U',
  first: 'F',
  any: 'A',
  collect: 'C',
  sum: 'C+',
  min: 'C<',
  max: 'C>',
  count: 'C#',
} as const satisfies Record<NonNullable<TableSource['hit']>, Table['hit']>;

/** Returns the table of a written one; rows hold without limit where no day is written. */
export function tableOf(source: TableSource): Table {
  const rows = source.rows.map(({ from, to, ...row }) => {
    const valid = from === undefined && to === undefined ? undefined : { from, to };
    return { ...row, valid };
  });
  // Undefined members are removed when the whole definition is filled in.
  return { ...source, hit: HIT_LETTERS[source.hit ?? 'unique'], rows } as Table;
}

/** Returns a table as a definition writes it; reading it again gives the same. */
export function writtenTable({ hit, rows, ...table }: Table): object {
  const named = Object.entries(HIT_LETTERS).find(([, letter]) => letter === hit)?.[0];
  return { ...table, hit: named, rows: rows.map(({ valid, ...row }) => ({ ...row, ...valid })) };
}

/** Returns a table as the rules engine reads it; rows are numbered from 1. */
export function rulesTable(table: Table): DecisionTable {
  return {
    name: table.code,
    hitPolicy: table.hit,
    inputs: table.inputs.map(({ expression, title }) => ({ expression, ...labelOf(title) })),
    outputs: table.outputs.map(({ name, title }) => ({ name, ...labelOf(title) })),
    rows: table.rows.map(({ when, gives, ...row }, index) => ({
      ...row,
      id: String(index + 1),
      when,
      results: gives,
    })),
    ...(table.clause === undefined ? {} : { clause: table.clause }),
  };
}

function labelOf(title: Localized | undefined): { readonly label?: string } {
  return title === undefined ? {} : { label: title['zh-CN'] };
}
