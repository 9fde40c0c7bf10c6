import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from './connection.ts';
import { dumpSchema } from './schema-dump.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';

let database: TestDatabase;
let owner: Db;
beforeAll(async () => {
  database = await testDatabase();
  owner = openDatabase(database.url, 'owner', { max: 2 });
});
afterAll(async () => {
  await owner.destroy();
  await database.close();
});

/** Schemas without rows of any park. */
const global = ['auth', 'graphile_worker'];
/** Tables without rows of any park: which migrations have run, and what base packs publish. */
const globalTables = ['platform.migration', 'platform.migration_lock', 'platform.calendar'];

/** Names that a statement over our own tables finds. */
async function tablesWhere(condition: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname !~ '^pg_|^information_schema$'
       and n.nspname <> all(${global}) and n.nspname || '.' || c.relname <> all(${globalTables})
       and ${sql.raw(condition)} order by 1`.execute(owner);
  return rows.map((row) => row.name);
}

describe('the schema', () => {
  test('is the one in schema.sql (else: node tools/run.mjs platform/db/write-schema.ts)', async () => {
    const file = await readFile(join(import.meta.dirname, 'schema.sql'), 'utf8');
    expect(await dumpSchema(database.url)).toBe(file);
  });

  test('is written down with what matters for safety', async () => {
    const text = await dumpSchema(database.url);
    expect(text).toContain('alter table journal.entry enable row level security, force row level');
    expect(text).toContain('grant select on journal.datum to guiju_app;');
    expect(text).toContain('SECURITY DEFINER');
    expect(text).not.toContain('update on journal.entry to guiju_app');
  });
});

describe('every table of a park', () => {
  test('has a park, and there are tables at all', async () => {
    expect((await tablesWhere('true')).length).toBeGreaterThan(8);
    const without = await tablesWhere(`not exists (
      select from pg_attribute where attrelid = c.oid and attname = 'park_id'
         and atttypid = 'text'::regtype and attnotnull)`);
    expect(without).toEqual([]);
  });

  test('is shut by row-level security, also to its owner', async () => {
    expect(await tablesWhere('not (relrowsecurity and relforcerowsecurity)')).toEqual([]);
    const without = await tablesWhere(`not exists (
      select from pg_policy where polrelid = c.oid and polname = 'park' and polcmd = '*'
         and pg_get_expr(polqual, polrelid) = '(park_id = platform.current_park())'
         and pg_get_expr(polwithcheck, polrelid) = '(park_id = platform.current_park())')`);
    expect(without).toEqual([]);
  });

  test('has its park in every unique key, so that none tells of another park', async () => {
    const { rows } = await sql<{ name: string }>`
      select indexrelid::regclass::text as name from pg_index i
        join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
       where indisunique and n.nspname !~ '^pg_' and n.nspname <> all(${global})
         and n.nspname || '.' || c.relname <> all(${globalTables})
         and not exists (select from pg_attribute a where a.attrelid = c.oid
                            and a.attname = 'park_id' and a.attnum = any(i.indkey))`.execute(owner);
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  test('refers to its own schema only', async () => {
    const { rows } = await sql<{ name: string }>`
      select conrelid::regclass || ' ' || conname as name from pg_constraint k
        join pg_class a on a.oid = conrelid join pg_class b on b.oid = confrelid
       where contype = 'f' and a.relnamespace <> b.relnamespace`.execute(owner);
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  test('says what it is for', async () => {
    const silent = `coalesce(obj_description(c.oid, 'pg_class'), '') = ''`;
    expect(await tablesWhere(silent)).toEqual([]);
  });

  test('gives nobody more than was asked for', async () => {
    expect(
      await tablesWhere(`exists (select from aclexplode(c.relacl) a where a.grantee = 0
         or a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER') and a.grantee <> relowner)`),
    ).toEqual([]);
  });
});

describe('definer functions', () => {
  test('fix their search path and are not open to everybody', async () => {
    const { rows } = await sql<{ name: string }>`
      select p.oid::regprocedure::text as name from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> all(${global})
         and (not exists (select from unnest(p.proconfig) c where c like 'search_path=%')
              or p.proacl is null
              or exists (select from aclexplode(p.proacl) a where a.grantee = 0))`.execute(owner);
    expect(rows.map((row) => row.name)).toEqual([]);
  });
});
