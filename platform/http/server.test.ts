import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase, type TestDatabase } from '#platform/db/testing/database.ts';
import { fileResponse, FileAnswer } from './file-answer.ts';
import { defineRoute } from './route.ts';
import { serverOf, testNow } from './testing.ts';

let database: TestDatabase;
let db: Db;
let app: FastifyInstance;
let acts = 0;

const act = defineRoute({
  method: 'POST',
  url: '/p/:park/api/things/:number/act',
  permission: 'window.act',
  summary: 'Act on a thing',
  params: z.object({ number: z.string().regex(/^T-\d+$/) }),
  body: z.object({ amountFen: z.number().int().max(100), note: z.string().max(20) }),
  response: { 200: z.object({ acts: z.number(), at: z.string(), by: z.string() }) },
  handler: async (ctx) => {
    acts += 1;
    ctx.etag(acts);
    ctx.subject(ctx.params.number);
    return ctx.inPark(async () => ({ acts, at: ctx.now, by: ctx.principal.id }));
  },
});

const change = defineRoute({
  method: 'PUT',
  url: '/p/:park/api/things/:number',
  permission: 'signed-in',
  summary: 'Change a thing',
  ifMatch: 'required',
  response: { 200: z.object({ ok: z.boolean() }) },
  handler: async (ctx) => {
    ctx.match(7);
    return { ok: true };
  },
});

const look = defineRoute({
  method: 'GET',
  url: '/p/:park/api/things',
  permission: 'public',
  summary: 'Look at things',
  query: z.object({ limit: z.coerce.number().max(10).default(5) }),
  response: { 200: z.object({ park: z.string(), who: z.string().nullable(), limit: z.number() }) },
  handler: async (ctx) => {
    ctx.etag('v1');
    return { park: ctx.park.code, who: ctx.principal?.id ?? null, limit: ctx.query.limit };
  },
});

const file = defineRoute({
  method: 'GET',
  url: '/p/:park/api/things.csv',
  permission: 'public',
  summary: 'Things as a file',
  response: { 200: fileResponse('text/csv') },
  handler: async () => new FileAnswer('a,b\n', 'text/csv', '需求台账.csv'),
});

const broken = defineRoute({
  method: 'GET',
  url: '/p/:park/api/broken',
  permission: 'public',
  summary: 'Breaks',
  response: { 200: z.object({}) },
  handler: async () => {
    throw new Error('secret cause');
  },
});

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, 'app');
  app = await serverOf(db, [act, change, look, file, broken], { requestsPerMinute: 10_000 });
});

afterAll(async () => {
  await app.close();
  await db.destroy();
  await database.close();
});

let keys = 0;
function send(body: unknown, headers: Record<string, string> = {}, number = 'T-1') {
  keys += 1;
  return app.inject({
    method: 'POST',
    url: `/p/demo/api/things/${number}/act`,
    headers: { 'idempotency-key': `key-${keys}`, 'test-user': 'window', ...headers },
    payload: body as object, // inject takes any JSON
  });
}

const good = { amountFen: 5, note: 'ok' };

describe('an unsafe route', () => {
  test('without a session is 401, before its body is judged', async () => {
    const answer = await app.inject({ method: 'POST', url: '/p/demo/api/things/T-1/act' });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'http.not_signed_in', title: '尚未登录' });
  });

  test('with several mistakes is 400 and names all of them, in the language asked for', async () => {
    const answer = await send({ amountFen: 1000, note: 5 }, { 'accept-language': 'en-GB' }, 'X');
    expect(answer.statusCode).toBe(400);
    const { code, errors, next, requestId } = answer.json();
    expect({ code, next: typeof next, requestId: typeof requestId }).toEqual({
      code: 'http.invalid',
      next: 'string',
      requestId: 'string',
    });
    expect(errors).toEqual([
      {
        path: 'params.number',
        code: 'http.invalid.invalid_format',
        message: 'is not in the right form (regex)',
      },
      {
        path: 'body.amountFen',
        code: 'http.invalid.too_big',
        message: 'is above the limit of 100',
      },
      {
        path: 'body.note',
        code: 'http.invalid.invalid_type',
        message: 'must be given, and be text',
      },
    ]);
  });

  test('without the permission is 403', async () => {
    const answer = await send(good, { 'test-user': 'applicant' });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'http.not_permitted' });
  });

  test('answers 200 with the act done', async () => {
    const answer = await send(good);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ at: testNow, by: 'window' });
  });
});

