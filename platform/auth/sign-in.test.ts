import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getMigrations } from 'better-auth/db/migration';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#platform/db/index.ts';
import { testDatabase, type TestDatabase } from '#platform/db/testing/database.ts';
import { sessionSecret } from './secret.ts';
import { configure, openSignIn, type SignIn } from './sign-in.ts';

let database: TestDatabase;
let signIn: SignIn;
const secret = 'a secret of more than 32 characters';
const user = { email: 'window@example.test', password: 'correct horse battery', name: '窗口岗' };

beforeAll(async () => {
  database = await testDatabase();
  signIn = openSignIn({ databaseUrl: database.url, secret, triesPerMinute: 4 });
});

afterAll(async () => {
  await signIn.close();
  await database.close();
});

function tryPassword(password: string, address: string, origin = 'http://localhost:7800') {
  return signIn.answer(
    new Request('http://localhost:7800/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, 'x-guiju-address': address },
      body: JSON.stringify({ email: user.email, password }),
    }),
  );
}

function cookiesOf(answer: Response): Headers {
  const pairs = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return new Headers({ cookie: pairs.join('; ') });
}

describe('sign-in', () => {
  test('has exactly the tables the library wants', async () => {
    const pool = new pg.Pool({ connectionString: database.url });
    const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
    const plan = await getMigrations(configure({ databaseUrl: database.url, secret }, db));
    expect(await plan.compileMigrations()).toMatch(/^;?\s*$/);
    await db.destroy();
  });

  test('makes a user once and keeps the id', async () => {
    const id = await signIn.ensureUser(user);
    expect(await signIn.ensureUser({ ...user, password: 'another password' })).toBe(id);
  });

  test('by the right password gives a cookie that names the account', async () => {
    const answer = await tryPassword(user.password, '192.0.2.1');
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie()[0];
    expect(cookie).toMatch(/^guiju\.session_token=.*HttpOnly.*SameSite=Lax/i);
    const account = await signIn.accountOf(cookiesOf(answer));
    expect(account).toEqual({ id: expect.any(String), name: user.name, email: user.email });
  });

  test('by a wrong password, or without a cookie, names nobody', async () => {
    const answer = await tryPassword('wrong password', '192.0.2.2');
    expect(answer.status).toBe(401);
    expect(await signIn.accountOf(cookiesOf(answer))).toBeUndefined();
    expect(await signIn.accountOf(new Headers())).toBeUndefined();
  });

  test('with a forged cookie names nobody', async () => {
    const headers = new Headers({ cookie: 'guiju.session_token=forged.signature' });
    expect(await signIn.accountOf(headers)).toBeUndefined();
  });

  test('from a page of another site is refused', async () => {
    const origin = 'https://elsewhere.test';
    const signedIn = cookiesOf(await tryPassword(user.password, '192.0.2.3'));
    const answer = await signIn.answer(
      new Request('http://localhost:7800/api/auth/sign-out', {
        method: 'POST',
        headers: { cookie: signedIn.get('cookie') ?? '', origin, 'x-guiju-address': '192.0.2.3' },
      }),
    );
    expect(answer.status).toBe(403);
  });

  test('tried too often from one address is refused, from another is not', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await tryPassword('wrong', '192.0.2.9')).status);
    expect(statuses.slice(0, 4)).toEqual([401, 401, 401, 401]);
    expect(statuses.at(-1)).toBe(429);
    expect((await tryPassword('wrong', '192.0.2.10')).status).toBe(401);
  });

  test('nobody can sign themselves up', async () => {
    const answer = await signIn.answer(
      new Request('http://localhost:7800/api/auth/sign-up/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-guiju-address': '192.0.2.4' },
        body: JSON.stringify({ ...user, email: 'new@example.test' }),
      }),
    );
    expect(answer.status).toBe(400);
  });

  test('keeps its tables from the application role', async () => {
    const db = openDatabase(database.url, 'app');
    await expect(sql`select * from auth."user"`.execute(db)).rejects.toThrow('permission denied');
    await db.destroy();
  });

  test('does not start with a short secret', () => {
    expect(() => openSignIn({ databaseUrl: database.url, secret: 'short' })).toThrow('32');
  });
});

describe('the session secret', () => {
  test('is made once, for this user alone, and is the same for two that ask at once', async () => {
    const home = await mkdtemp(join(tmpdir(), 'guiju-secret-'));
    const [first, second] = await Promise.all([sessionSecret(home), sessionSecret(home)]);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toBe(first);
    const path = join(home, 'keys', 'session.secret');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe(`${first}\n`);
    await rm(home, { recursive: true });
  });
});
