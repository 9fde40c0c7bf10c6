import type { QueryResult } from 'kysely';
import type { ColumnKind } from './parameters.ts';

/** A statement on its way, and who waits for its answer. */
export type Passenger = {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Prepared once a connection under this name; parsed anew when absent. */
  readonly name?: string;
  /** How it may travel as one with others of its name; alone when absent. */
  readonly joins?: Joining;
  readonly explain?: (error: unknown) => unknown;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

/** What a statement answered; `command` is the first word of its tag, as `UPDATE`. */
export type Answer = QueryResult<unknown> & { readonly command: string };

/**
 * How statements of one name that are sent side by side become one: `rows` writes what each of them
 * writes (every value is a column, as an array), `row` the one row that each of them writes (every
 * value is itself, and becomes a column of the kind said for its place); `same` asks once where all values are equal; `key`
 * asks once for all keys (its one value, in SQL an array) and answers each with the rows whose
 * `column` is its own.
 */
export type Joining =
  'rows' | 'same' | { readonly row: readonly ColumnKind[] } | { readonly column: string };

/** Who waits for no answer. */
export const nobody = { resolve: () => undefined, reject: () => undefined };
