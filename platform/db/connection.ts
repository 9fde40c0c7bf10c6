import { Kysely, type Transaction } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { ParkDialect } from './park-dialect.ts';
import { valueParsers } from './values.ts';

/** A pool of connections under one role. Queries on it see no park's rows; use `inPark`. */
export type Db = Kysely<Database>;

/** One open transaction; the only thing a store accepts. Never use the outer `Db` inside it. */
export type Tx = Transaction<Database>;

/** Who the connection acts as; `owner` is the login user itself and is for migrations only. */
export type DatabaseRole = 'app' | 'worker' | 'auth' | 'owner';

/** The PostgreSQL role behind each name; made by `migrate`, without a password of their own. */
export const roleNames = {
  app: 'guiju_app',
  worker: 'guiju_worker',
  auth: 'guiju_auth',
} as const satisfies Record<Exclude<DatabaseRole, 'owner'>, string>;

const poolSizeMax = 10;
const statementTimeoutMs = 30_000;
const idleInTransactionTimeoutMs = 60_000;
const connectTimeoutMs = 10_000;

/** What a raw `pg` client or pool needs to act under a role, for code that cannot use Kysely. */
export function connectionOptions(url: string, role: DatabaseRole): pg.ClientConfig {
  const settings = [
    'timezone=UTC',
    'datestyle=ISO',
    // For disks without arms: by PostgreSQL's own figure a few rows are read by reading them all.
    'random_page_cost=1.1',
    ...(role === 'owner'
      ? []
      : [`role=${roleNames[role]}`, `statement_timeout=${statementTimeoutMs}`]),
    `idle_in_transaction_session_timeout=${idleInTransactionTimeoutMs}`,
  ];
  return {
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
    types: valueParsers,
  };
}

/**
 * Opens a pool of connections that act under one role; nothing connects before the first query.
 * Close it with `db.destroy()`.
 *
 * @param url  a PostgreSQL connection string; a socket folder goes in `?host=`
 * @param role what the connections may do; row-level security holds for all but a superuser owner
 * @param options `max`: connections at most, 10 when absent
 * @source 3-architecture Tenancy
 */
export function openDatabase(url: string, role: DatabaseRole, options: { max?: number } = {}): Db {
  const pool = openPool(url, role, options);
  return new Kysely<Database>({ dialect: new ParkDialect(pool) });
}

/** Opens the pool itself, for libraries that take no Kysely; close it with `pool.end()`. */
export function openPool(url: string, role: DatabaseRole, options: { max?: number } = {}): pg.Pool {
  const pool = new pg.Pool({ ...connectionOptions(url, role), max: options.max ?? poolSizeMax });
  // A connection that breaks is dropped by the pool, and a query on it fails aloud. Without these
  // listeners Node would end the whole process each time PostgreSQL restarts.
  const ignore = (): undefined => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}
