import { AsyncLocalStorage } from 'node:async_hooks';
import { PostgresDialect, type Driver, type TransactionSettings } from 'kysely';
import type pg from 'pg';
import { Memory } from './memory.ts';
import { ParkConnection } from './park-connection.ts';

/** The park of the transaction that is about to begin; taken by the first that does. */
const beginning = new AsyncLocalStorage<{ park: string | undefined }>();

/** Runs `begin`, whose first transaction on a pool of `ParkDialect` is for rows of `park`. */
export function beginningFor<T>(park: string, begin: () => Promise<T>): Promise<T> {
  return beginning.run({ park }, begin);
}

/**
 * PostgreSQL whose transactions take few round trips: `begin` and the park go with the first query,
 * writes nobody waits for with the next query or the commit.
 *
 * @source ADR 0008
 */
export class ParkDialect extends PostgresDialect {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): ParkDriver {
    return new ParkDriver(this.#pool);
  }
}

class ParkDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #connections = new WeakMap<pg.PoolClient, ParkConnection>();
  readonly #memories = new Map<string, Memory>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {
    // The pool connects when it is first asked.
  }

  async acquireConnection(): Promise<ParkConnection> {
    const client = await this.#pool.connect();
    const connection = this.#connections.get(client) ?? new ParkConnection(client);
    this.#connections.set(client, connection);
    return connection;
  }

  async beginTransaction(
    connection: ParkConnection,
    { isolationLevel, accessMode }: TransactionSettings,
  ): Promise<void> {
    const modes = [isolationLevel && `isolation level ${isolationLevel}`, accessMode];
    const asked = beginning.getStore();
    const park = asked?.park === undefined ? undefined : this.#parkOf(asked.park);
    connection.begin(['begin', ...modes.filter(Boolean)].join(' '), park);
    if (asked) asked.park = undefined;
  }

  #parkOf(code: string): { code: string; memory: Memory } {
    const memory = this.#memories.get(code) ?? new Memory();
    this.#memories.set(code, memory);
    return { code, memory };
  }

  commitTransaction(connection: ParkConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: ParkConnection): Promise<void> {
    return connection.rollback();
  }

  async releaseConnection(connection: ParkConnection): Promise<void> {
    connection.release();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }
}
