import type { Tx } from './connection.ts';
import { Lane } from './lane.ts';
import { ParkConnection } from './park-connection.ts';
import { nobody, type Answer, type Joining } from './passenger.ts';

/** A statement of constant text that each connection prepares once, under its name. */
export type Statement = {
  /** Unique in the program, at most 63 characters, as `journal.entries`. */
  readonly name: string;
  readonly text: string;
  /** How it may travel as one with the same statement of others; see {@link Joining}. */
  readonly joins?: Joining;
};

/** Says what an error of a statement means; returns the error to throw. */
type Explain = (error: unknown) => unknown;

const lanes = new WeakMap<Tx, Lane>();

/**
 * What a transaction sends, without the query builder: its layers cost more than such statements.
 *
 * @throws {TypeError} when the transaction is not one of `openDatabase`
 */
async function laneOf(tx: Tx): Promise<Lane> {
  const known = lanes.get(tx);
  if (known) return known;
  const lane = await tx.getExecutor().provideConnection(async (connection) => {
    if (connection instanceof Lane) return connection;
    if (connection instanceof ParkConnection) return connection.lane;
    throw new TypeError('not a transaction of openDatabase');
  });
  lanes.set(tx, lane);
  return lane;
}

/**
 * Runs a prepared statement.
 *
 * @typeParam Row what its text selects
 */
export async function runStatement<Row>(
  tx: Tx,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const lane = lanes.get(tx) ?? (await laneOf(tx));
  const { rows } = await lane.ask({ ...statement, values });
  // The caller names the columns of its own text.
  return rows as Row[];
}

/**
 * Hands over a prepared statement that is sent with the next query of the transaction, at the
 * latest with its commit: a write whose answer nobody reads costs no round trip. Statements run in
 * the order they were given; when one fails, those after it and the commit do not happen.
 *
 * @param given.explain says what its error means: it is thrown by whatever sends it
 * @param given.answered is told the rows, long after: of all that travelled as one
 */
export async function sendLater(
  tx: Tx,
  statement: Statement,
  given: {
    readonly values: readonly unknown[];
    readonly explain?: Explain;
    readonly answered?: (rows: readonly unknown[]) => void;
  },
): Promise<void> {
  const lane = lanes.get(tx) ?? (await laneOf(tx));
  const { answered, ...asked } = given;
  const waiter = answered ? { ...nobody, resolve: ({ rows }: Answer) => answered(rows) } : nobody;
  lane.wait({ ...waiter, ...statement, ...asked });
}

/** What the acts of a park remember, as one of them sees it; outside of `inParkTogether` nothing. */
export type Recollection = Pick<Lane, 'recall' | 'remember' | 'forget'>;

/**
 * Returns what is remembered for the acts of the park of a transaction. Whoever rests on it has to
 * write under a condition that PostgreSQL refuses when it is no longer so; then, and when anything
 * else is refused, the act is run again and recalls nothing.
 *
 * @source ADR 0011
 */
export async function recollectionOf(tx: Tx): Promise<Recollection> {
  return lanes.get(tx) ?? (await laneOf(tx));
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
  statement: Statement,
  values: readonly unknown[],
): Promise<() => Promise<Row[]>> {
  const { promise, resolve, reject } = Promise.withResolvers<Row[]>();
  // Whoever sends it is told as well; nobody may ever ask for the rows.
  promise.catch(() => undefined);
  let isAnswered = false;
  const lane = lanes.get(tx) ?? (await laneOf(tx));
  lane.wait({
    ...{ ...statement, values, reject },
    resolve: ({ rows }) => {
      isAnswered = true;
      // The caller names the columns of its own text.
      resolve(rows as Row[]);
    },
  });
  return async () => {
    if (!isAnswered) await runStatement(tx, nothing, []);
    return promise;
  };
}
