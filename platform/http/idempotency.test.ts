import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase, type TestDatabase } from '#platform/db/testing/database.ts';
import { dropOldAnswers, eraseAnswers } from './idempotency.ts';
import { RefusalError } from './refusal.ts';
import { defineRoute } from './route.ts';
import { serverOf } from './testing.ts';

let database: TestDatabase;
let db: Db;
let app: FastifyInstance;
let gate: { arrived: () => void; open: Promise<void> } | undefined;
let fail: 'refusal' | 'fault' | undefined;
let afterwards: string[] = [];

const act = defineRoute({
  method: 'POST',
  url: '/p/:park/api/acts',
  permission: 'signed-in',
  summary: 'Act, slowly if asked to',
  response: { 201: z.object({ by: z.string() }) },
  handler: async (ctx) => {
    ctx.subject('demo-2026-000001-X');
    ctx.afterCommit(async () => void afterwards.push(ctx.requestId));
    return ctx.inPark(async (tx) => {
      await sql`insert into platform.idempotency
        (park_id, principal, route, key, request_hash, status, body)
        values ('demo', 'act', 'trace', ${ctx.requestId}, '', 0, '')`.execute(tx);
      gate?.arrived();
      await gate?.open;
      if (fail === 'refusal') throw new RefusalError('http.stale', 412);
      if (fail === 'fault') throw new Error('broken');
      return { by: ctx.principal.id };
    });
  },
});

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, 'app');
  app = await serverOf(db, [act]);
});

afterAll(async () => {
  await app.close();
  await db.destroy();
  await database.close();
});

beforeEach(async () => {
  gate = undefined;
  fail = undefined;
  afterwards = [];
  await inPark(db, 'demo', (tx) => sql`delete from platform.idempotency`.execute(tx));
});

const ask = (key: string, user = 'window') =>
  app.inject({
    method: 'POST',
    url: '/p/demo/api/acts',
    headers: { 'idempotency-key': key, 'test-user': user },
  });

async function traces(): Promise<number> {
  const { rows } = await inPark(db, 'demo', (tx) =>
    sql<{
      n: number;
    }>`select count(*) as n from platform.idempotency where route = 'trace'`.execute(tx),
  );
  return rows[0]?.n ?? -1;
}

describe('the same request while the first is at work', () => {
  test('is 409, and afterwards gets the first answer; one act is done', async () => {
    let open = () => undefined as void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const arrival = new Promise<void>((arrived) => (gate = { arrived, open: opened }));
    const first = ask('k');
    await arrival;
    const second = await ask('k');
    expect(second.json()).toMatchObject({ status: 409, code: 'http.idempotency_in_flight' });
    open();
    expect((await first).statusCode).toBe(201);
    expect((await ask('k')).headers['idempotency-replayed']).toBe('true');
    expect(await traces()).toBe(1);
  });
});

describe('a request that was refused or broke', () => {
  test.each(['refusal', 'fault'] as const)(
    'by a %s keeps nothing and may be sent again',
    async (by) => {
      fail = by;
      expect((await ask('again')).statusCode).toBe(by === 'fault' ? 500 : 412);
      expect([await traces(), afterwards.length]).toEqual([0, 0]);
      fail = undefined;
      expect((await ask('again')).statusCode).toBe(201);
      expect([await traces(), afterwards.length]).toEqual([1, 1]);
    },
  );
});

describe('kept answers', () => {
  test('are kept under a hash of the key: what a person typed as one stays nowhere', async () => {
    const typed = 'zhang-san 13800138000';
    await ask(typed);
    const { rows } = await inPark(db, 'demo', (tx) =>
      sql<{ row: string; hashed: boolean }>`select i::text as row,
          key = encode(sha256(convert_to(
            principal || E'\\n' || route || E'\\n' || ${typed}, 'UTF8')), 'hex') as hashed
        from platform.idempotency i where route <> 'trace'`.execute(tx),
    );
    expect(rows.map(({ hashed }) => hashed)).toEqual([true]);
    expect(rows[0]?.row).not.toContain('13800138000');
    expect((await ask(typed)).headers['idempotency-replayed']).toBe('true');
    expect(await traces()).toBe(1);
  });

  test('belong to one person: another with the same key acts for themselves', async () => {
    expect((await ask('shared')).json()).toEqual({ by: 'window' });
    expect((await ask('shared', 'steward')).json()).toEqual({ by: 'steward' });
    expect(await traces()).toBe(2);
  });

  test('go after seven days, and not before', async () => {
    await ask('old');
    const age = (days: number) =>
      sql`update platform.idempotency set kept_at = now() - make_interval(days => ${days})`;
    await inPark(db, 'demo', (tx) => age(6).execute(tx));
    expect(await inPark(db, 'demo', dropOldAnswers)).toBe(0);
    await inPark(db, 'demo', (tx) => age(8).execute(tx));
    expect(await inPark(db, 'demo', dropOldAnswers)).toBe(2);
  });

  test('of a case are emptied by erasure, and the act is still not done twice', async () => {
    await ask('erased');
    const subject = 'demo-2026-000001-X';
    expect(await inPark(db, 'demo', (tx) => eraseAnswers(tx, { subject }))).toBe(1);
    const again = await ask('erased');
    expect([again.statusCode, again.body, await traces()]).toEqual([201, '{}', 1]);
  });
});

test('a database that is away is 503 with a time to come back', async () => {
  const away = openDatabase('postgres://nobody@127.0.0.1:9/none', 'app');
  const lonely = await serverOf(away, [act], { isReady: () => Promise.reject(new Error('away')) });
  const answer = await lonely.inject({
    method: 'POST',
    url: '/p/demo/api/acts',
    headers: { 'idempotency-key': 'x', 'test-user': 'window' },
  });
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
  expect(answer.json()).toMatchObject({ code: 'http.unavailable' });
  expect((await lonely.inject({ url: '/readyz' })).statusCode).toBe(503);
  await lonely.close();
  await away.destroy();
});
