import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { checkExternal, migrate } from './index.ts';
import { onDatabase, runAs } from './testing/cluster.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';

const refusal = (code: string, values: object = {}) =>
  expect.objectContaining({ code, values: expect.objectContaining(values) });

let database: TestDatabase;
const plain = `plain_${randomUUID().slice(0, 8)}`;
const asPlain = (url: string): string => {
  const changed = new URL(url);
  changed.username = plain;
  return changed.href;
};
const admin = () => inject('testServer').adminUrl;
beforeAll(async () => {
  database = await testDatabase();
  await runAs(admin(), `create role ${plain} login`);
});
afterAll(async () => {
  await database.close();
  await runAs(admin(), `drop role ${plain}`);
});

describe('a database named from outside', () => {
  test('that answers and is new enough is taken', async () => {
    await expect(checkExternal(database.url)).resolves.toBeUndefined();
  });

  test('that does not answer, or is not there, is refused by name and without a password', async () => {
    const nobody = 'postgres://someone:secret-word@127.0.0.1:1/none';
    const refused = await checkExternal(nobody).catch((error: unknown) => error);
    expect(refused).toEqual(refusal('db.unreachable'));
    expect(JSON.stringify(refused)).not.toContain('secret-word');
    const missing = checkExternal(onDatabase(admin(), 'not_there'));
    await expect(missing).rejects.toEqual(refusal('db.no_database', { database: 'not_there' }));
  });

  test('whose user is not let in is refused by the user’s name', async () => {
    const changed = new URL(database.url);
    changed.username = 'nobody_here';
    const refused = checkExternal(changed.href);
    await expect(refused).rejects.toEqual(refusal('db.sign_in_refused', { user: 'nobody_here' }));
  });
});

describe('bringing a database to the newest schema', () => {
  test('data of a newer version is refused and stays as it is', async () => {
    const name = '299901010000_cases_later';
    await runAs(
      database.url,
      `insert into platform.migration (name, timestamp) values ('${name}', '2999-01-01')`,
    );
    await expect(migrate(database.url)).rejects.toEqual(refusal('db.newer_schema', { name }));
    await runAs(database.url, `delete from platform.migration where name = '${name}'`);
    await expect(migrate(database.url)).resolves.toBeUndefined();
  });

  test('a user who may not make roles is told what the administrator does', async () => {
    const refused = migrate(asPlain(database.url));
    await expect(refused).rejects.toEqual(refusal('db.no_role_right', { user: plain }));
  });

  test('a user with the roles but without the schema is told who must own it', async () => {
    const roles = 'guiju_app, guiju_worker, guiju_auth';
    await runAs(admin(), `grant ${roles} to ${plain}`);
    const empty = `empty_${randomUUID().slice(0, 8)}`;
    await runAs(admin(), `create database ${empty}`);
    const url = asPlain(onDatabase(admin(), empty));
    await expect(migrate(url)).rejects.toEqual(refusal('db.no_right', { user: plain }));
    await runAs(admin(), `alter database ${empty} owner to ${plain}`);
    await expect(migrate(url)).resolves.toBeUndefined();
    await runAs(admin(), `drop database ${empty} with (force)`);
    await runAs(admin(), `revoke ${roles} from ${plain}`);
  });
});

test('both languages have the same sentences', () => {
  const read = (language: string): Record<string, string> =>
    JSON.parse(readFileSync(join(import.meta.dirname, 'text', `${language}.json`), 'utf8'));
  expect(Object.keys(read('zh-CN'))).toEqual(Object.keys(read('en')));
});
