import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type pg from 'pg';
import { Flight, type Answer, type Passenger, type Prepared } from './flight.ts';
import { sendingOf } from './statement.ts';

const nobody = { resolve: () => undefined, reject: () => undefined };

/**
 * A connection on which what waits is sent with the next query, in one write.
 *
 * @source ADR 0008 (an act takes two round trips)
 */
export class ParkConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #prepared: Prepared = new Map();
  #waiting: Passenger[] = [];
  /** Whether a transaction has begun here of which the server knows nothing yet. */
  #isOnlyBegun = false;
  #isBroken = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Begins a transaction with its first query. */
  begin(text: string, park: string | undefined): void {
    this.#isOnlyBegun = true;
    this.#waiting.push({ ...nobody, name: text, text, values: [] });
    if (park === undefined) return;
    const setPark = `select set_config('app.park', $1, true)`;
    this.#waiting.push({ ...nobody, name: 'db.park', text: setPark, values: [park] });
  }

  /** Sends what waits and the commit. @throws what a statement that waited throws */
  async commit(): Promise<void> {
    if (this.#isOnlyBegun && this.#waiting.every(({ name }) => isBeginning(name))) {
      return this.#forget();
    }
    const { command } = await this.#ask({ name: 'db.commit', text: 'commit', values: [] });
    if (command === 'ROLLBACK') throw new Error('the transaction had failed before its commit');
  }

  /** Ends the transaction without it; what waits is not sent. */
  async rollback(): Promise<void> {
    const isUnknown = this.#isOnlyBegun;
    for (const { reject } of this.#waiting) reject(new Error('the transaction was rolled back'));
    this.#forget();
    if (isUnknown) return;
    try {
      await this.#ask({ name: 'db.rollback', text: 'rollback', values: [] });
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  /** Gives the connection back to its pool, which closes it when it cannot be used again. */
  release(): void {
    if (this.#waiting.length > 0) this.#isBroken = true;
    this.#client.release(this.#isBroken);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const sending = sendingOf(query);
    const { sql: text, parameters: values } = query;
    if (sending?.waits) {
      this.#waiting.push({ ...nobody, ...sending, text, values });
      return { rows: [] };
    }
    if (sending === undefined && query.query.kind === 'RawNode' && values.length === 0) {
      return this.#script(text);
    }
    const answer = await this.#ask({ ...sending, text, values });
    // The builder or the caller of the text says what its rows are.
    return answer as QueryResult<R>;
  }

  /** Text without parameters may be several statements, which only the simple protocol takes. */
  async #script<R>(text: string): Promise<QueryResult<R>> {
    const last = this.#waiting.pop();
    if (last !== undefined) {
      const sent = this.#ask(last);
      sent.then(last.resolve, last.reject);
      await sent;
    }
    const { command, rowCount, rows } = await this.#client.query(text);
    const isChange = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command);
    return { rows: rows ?? [], ...(isChange ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  }

  // Kysely asks for this; nothing here reads a cursor.
  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('read in pages: this connection has no cursors');
  }

  async #ask(asked: Omit<Passenger, 'resolve' | 'reject'>): Promise<Answer> {
    try {
      return await this.#answerTo(asked);
    } catch (error) {
      // From the socket no trace leads back to whoever asked.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  #answerTo(asked: Omit<Passenger, 'resolve' | 'reject'>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const passengers = [...this.#waiting, { ...asked, resolve, reject }];
      this.#forget();
      this.#client.query(new Flight(passengers, this.#prepared));
    });
  }

  #forget(): void {
    this.#waiting = [];
    this.#isOnlyBegun = false;
  }
}

const isBeginning = (name: string | undefined): boolean =>
  name === 'db.park' || name?.startsWith('begin') === true;
