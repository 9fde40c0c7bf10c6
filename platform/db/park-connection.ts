import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type pg from 'pg';
import { Flight, isSurvived, type Prepared } from './flight.ts';
import { joinLists } from './joining.ts';
import { answered, Lane } from './lane.ts';
import type { Memory } from './memory.ts';
import { nobody, type Passenger } from './passenger.ts';

/**
 * How a transaction failed: PostgreSQL refused something, so that nothing of it has happened, or the
 * connection was lost, after which nobody here can know whether its commit was heard.
 */
export type Failure = 'undone' | 'lost';

/**
 * A connection on which what waits is sent with the next query, in one write.
 *
 * @source ADR 0008 (an act takes two round trips), ADR 0009 (acts share their round trips)
 */
export class ParkConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #prepared: Prepared = new Map();
  #lane: Lane;
  #memory: Memory | undefined;
  /** The begin and the park of a transaction of which the server knows nothing yet. */
  #head: Passenger[] = [];
  /** What is sent when this turn of the event loop is over: one list for each who asks. */
  #boarding: (readonly Passenger[])[] = [];
  #isFlying = false;
  #failure: Failure | undefined;
  #isBroken = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    this.#lane = new Lane(this);
  }

  /** Begins a transaction with its first query. */
  begin(text: string, park?: { readonly code: string; readonly memory: Memory }): void {
    this.#failure = undefined;
    this.#memory = park?.memory;
    this.#lane = new Lane(this, { memory: this.#memory });
    this.#head.push({ ...nobody, name: text, text, values: [] });
    if (park === undefined) return;
    const setPark = `select set_config('app.park', $1, true)`;
    this.#head.push({ ...nobody, name: 'db.park', text: setPark, values: [park.code] });
  }

  /** What the acts of the park of this transaction remember; none outside of a park. */
  get memory(): Memory | undefined {
    return this.#memory;
  }

  /** Sends what waits and the commit. @throws what a statement that waited throws */
  async commit(): Promise<void> {
    const waiting = this.#endLane();
    if (this.#head.length > 0 && waiting.length === 0) {
      this.#head = [];
      return;
    }
    const commit = { name: 'db.commit', text: 'commit', values: [] };
    const { command } = await answered((waiter) =>
      this.board([...waiting, { ...commit, ...waiter }]),
    );
    if (command !== 'ROLLBACK') return;
    this.#failure = 'undone';
    throw new Error('the transaction had failed before its commit');
  }

  /** Ends the transaction without it; what waits is not sent. */
  async rollback(): Promise<void> {
    for (const { reject } of this.#endLane()) reject(new Error('the transaction was rolled back'));
    if (this.#head.length > 0) {
      this.#head = [];
      return;
    }
    try {
      const rollback = { name: 'db.rollback', text: 'rollback', values: [] };
      await answered((waiter) => this.board([{ ...rollback, ...waiter }]));
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  /** Whoever still holds the transaction that ends can ask nothing more; the next has its own lane. */
  #endLane(): Passenger[] {
    const waiting = this.#lane.close();
    this.#lane = new Lane(this);
    return waiting;
  }

  /** What the transaction of this connection sends when it belongs to one. */
  get lane(): Lane {
    return this.#lane;
  }

  /** How this transaction failed, if it did. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Gives the connection back to its pool, which closes it when it cannot be used again. */
  release(): void {
    if (this.#head.length > 0 || !this.#lane.isIdle) this.#isBroken = true;
    this.#client.release(this.#isBroken);
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#lane.executeQuery(query);
  }

  // Kysely asks for this; nothing here reads a cursor.
  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('read in pages: this connection has no cursors');
  }

  /**
   * Sends statements when this turn of the event loop is over, as one flight with what others have
   * given by then.
   */
  board(passengers: readonly Passenger[]): void {
    // A tick begins when every promise that was settled has been followed up: all who were answered
    // by one flight have asked their next question.
    if (this.#boarding.length === 0 && !this.#isFlying) process.nextTick(() => this.#takeOff());
    this.#boarding.push(passengers);
  }

  /** Leaves statements, in their order, to be sent with the commit. */
  leave(passengers: readonly Passenger[]): void {
    for (const passenger of passengers) this.#lane.wait(passenger);
  }

  /** Runs text that may be several statements, which only the simple protocol takes. */
  async script<R>(text: string): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#client.query(text);
    const isChange = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command);
    return { rows: rows ?? [], ...(isChange ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  }

  /** Sends what has boarded, unless a flight is still out: then it leaves when that has landed. */
  #takeOff(): void {
    if (this.#isFlying || this.#boarding.length === 0) return;
    const lists = this.#boarding;
    this.#boarding = [];
    try {
      const passengers = [...this.#head, ...joinLists(lists)];
      this.#head = [];
      this.#isFlying = true;
      this.#client.query(new Flight(passengers, this.#prepared, (error) => this.#land(error)));
    } catch (error) {
      // A value that cannot be written: half of the flight may be on its way.
      this.#isBroken = true;
      this.#isFlying = false;
      for (const { reject } of lists.flat()) reject(error);
    }
  }

  #land(error: unknown): void {
    this.#isFlying = false;
    if (error !== undefined) this.#failure ??= isSurvived(error) ? 'undone' : 'lost';
    // Those who were answered board in this turn as well.
    process.nextTick(() => this.#takeOff());
  }
}
