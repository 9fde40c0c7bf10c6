import type { HitPolicy } from '../syntax/node.ts';
import type { InputType } from '../value/convert.ts';

/** Most rows and columns a table may have. */
export const TABLE_ROWS_MAX = 5_000;
export const TABLE_COLUMNS_MAX = 64;

/** A decision table as plain data. @source OMG DMN 1.5, 8.2 */
export interface DecisionTable {
  readonly name: string;
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  readonly rows: readonly DecisionRow[];
  readonly clause?: string;
}

/** One input column. */
export interface InputClause {
  readonly label?: string;
  /** FEEL over the facts; its value is the subject of the column's cells. */
  readonly expression: string;
  /** The values the subject may take, as unary tests: `"a", "b"` or `[0..100]`. */
  readonly values?: string;
}

/** One output column. */
export interface OutputClause {
  readonly name: string;
  readonly label?: string;
  /** Possible outputs as a list of FEEL expressions, in falling priority for P and O. */
  readonly values?: string;
  /** FEEL; the output when no row matches. */
  readonly otherwise?: string;
  /** The type of its values, for the reader and for export. */
  readonly typeRef?: string;
}

/** One row: a rule with its source and validity. */
export interface DecisionRow {
  readonly id: string;
  /** A cell of unary tests for each input; `-` or empty for any. */
  readonly when: readonly string[];
  /** A FEEL expression for each output. */
  readonly results: readonly string[];
  /** The document, clause or register the row comes from. */
  readonly source?: string;
  readonly clause?: string;
  /** Days on which the row holds, both included. */
  readonly valid?: Validity;
  readonly annotation?: string;
}

/** First and last day, `YYYY-MM-DD` in park time; absent means without limit. */
export interface Validity {
  readonly from?: string;
  readonly to?: string;
}

/** How a table is to be compiled. */
export interface TableOptions {
  /** The names it may read with their types; absent: any. */
  readonly inputs?: Readonly<Record<string, InputType>> | readonly string[];
  /** True when every row has to name its source, as a park's rules must. */
  readonly requireSource?: boolean;
}

/** Returns whether a row holds on a day. Days compare as texts, which ISO 8601 makes correct. */
export function isValidOn(valid: Validity | undefined, day: string): boolean {
  if (valid?.from !== undefined && day < valid.from) return false;
  return valid?.to === undefined || day <= valid.to;
}
