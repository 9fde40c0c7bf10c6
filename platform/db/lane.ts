import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { Memory } from './memory.ts';
import type { Answer, Passenger } from './passenger.ts';
import type { ParkConnection } from './park-connection.ts';

type Asked = Omit<Passenger, 'resolve' | 'reject'>;

/** What one who acts asks and writes on a connection, in their own order. */
export class Lane implements DatabaseConnection {
  readonly #connection: ParkConnection;
  readonly #memory: Memory | undefined;
  readonly #mayRecall: boolean;
  #waiting: Passenger[] = [];
  #hasWritten = false;
  #hasRecalled = false;
  #isClosed = false;

  /** @param known `memory` of the park, and whether this act may rest on it: it may be run again */
  constructor(
    connection: ParkConnection,
    known: { readonly memory?: Memory | undefined; readonly mayRecall?: boolean } = {},
  ) {
    this.#connection = connection;
    this.#memory = known.memory;
    this.#mayRecall = known.mayRecall ?? false;
  }

  /** What is known of a key, if this act may rest on it; see {@link Memory}. */
  recall(key: string): unknown {
    if (!this.#mayRecall) return undefined;
    const value = this.#memory?.recall(key);
    if (value !== undefined) this.#hasRecalled = true;
    return value;
  }

  remember(key: string, value: unknown): void {
    this.#memory?.remember(key, value);
  }

  forget(key: string): void {
    this.#memory?.forget(key);
  }

  /** Whether the act rests on what was remembered, which may no longer be so. */
  get hasRecalled(): boolean {
    return this.#hasRecalled;
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
    const { sql: text, parameters: values } = query;
    if (query.query.kind !== 'SelectQueryNode') this.#hasWritten = true;
    if (query.query.kind === 'RawNode' && values.length === 0) {
      await this.ask({ name: 'db.nothing', text: 'select', values: [] });
      return this.#connection.script(text);
    }
    const answer = await this.ask({ text, values });
    // The builder says what its rows are.
    return answer as QueryResult<R>;
  }

  // Kysely asks for this; nothing here reads a cursor.
  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('read in pages: this connection has no cursors');
  }

  /** Keeps a statement for the next question. */
  wait(passenger: Passenger): void {
    if (this.#isClosed) throw new Error('the transaction is over');
    this.#waiting.push(passenger);
  }

  /** Sends what waits and a question; returns its answer. */
  async ask(asked: Asked): Promise<Answer> {
    if (this.#isClosed) throw new Error('the transaction is over');
    if (asked.name !== undefined && !isRead(asked)) this.#hasWritten = true;
    if (!this.#waiting.every(isRead)) this.#hasWritten = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    return answered((waiter) => this.#connection.board([...waiting, { ...asked, ...waiter }]));
  }

  /** Ends the lane. @returns what still waits: to be sent with the commit, or dropped */
  close(): Passenger[] {
    this.#isClosed = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}

/** Waits for the answer of what `send` hands over. */
export async function answered(
  send: (waiter: Pick<Passenger, 'resolve' | 'reject'>) => void,
): Promise<Answer> {
  try {
    return await new Promise((resolve, reject) => send({ resolve, reject }));
  } catch (error) {
    // From the socket no trace leads back to whoever asked.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

/** What asks together with others writes nothing. */
const isRead = ({ joins }: Asked): boolean =>
  joins === 'same' || (typeof joins === 'object' && 'column' in joins);
