import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase, type TestDatabase } from '#platform/db/testing/database.ts';
import { defineRoute } from './route.ts';
import { serverOf } from './testing.ts';

let database: TestDatabase;
let db: Db;
let app: FastifyInstance;
let address: string;

const send = defineRoute({
  method: 'POST',
  url: '/p/:park/api/files',
  permission: 'signed-in',
  summary: 'Send a file',
  consumes: 'upload',
  bodyLimitBytes: 1000,
  response: { 201: z.object({ name: z.string(), sizeBytes: z.number() }) },
  handler: async (ctx) => ({
    name: ctx.upload?.name ?? '',
    sizeBytes: ctx.upload?.bytes.length ?? 0,
  }),
});

const forget = defineRoute({
  method: 'DELETE',
  url: '/p/:park/api/files',
  permission: 'signed-in',
  summary: 'Forget a file',
  response: { 204: z.null() },
  handler: async () => null,
});

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, 'app');
  app = await serverOf(db, [send, forget]);
  address = await app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await app.close();
  await db.destroy();
  await database.close();
});

function upload(content: string | undefined, key: string, headers: Record<string, string> = {}) {
  const form = new FormData();
  form.set('note', 'x');
  if (content !== undefined) form.set('file', new Blob([content]), '营业执照.pdf');
  return fetch(`${address}/p/demo/api/files`, {
    method: 'POST',
    headers: { 'test-user': 'window', 'idempotency-key': key, ...headers },
    body: form,
  });
}

test('a file comes with its name and is answered once for its key', async () => {
  const first = await upload('abc', 'one');
  expect([first.status, await first.json()]).toEqual([201, { name: '营业执照.pdf', sizeBytes: 3 }]);
  const again = await upload('abc', 'one');
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect((await upload('other', 'one')).status).toBe(422);
});

test('a file that is too large is a problem that names the limit', async () => {
  const answer = await upload('x'.repeat(2_000_000), 'two', { 'accept-language': 'en' });
  expect(await answer.json()).toMatchObject({
    status: 413,
    detail: 'At most 1 KB at a time.',
  });
});

test('a form without a file, and a body that is no form, are problems', async () => {
  expect(await (await upload(undefined, 'three')).json()).toMatchObject({
    code: 'http.file_missing',
  });
  const answer = await app.inject({
    method: 'POST',
    url: '/p/demo/api/files',
    headers: { 'test-user': 'window', 'idempotency-key': 'four' },
    payload: { a: 1 },
  });
  expect(answer.json()).toMatchObject({ status: 415 });
});

test('an act without anything to tell is answered 204, repeated too', async () => {
  const ask = () =>
    app.inject({
      method: 'DELETE',
      url: '/p/demo/api/files',
      headers: { 'test-user': 'window', 'idempotency-key': 'five' },
    });
  expect((await ask()).statusCode).toBe(204);
  const again = await ask();
  expect([again.statusCode, again.body, again.headers['idempotency-replayed']]).toEqual([
    204,
    '',
    'true',
  ]);
});
