import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { nobody, type Answer, type Passenger } from './passenger.ts';
import type { ParkConnection } from './park-connection.ts';
import { sendingOf } from './statement.ts';

type Asked = Omit<Passenger, 'resolve' | 'reject'>;

/** What one who acts asks and writes on a connection, in their own order. */
export class Lane implements DatabaseConnection {
  readonly #connection: ParkConnection;
  #waiting: Passenger[] = [];
  #hasWritten = false;
  #isClosed = false;

  constructor(connection: ParkConnection) {
    this.#connection = connection;
  }

  /** Whether anything but a plain question was sent. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /** Whether nothing waits to be sent. */
  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#isClosed) throw new Error('the transaction is over');
    const sending = sendingOf(query);
    const { sql: text, parameters: values } = query;
    if (sending?.waits) {
      this.wait({ ...nobody, ...sending, text, values });
      return { rows: [] };
    }
    const isQuestion = query.query.kind === 'SelectQueryNode' || isRead(sending?.joins);
    if (!isQuestion) this.#hasWritten = true;
    if (sending === undefined && query.query.kind === 'RawNode' && values.length === 0) {
      await this.ask({ name: 'db.nothing', text: 'select', values: [] });
      return this.#connection.script(text);
    }
    const answer = await this.ask({ ...sending, text, values });
    // The builder or the caller of the text says what its rows are.
    return answer as QueryResult<R>;
  }

  // Kysely asks for this; nothing here reads a cursor.
  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('read in pages: this connection has no cursors');
  }

  /** Keeps a statement for the next question. */
  wait(passenger: Passenger): void {
    this.#waiting.push(passenger);
  }

  /** Sends what waits and a question; returns its answer. */
  async ask(asked: Asked): Promise<Answer> {
    if (this.#waiting.some(({ joins }) => !isRead(joins))) this.#hasWritten = true;
    try {
      return await new Promise((resolve, reject) => {
        this.#connection.board([...this.#take(), { ...asked, resolve, reject }]);
      });
    } catch (error) {
      // From the socket no trace leads back to whoever asked.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  /** Forgets what waits: whoever waits for its answer is told that there is none. */
  drop(): void {
    for (const { reject } of this.#take()) reject(new Error('the transaction was rolled back'));
  }

  /** Ends the lane. @returns what still waits, to be sent with the commit */
  close(): Passenger[] {
    this.#isClosed = true;
    return this.#take();
  }

  #take(): Passenger[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}

const isRead = (joins: Passenger['joins']): boolean => joins !== undefined && joins !== 'rows';
