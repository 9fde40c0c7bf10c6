import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import pg from 'pg';
import { openPool, roleNames } from './connection.ts';
import { readMigrationFiles, type MigrationFile } from './migration-files.ts';

/** Any number; it only has to differ from Kysely's own lock in the same database. */
const migrationLock = 7_305_418_221;

/**
 * Brings a database to the newest schema: roles, our migrations in one order, then the job
 * queue's own. Forward only; running it again, or twice at once, changes nothing more.
 *
 * @param url connection string of a user who owns the database and may create roles
 *            (or whose administrator has made the roles of `roleNames` and granted them)
 * @throws when a migration fails; all of our migrations of this run are then rolled back
 */
export async function migrate(url: string): Promise<void> {
  const pool = openPool(url, 'owner', { max: 2 });
  const guard = await pool.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [migrationLock]);
    for (const role of Object.values(roleNames)) await ensureRole(guard, role);
    await runOwnMigrations(pool);
    await installJobQueue(guard, url);
  } finally {
    guard.release(true);
    await pool.end();
  }
}

async function ensureRole(client: pg.PoolClient, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  // Roles belong to the whole server: another database may be making the same one right now.
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = ${pg.escapeLiteral(role)}) then
      create role ${name} nologin;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $$`);
  await client.query(`do $$ begin
    if not (select rolsuper from pg_roles where rolname = current_user) then
      grant ${name} to current_user;
    end if;
  end $$`);
}

async function runOwnMigrations(pool: pg.Pool): Promise<void> {
  const files = await readMigrationFiles();
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => Object.fromEntries(files.map(toMigration)) },
    migrationTableSchema: 'platform',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    // Slices grow side by side: a file may arrive after one with a later minute was released.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

function toMigration(file: MigrationFile): [string, Migration] {
  const up: Migration['up'] = async (db) => {
    try {
      await sql.raw(file.sql).execute(db);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`migration ${file.path} failed: ${reason}`, { cause: error });
    }
  };
  return [file.name, { up }];
}

/**
 * The queue keeps its tables in its own schema, owned by the worker role: it relies on row-level
 * security to shut everybody else out.
 */
async function installJobQueue(client: pg.PoolClient, url: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  const database = pg.escapeIdentifier(rows[0]?.name ?? '');
  const worker = pg.escapeIdentifier(roleNames.worker);
  const { Logger, runMigrations } = await import('graphile-worker');
  const pgPool = openPool(url, 'worker', { max: 1 });
  await client.query(`grant create on database ${database} to ${worker}`);
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => undefined) });
  } finally {
    await pgPool.end();
    await client.query(`revoke create on database ${database} from ${worker}`);
  }
}
