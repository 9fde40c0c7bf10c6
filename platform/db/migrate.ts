import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import pg from 'pg';
import { openPool, roleNames } from './connection.ts';
import { readMigrationFiles, type MigrationFile } from './migration-files.ts';
import { DatabaseRefusal } from './refusal.ts';

/** Any number; it only has to differ from Kysely's own lock in the same database. */
const migrationLock = 7_305_418_221;

/**
 * Brings a database to the newest schema: roles, our migrations in one order, then the job
 * queue's own. Forward only; running it again, or twice at once, changes nothing more.
 *
 * @param url connection string of a user who owns the database and may create roles
 *            (or whose administrator has made the roles of `roleNames` and granted them)
 * @throws {DatabaseRefusal} `db.newer_schema`, `db.no_role_right`, `db.no_right`
 * @throws when a migration fails; all of our migrations of this run are then rolled back
 */
export async function migrate(url: string): Promise<void> {
  const pool = openPool(url, 'owner', { max: 2 });
  const guard = await pool.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [migrationLock]);
    const files = await readMigrationFiles();
    await ensureRoles(guard);
    await refuseNewer(guard, files);
    await runOwnMigrations(pool, files);
    await installJobQueue(guard, url);
  } catch (error) {
    throw isForbidden(error) ? await rightMissing(guard, error) : error;
  } finally {
    guard.release(true);
    await pool.end();
  }
}

const isForbidden = (error: unknown): error is Error =>
  error instanceof Error && codeOf(error.cause ?? error) === '42501';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Who asked, of which database, and what PostgreSQL said it may not. */
async function rightMissing(client: pg.PoolClient, error: Error): Promise<DatabaseRefusal> {
  const { user, database } = await whoAsks(client);
  return new DatabaseRefusal('db.no_right', { user, database, reason: error.message });
}

async function whoAsks(client: pg.PoolClient): Promise<{ user: string; database: string }> {
  const { rows } = await client.query<{ user: string; database: string }>(
    'select current_user as user, current_database() as database',
  );
  return rows[0] ?? { user: '', database: '' };
}

/** Data of a later version may not be written by an earlier one, nor read as if it were its own. */
async function refuseNewer(client: pg.PoolClient, files: readonly MigrationFile[]): Promise<void> {
  const { rows: there } = await client.query("select to_regclass('platform.migration') as found");
  if (there[0]?.found === null) return;
  const { rows } = await client.query<{ name: string }>(
    'select name from platform.migration where name <> all($1) order by name desc limit 1',
    [files.map(({ name }) => name)],
  );
  if (rows[0]) throw new DatabaseRefusal('db.newer_schema', rows[0]);
}

/** A role that may not make others is told what its administrator does once in its place. */
async function ensureRoles(client: pg.PoolClient): Promise<void> {
  try {
    for (const role of Object.values(roleNames)) await ensureRole(client, role);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    const { user } = await whoAsks(client);
    const roles = Object.values(roleNames);
    const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles');
    const missing = roles.filter((role) => !rows.some(({ rolname }) => rolname === role));
    const made = missing.map((role) => `create role ${role} nologin;`);
    const sql = [...made, `grant ${roles.join(', ')} to ${pg.escapeIdentifier(user)};`].join(' ');
    throw new DatabaseRefusal('db.no_role_right', { user, sql });
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
  // Who was granted the role by an administrator may act as it without having it to give.
  const acting = `case when current_setting('server_version_num')::int >= 160000
    then 'SET' else 'MEMBER' end`;
  await client.query(`do $$ begin
    if not pg_has_role(current_user, ${pg.escapeLiteral(role)}, ${acting}) then
      grant ${name} to current_user;
    end if;
  end $$`);
}

async function runOwnMigrations(pool: pg.Pool, files: readonly MigrationFile[]): Promise<void> {
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
