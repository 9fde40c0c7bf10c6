import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { inPark, migrate, openDatabase, readInt8, readInstant, type Db } from './index.ts';
import { readMigrationFiles } from './migration-files.ts';
import { onDatabase, runAs } from './testing/cluster.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';

let database: TestDatabase;
let owner: Db;
let app: Db;
beforeAll(async () => {
  database = await testDatabase();
  owner = openDatabase(database.url, 'owner', { max: 2 });
  app = openDatabase(database.url, 'app', { max: 2 });
  const statements = [
    `call platform.open_schema('probe', 'Tables of this test')`,
    `create table probe.note (park_id text not null, text text not null)`,
    `create table probe.stamp (park_id text not null, text text not null)`,
    `call platform.protect_by_park('probe.note')`,
    `call platform.protect_by_park('probe.stamp', 'append')`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(owner);
});
afterAll(async () => {
  await Promise.all([owner.destroy(), app.destroy()]);
  await database.close();
});

const write = (park: string, text: string) =>
  inPark(app, park, (tx) => sql`insert into probe.note values (${park}, ${text})`.execute(tx));
const read = async (db: Db) =>
  (await sql<{ text: string }>`select * from probe.note`.execute(db)).rows;

describe('inPark', () => {
  test('sees and writes the rows of its park only, with the application’s own filter off', async () => {
    await write('north', 'n');
    await write('south', 's');
    expect(await inPark(app, 'north', read)).toEqual([{ park_id: 'north', text: 'n' }]);
    const touch = (statement: ReturnType<typeof sql>) =>
      inPark(app, 'north', (tx) => statement.execute(tx));
    const changed = await touch(sql`update probe.note set text = text || '!'`);
    expect(changed.numAffectedRows).toBe(1n);
    await expect(touch(sql`update probe.note set park_id = 'south'`)).rejects.toThrow('policy');
    await expect(touch(sql`insert into probe.note values ('south', 'x')`)).rejects.toThrow(
      'policy',
    );
    expect(await inPark(app, 'south', read)).toEqual([{ park_id: 'south', text: 's' }]);
  });

  test('outside of it there are no rows, also on a connection that served a park', async () => {
    const single = openDatabase(database.url, 'app', { max: 1 });
    expect(await inPark(single, 'north', read)).toHaveLength(1);
    expect(await read(single)).toEqual([]);
    const forged = sql`insert into probe.note values ('', 'x')`.execute(single);
    await expect(forged).rejects.toThrow('policy');
    await single.destroy();
  });

  test('keeps parks apart that work side by side, and gives none to a plain transaction', async () => {
    const parkOf = (db: Db) =>
      sql<{ park: string | null }>`select platform.current_park() as park`
        .execute(db)
        .then(({ rows }) => rows[0]?.park);
    const parks = Array.from({ length: 40 }, (_, i) => `park-${i % 7}'"\\;--`);
    const seen = await Promise.all(parks.map((park) => inPark(app, park, parkOf)));
    expect(seen).toEqual(parks);
    const plain = await inPark(app, 'north', () => app.transaction().execute(parkOf));
    expect(plain).toBeNull();
  });

  test('rolls everything back when its work throws', async () => {
    const failed = inPark(app, 'north', async (tx) => {
      await sql`insert into probe.note values ('north', 'lost')`.execute(tx);
      throw new Error('refused');
    });
    await expect(failed).rejects.toThrow('refused');
    expect(await inPark(app, 'north', read)).toHaveLength(1);
  });

  test('refuses an empty park, which would read as none', async () => {
    await expect(inPark(app, '', read)).rejects.toThrow('needs the code');
  });

  test('an append-only table takes inserts and nothing else', async () => {
    const run = (statement: ReturnType<typeof sql>) =>
      inPark(app, 'north', (tx) => statement.execute(tx));
    await run(sql`insert into probe.stamp values ('north', 'x')`);
    await expect(run(sql`update probe.stamp set text = 'y'`)).rejects.toThrow('permission');
    await expect(run(sql`delete from probe.stamp`)).rejects.toThrow('permission');
    const unknown = sql`call platform.protect_by_park('probe.stamp', 'everything')`.execute(owner);
    await expect(unknown).rejects.toThrow('access is change, append or read');
  });
});

describe('openDatabase', () => {
  test.each(['app', 'worker', 'auth'] as const)('acts as the role %s', async (role) => {
    const db = openDatabase(database.url, role, { max: 1 });
    const { rows } = await sql`select current_user as name`.execute(db);
    expect(rows).toEqual([{ name: `guiju_${role}` }]);
    await db.destroy();
  });

  test('a connection that the server ends is replaced', async () => {
    await sql`select 1`.execute(app);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
               where datname = current_database() and pid <> pg_backend_pid()`.execute(owner);
    await expect.poll(() => inPark(app, 'south', read).then((rows) => rows.length)).toBe(1);
  });

  test('values arrive as the wire writes them', async () => {
    const { rows } = await sql`
      select 9007199254740991::int8 as int8, '2026-09-18 17:30:00.5+08'::timestamptz as instant,
             '2026-02-28'::date as day, 0.10::numeric as numeric, '{"a":[1]}'::jsonb as json,
             null::timestamptz as nothing`.execute(app);
    expect(rows[0]).toEqual({
      int8: 9_007_199_254_740_991,
      instant: '2026-09-18T09:30:00.500Z',
      day: '2026-02-28',
      numeric: '0.10',
      json: { a: [1] },
      nothing: null,
    });
  });

  test('a number that would lose digits and a time that is no instant are faults', () => {
    expect(() => readInt8('9007199254740992')).toThrow(RangeError);
    expect(readInt8('-5')).toBe(-5);
    expect(() => readInstant('infinity')).toThrow(RangeError);
    expect(() => readInstant('2026-09-18 17:30:00+08')).toThrow(RangeError);
    expect(readInstant('2026-09-18 09:30:00.123456+00')).toBe('2026-09-18T09:30:00.123Z');
  });
});

describe('migrate', () => {
  test('makes an empty database whole, and again and twice at once changes nothing', async () => {
    const { adminUrl } = inject('testServer');
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await runAs(adminUrl, `create database ${name}`);
    const url = onDatabase(adminUrl, name);
    await Promise.all([migrate(url), migrate(url)]);
    await migrate(url);
    const db = openDatabase(url, 'owner', { max: 1 });
    const { rows } = await sql<{ name: string }>`
      select name from platform.migration order by name`.execute(db);
    await db.destroy();
    await runAs(adminUrl, `drop database ${name} with (force)`);
    expect(rows.map((row) => row.name)).toEqual((await readMigrationFiles()).map((f) => f.name));
  });
});

describe('migration files', () => {
  async function listOf(...paths: string[]) {
    const root = await mkdtemp(join(tmpdir(), 'guiju-migrations-'));
    for (const path of paths) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), 'select 1');
    }
    return readMigrationFiles(root).finally(() => rm(root, { recursive: true }));
  }

  test('of all slices are one list by their minute', async () => {
    const files = await listOf(
      'platform/b/migrations/202601010003_b_third.sql',
      'domains/a/migrations/202601010002_a_second.sql',
      'platform/a/migrations/202601010001_a_first.sql',
      'platform/README.md',
      'domains/empty/index.ts',
    );
    expect(files.map((file) => file.name)).toEqual([
      '202601010001_a_first',
      '202601010002_a_second',
      '202601010003_b_third',
    ]);
  });

  test('a wrong name, or one name twice, is a fault', async () => {
    await expect(listOf('platform/a/migrations/001_first.sql')).rejects.toThrow('is named');
    const twice = listOf(
      'platform/a/migrations/202601010001_a_x.sql',
      'domains/a/migrations/202601010001_a_x.sql',
    );
    await expect(twice).rejects.toThrow('twice');
  });
});
