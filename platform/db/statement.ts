import { CompiledQuery } from 'kysely';
import type { Tx } from './connection.ts';
import type { Joining } from './passenger.ts';

/** A statement of constant text that each connection prepares once, under its name. */
export type Statement = {
  /** Unique in the program, at most 63 characters, as `journal.entries`. */
  readonly name: string;
  readonly text: string;
  /** How it may travel as one with the same statement of others; see {@link Joining}. */
  readonly joins?: Joining;
};

/** How a query is sent, where it is not an ordinary one. */
export type Sending = {
  readonly name: string;
  /** Whether it waits for the next query of its transaction, or its commit. */
  readonly waits: boolean;
  readonly joins?: Joining;
  /** Says what an error of this statement means; returns the error to throw. */
  readonly explain?: Explain;
  /** Told what it answered, or why it did not. */
  readonly resolve?: (answer: { readonly rows: readonly unknown[] }) => void;
  readonly reject?: (error: unknown) => void;
};

type Explain = (error: unknown) => unknown;

const sendings = new WeakMap<CompiledQuery, Sending>();

/** How a query is to be sent; undefined for an ordinary one. */
export const sendingOf = (query: CompiledQuery): Sending | undefined => sendings.get(query);

/**
 * Runs a prepared statement.
 *
 * @typeParam Row what its text selects
 */
export async function runStatement<Row>(
  tx: Tx,
  { text, ...named }: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const query = CompiledQuery.raw(text, [...values]);
  sendings.set(query, { ...named, waits: false });
  // The caller names the columns of its own text.
  const { rows } = await tx.executeQuery<Row>(query as CompiledQuery<Row>);
  return rows;
}

/**
 * Hands over a prepared statement that is sent with the next query of the transaction, at the
 * latest with its commit: a write whose answer nobody reads costs no round trip. Statements run in
 * the order they were given; when one fails, those after it and the commit do not happen.
 *
 * @param given.explain says what its error means: it is thrown by whatever sends it
 */
export async function sendLater(
  tx: Tx,
  { text, ...named }: Statement,
  given: { readonly values: readonly unknown[]; readonly explain?: Explain },
): Promise<void> {
  const query = CompiledQuery.raw(text, [...given.values]);
  const { explain } = given;
  sendings.set(query, { ...named, waits: true, ...(explain === undefined ? {} : { explain }) });
  await tx.executeQuery(query);
}

const nothing: Statement = { name: 'db.nothing', text: 'select', joins: 'same' };

/**
 * Hands over a prepared question that is sent with the next query of the transaction, as
 * {@link sendLater}: reading two things takes one round trip.
 *
 * @returns asks for the rows; sends the question when nothing else has done so
 */
export async function askLater<Row>(
  tx: Tx,
  { text, ...named }: Statement,
  values: readonly unknown[],
): Promise<() => Promise<Row[]>> {
  const query = CompiledQuery.raw(text, [...values]);
  const { promise, resolve, reject } = Promise.withResolvers<Row[]>();
  // Whoever sends it is told as well; nobody may ever ask for the rows.
  promise.catch(() => undefined);
  let isAnswered = false;
  sendings.set(query, {
    ...{ ...named, waits: true, reject },
    resolve: ({ rows }) => {
      isAnswered = true;
      // The caller names the columns of its own text.
      resolve(rows as Row[]);
    },
  });
  await tx.executeQuery(query);
  return async () => {
    if (!isAnswered) await runStatement(tx, nothing, []);
    return promise;
  };
}
