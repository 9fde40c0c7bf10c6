import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './database.ts';

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(statement).finally(() => client.end());
  return rows;
}

test('a test file gets a migrated database of its own, durable as in production', async () => {
  const [one, two] = [await testDatabase(), await testDatabase()];
  await ask(one.url, 'create table only_here (id int)');
  const inTwo = await ask(two.url, `select to_regclass('only_here') as found`);
  const migrated = await ask(two.url, `select to_regnamespace('platform') as found`);
  const fsync = await ask(one.url, `show fsync`);
  await Promise.all([one.close(), two.close()]);
  expect({ inTwo, migrated, fsync }).toEqual({
    inTwo: [{ found: null }],
    migrated: [{ found: 'platform' }],
    fsync: [{ fsync: 'on' }],
  });
});

test('a closed database is gone, open connections or not', async () => {
  const database = await testDatabase();
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  await database.close();
  await expect(ask(database.url, 'select 1')).rejects.toThrow(/does not exist/);
});
