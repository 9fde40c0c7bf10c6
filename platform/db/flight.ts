import pg from 'pg';
import { wireValue } from './parameters.ts';
import type { Answer, Passenger } from './passenger.ts';
import { valueParsers } from './values.ts';

type Field = { readonly name: string; readonly dataTypeID: number };
type Column = { readonly name: string; readonly read: (text: string) => unknown };
type Row = Record<string, unknown>;

/** The statements a connection has prepared, with the columns each answers. */
export type Prepared = Map<string, readonly Column[]>;

/** The part of node-pg's connection that writes protocol messages, as `pg-cursor` uses it. */
type Wire = {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: {
    statement: string;
    values: readonly unknown[];
    valueMapper: (value: unknown) => string | Buffer | null;
  }): void;
  describe(message: { type: 'P'; name: string }): void;
  close(message: { type: 'S'; name: string }): void;
  execute(message: Record<string, never>): void;
  sync(): void;
};

const counted: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/**
 * Statements that are sent in one write and answered in one: they run in order, and what follows
 * one that fails is skipped by the server.
 *
 * @source PostgreSQL manual, Message Flow: Pipelining (one Sync for several statements)
 */
export class Flight implements pg.Submittable {
  readonly #passengers: readonly Passenger[];
  readonly #prepared: Prepared;
  /** Told when the connection is free for the next, with what the socket said if it failed. */
  readonly #landed: (error: unknown) => void;
  #answered = 0;
  #columns: readonly Column[] = [];
  #rows: Row[] = [];

  constructor(
    passengers: readonly Passenger[],
    prepared: Prepared,
    landed: (error: unknown) => void,
  ) {
    this.#passengers = passengers;
    this.#prepared = prepared;
    this.#landed = landed;
  }

  submit(connection: pg.Connection): void {
    // The published type asks for a second argument that node-pg no longer reads.
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    try {
      for (const passenger of this.#passengers) this.#send(wire, passenger);
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
    this.#begin();
  }

  #send(wire: Wire, { text, values, name = '' }: Passenger): void {
    const isPrepared = name !== '' && this.#prepared.has(name);
    // A flight that failed may have left it prepared without having told.
    if (!isPrepared && name !== '') wire.close({ type: 'S', name });
    if (!isPrepared) wire.parse({ name, text });
    wire.bind({ statement: name, values, valueMapper: wireValue });
    if (!isPrepared) wire.describe({ type: 'P', name: '' });
    wire.execute({});
  }

  #begin(): void {
    const name = this.#passengers[this.#answered]?.name;
    this.#columns = (name === undefined ? undefined : this.#prepared.get(name)) ?? [];
    this.#rows = [];
  }

  handleRowDescription(message: { readonly fields: readonly Field[] }): void {
    this.#columns = message.fields.map(({ name, dataTypeID }) => ({
      name,
      read: valueParsers.getTypeParser(dataTypeID, 'text'),
    }));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const row: Row = {};
    // By index: a case has fifty columns, and this is run for every row of every query.
    for (let index = 0; index < this.#columns.length; index += 1) {
      const column = this.#columns[index];
      const text = fields[index] ?? null;
      if (column) row[column.name] = text === null ? null : column.read(text);
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const [command = '', ...counts] = text.split(' ');
    this.#answer({
      command,
      rows: this.#rows,
      ...(counted.has(command) ? { numAffectedRows: BigInt(counts.at(-1) ?? 0) } : {}),
    });
  }

  handleEmptyQuery(): void {
    this.#answer({ command: '', rows: [] });
  }

  #answer(answer: Answer): void {
    const passenger = this.#passengers[this.#answered];
    if (passenger?.name !== undefined) this.#prepared.set(passenger.name, this.#columns);
    this.#answered += 1;
    passenger?.resolve(answer);
    this.#begin();
  }

  handleError(error: unknown): void {
    const told = this.#passengers[this.#answered]?.explain?.(error) ?? error;
    for (const passenger of this.#passengers.slice(this.#answered)) passenger.reject(told);
    this.#answered = this.#passengers.length;
    // node-pg tells a query that failed no more, not even that the connection is ready.
    this.#landed(error);
  }

  handleReadyForQuery(): void {
    // Every statement was answered before, or the flight failed.
    if (this.#answered < this.#passengers.length) this.handleError(new Error('no answer came'));
    else this.#landed(undefined);
  }

  handlePortalSuspended(): void {
    this.handleError(new Error('a statement was suspended although all rows were asked for'));
  }
}

/**
 * Whether PostgreSQL refused a statement and goes on. A fatal error ends the connection, perhaps
 * after a commit that was not yet answered.
 */
export const isSurvived = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR';
