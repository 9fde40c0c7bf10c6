import { AsyncLocalStorage } from 'node:async_hooks';
import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';

/** The park of the transaction that is about to begin; taken by the first that does. */
const beginning = new AsyncLocalStorage<{ park: string | undefined }>();

/** Runs `begin`, whose first transaction on a pool of `parkDialect` is for rows of `park`. */
export function beginningFor<T>(park: string, begin: () => Promise<T>): Promise<T> {
  return beginning.run({ park }, begin);
}

/** PostgreSQL that sets the park in the round trip that begins the transaction: acts are short. */
export class ParkDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): ParkDriver {
    return new ParkDriver(this.#config);
  }
}

class ParkDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    const asked = beginning.getStore();
    if (asked?.park === undefined) return super.beginTransaction(connection, settings);
    const park = pg.escapeLiteral(asked.park);
    asked.park = undefined;
    await connection.executeQuery(
      CompiledQuery.raw(`begin; select set_config('app.park', ${park}, true)`),
    );
  }
}