describe('an Idempotency-Key', () => {
  test('is needed', async () => {
    const answer = await send(good, { 'idempotency-key': '' });
    expect(answer.json()).toMatchObject({ status: 400, code: 'http.idempotency_key_missing' });
  });

  test('gives a repeated request the first answer, status and ETag, and acts once', async () => {
    const first = await send(good, { 'idempotency-key': 'same' });
    const second = await send(good, { 'idempotency-key': 'same' });
    expect(second.body).toBe(first.body);
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(second.headers['idempotency-replayed']).toBe('true');
  });

  test('with another body is 422', async () => {
    const answer = await send({ ...good, note: 'other' }, { 'idempotency-key': 'same' });
    expect(answer.json()).toMatchObject({ status: 422, code: 'http.idempotency_key_reused' });
  });

  test('of another person is another key', async () => {
    const answer = await send(good, { 'idempotency-key': 'same', 'test-user': 'window2' });
    expect(answer.statusCode).toBe(403);
  });
});

describe('a precondition', () => {
  const put = (headers: Record<string, string>) =>
    app.inject({
      method: 'PUT',
      url: '/p/demo/api/things/T-1',
      headers: { 'test-user': 'window', 'idempotency-key': `put-${(keys += 1)}`, ...headers },
    });

  test('that is missing is 428, stale 412, and the present version passes', async () => {
    expect((await put({})).json()).toMatchObject({ status: 428, code: 'http.if_match_missing' });
    expect((await put({ 'if-match': '"6"' })).json()).toMatchObject({
      status: 412,
      code: 'http.stale',
    });
    expect((await put({ 'if-match': '"7"' })).statusCode).toBe(200);
  });

  test('of a reader who has the version is answered 304 without a body', async () => {
    const answer = await app.inject({
      url: '/p/demo/api/things',
      headers: { 'if-none-match': '"v1"' },
    });
    expect([answer.statusCode, answer.body]).toEqual([304, '']);
  });
});

describe('bad input', () => {
  test('that is not JSON is a problem', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/p/demo/api/things/T-1/act',
      headers: { 'content-type': 'application/json', 'test-user': 'window' },
      payload: '{"amountFen": ',
    });
    expect(answer.json()).toMatchObject({ status: 400, code: 'http.malformed_body' });
  });

  test('with the JSON type and nothing in it is read as nothing', async () => {
    const answer = await app.inject({
      method: 'PUT',
      url: '/p/demo/api/things/T-1',
      headers: {
        'content-type': 'application/json',
        'test-user': 'window',
        'idempotency-key': 'empty',
        'if-match': '*',
      },
    });
    expect(answer.statusCode).toBe(200);
  });

  test.each(['\\u0000', '\\ud800'])(
    'that holds %s is a problem with its place',
    async (character) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/p/demo/api/things/T-1/act',
        headers: {
          'content-type': 'application/json',
          'test-user': 'window',
          'idempotency-key': 'unsayable',
          'if-match': '*',
        },
        payload: `{"amountFen": 1, "note": ["a", "b${character}"]}`,
      });
      expect(answer.json()).toMatchObject({
        ...{ status: 400, code: 'http.invalid' },
        errors: [{ path: 'body.note.1', code: 'http.invalid.character' }],
      });
    },
  );

  test('that would change the prototype of an object is a problem', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/p/demo/api/things/T-1/act',
      headers: { 'content-type': 'application/json', 'test-user': 'window' },
      payload: '{"__proto__": {"admin": true}}',
    });
    expect(answer.json()).toMatchObject({ status: 400, code: 'http.malformed_body' });
  });

  test('in its address is a problem', async () => {
    const answer = await app.inject({ url: '/p/demo/api/things/%c0%ff' });
    expect(answer.json()).toMatchObject({ status: 400, code: 'http.not_understood' });
  });

  test('of ten megabytes over a real connection is a problem that names the limit', async () => {
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const answer = await fetch(`${address}/p/demo/api/things/T-1/act`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'test-user': 'window',
        'accept-language': 'en',
      },
      body: JSON.stringify({ note: 'x'.repeat(10_000_000) }),
    });
    expect(await answer.json()).toMatchObject({
      status: 413,
      code: 'http.body_too_large',
      detail: 'At most 1 MB at a time.',
    });
  });

  test('of another media type is a problem', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/p/demo/api/things/T-1/act',
      headers: { 'content-type': 'text/xml', 'test-user': 'window' },
      payload: '<a/>',
    });
    expect(answer.json()).toMatchObject({ status: 415, code: 'http.unsupported_media_type' });
  });
});

describe('an address', () => {
  test('of a park that does not exist is 404', async () => {
    const answer = await app.inject({ url: '/p/nowhere/api/things' });
    expect(answer.json()).toMatchObject({ status: 404, code: 'http.park_not_found' });
  });

  test('that is nothing is 404', async () => {
    expect((await app.inject({ url: '/api/none' })).json()).toMatchObject({
      code: 'http.not_found',
    });
  });

  test('of a file answers with its bytes and its name', async () => {
    const answer = await app.inject({ url: '/p/demo/api/things.csv' });
    expect(answer.body).toBe('a,b\n');
    expect(answer.headers['content-disposition']).toContain(
      "filename*=UTF-8''%E9%9C%80%E6%B1%82%E5%8F%B0%E8%B4%A6.csv",
    );
  });
});

describe('the server', () => {
  test('answers a fault with 500 and nothing of its cause', async () => {
    const answer = await app.inject({ url: '/p/demo/api/broken' });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.json()).toMatchObject({ code: 'http.fault' });
  });

  test('sends a content security policy that runs only our scripts', async () => {
    const answer = await app.inject({ url: '/p/demo/api/things' });
    expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
    expect(answer.json()).toEqual({ park: 'demo', who: null, limit: 5 });
  });

  test('describes itself in OpenAPI 3.1 with permission, problems and key', async () => {
    const reference = (await app.inject({ url: '/api/openapi.json' })).json();
    expect(reference.openapi).toBe('3.1.0');
    const operation = reference.paths['/p/{park}/api/things/{number}/act'].post;
    expect(operation['x-permission']).toBe('window.act');
    expect(Object.keys(operation.responses).sort()).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '422',
      '500',
    ]);
    expect(operation.parameters).toContainEqual(
      expect.objectContaining({ name: 'idempotency-key', in: 'header', required: true }),
    );
  });

  test('does not start with a route whose permission is in no table', async () => {
    const route = { ...look, permission: 'unknown.thing' as const };
    await expect(serverOf(db, [route])).rejects.toThrow('not in the table');
  });

  test('does not start with a public act that takes no key and does not say why', async () => {
    const route = { ...look, method: 'POST' as const };
    await expect(serverOf(db, [route])).rejects.toThrow('say why no key is needed');
  });

  test('reports health and readiness, and metrics by route', async () => {
    expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
    expect((await app.inject({ url: '/readyz' })).json()).toEqual({ ok: true });
    const metrics = await app.inject({ url: '/metrics' });
    expect(metrics.body).toContain('route="/p/:park/api/things"');
  });

  test('sends a caller away who asks too often', async () => {
    const strict = await serverOf(db, [look], { requestsPerMinute: 2 });
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    const ask = () => strict.inject({ url: '/p/demo/api/things', headers });
    await ask();
    await ask();
    const answer = await ask();
    expect(answer.json()).toMatchObject({ status: 429, code: 'http.too_many_requests' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    await strict.close();
  });
});
