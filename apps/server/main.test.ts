import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorker } from '#apps/worker/main.ts';
import { startServer } from './main.ts';
import { makeClock } from './process-clock.ts';
import { testServer, type TestServer } from './testing.ts';

let server: TestServer;

beforeAll(async () => {
  server = await testServer();
});

afterAll(async () => {
  await server.close();
});

describe('who am I', () => {
  test('is nobody without a session, and the parks are listed', async () => {
    const ask = await server.as();
    const park = {
      code: 'sample',
      title: { 'zh-CN': '示例园区', en: 'Sample park' },
      demo: true,
      zone: 'Asia/Shanghai',
      now: expect.stringMatching(/^2026-09-18T02:0/),
    };
    expect((await ask('GET', '/api/parks')).body).toEqual({ items: [park] });
    expect((await ask('GET', '/p/sample/api/me')).body).toEqual({
      park,
      user: null,
      roles: [],
      organisations: [],
      doors: [],
      permissions: [],
    });
  });

  test('is the account with its roles, firms and doors after signing in', async () => {
    const applicant = await server.as('applicant');
    expect((await applicant('GET', '/p/sample/api/me')).body).toMatchObject({
      user: { email: 'applicant@sample.example', name: '经办' },
      roles: [
        {
          role: 'applicant',
          node: 'centre',
          nodeTitle: { 'zh-CN': '综合服务中心', en: 'Centre' },
        },
      ],
      organisations: [{ id: 'firm-1', name: '示例企业甲', uscc: '91350100M000100Y43' }],
      doors: ['my'],
    });
    const director = await server.as('director');
    expect((await director('GET', '/p/sample/api/me')).body.doors).toEqual([
      'my',
      'desk',
      'office',
    ]);
  });

  test('is nobody again after signing out', async () => {
    const ask = await server.as('steward');
    const out = await ask('POST', '/api/auth/sign-out', {
      body: {},
      headers: { origin: server.address },
    });
    expect(out.status).toBe(200);
    expect(out.headers.getSetCookie().join()).toContain('guiju.session_token=;');
  });
});

describe('the clock of a demonstration', () => {
  const path = '/p/sample/api/clock';
  const body = { now: '2026-10-09T09:00:00+08:00' };

  test('cannot be set without a session: 401', async () => {
    expect((await (await server.as())('PUT', path, { body })).status).toBe(401);
  });

  test('cannot be set to no instant: 400', async () => {
    const answer = await (await server.as('director'))('PUT', path, { body: { now: 'tomorrow' } });
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [expect.objectContaining({ path: 'body.now', code: 'http.invalid.invalid_format' })],
    ]);
  });

  test('cannot be set from a window: 403', async () => {
    const answer = await (await server.as('window'))('PUT', path, { body });
    expect([answer.status, answer.body.code]).toEqual([403, 'http.not_permitted']);
  });

  test('is set by the director: 200, and shown to everybody', async () => {
    const answer = await (await server.as('director'))('PUT', path, { body });
    expect(answer.status).toBe(200);
    const parks = await (await server.as())('GET', '/api/parks');
    expect(parks.body).toMatchObject({
      items: [{ now: expect.stringMatching(/^2026-10-09T01:00/) }],
    });
  });
});

describe('the organisations of a park', () => {
  const path = '/p/sample/api/organisations';

  test('are 401 without a session, 400 without a word, 403 for an applicant', async () => {
    expect((await (await server.as())('GET', `${path}?q=a`)).status).toBe(401);
    expect((await (await server.as('window'))('GET', path)).status).toBe(400);
    expect((await (await server.as('applicant'))('GET', `${path}?q=a`)).status).toBe(403);
  });

  test('are found by staff: 200', async () => {
    const answer = await (await server.as('window'))('GET', `${path}?q=${encodeURI('企业甲')}`);
    expect(answer.body).toMatchObject({ items: [{ id: 'firm-1' }] });
  });

  test('that I act for are mine alone, and another firm is refused with the next step', async () => {
    const ask = await server.as('applicant');
    const mine = await ask('GET', '/p/sample/api/my/organisations');
    expect(mine.body).toMatchObject({ items: [{ id: 'firm-1' }] });
    const answer = await ask('GET', '/p/sample/api/my/organisations', {
      headers: { 'guiju-party': 'firm-2' },
    });
    expect([answer.status, answer.body.code, typeof answer.body.next]).toEqual([
      403,
      'parties.no_mandate',
      'string',
    ]);
  });
});

describe('an absence', () => {
  const path = '/p/sample/api/my/absences';
  const body = { from: '2027-01-04', to: '2027-01-05' };

  test('is 401 without a session, 400 without days, 403 for an applicant', async () => {
    expect((await (await server.as())('POST', path, { body })).status).toBe(401);
    expect((await (await server.as('head'))('POST', path, { body: {} })).status).toBe(400);
    expect((await (await server.as('applicant'))('POST', path, { body })).status).toBe(403);
  });

  test('that lies in the past or ends before it begins is refused with the day it is', async () => {
    const head = await server.as('head');
    for (const days of [
      { from: '2026-01-01', to: '2027-01-01' },
      { from: '2027-02-02', to: '2027-02-01' },
    ]) {
      const answer = await head('POST', path, { body: days });
      expect([answer.status, answer.body.code]).toEqual([422, 'parties.absence_invalid']);
    }
  });

  test('is noted once: 201, then 409', async () => {
    const head = await server.as('head');
    expect((await head('POST', path, { body })).status).toBe(201);
    const again = await head('POST', path, { body });
    expect([again.status, again.body.code]).toEqual([409, 'parties.absence_noted_already']);
  });
});

describe('the server', () => {
  test('shows the network to everybody', async () => {
    const answer = await (await server.as())('GET', '/p/sample/api/nodes');
    expect(answer.body).toMatchObject({ items: [{ code: 'station' }, {}, { code: 'town' }] });
  });

  test('is healthy, ready and described', async () => {
    const ask = await server.as();
    expect((await ask('GET', '/healthz')).status).toBe(200);
    expect((await ask('GET', '/readyz')).status).toBe(200);
    const reference = await ask('GET', '/api/openapi.json');
    expect(reference.body).toMatchObject({ openapi: '3.1.0' });
    expect(Object.keys(reference.body.paths as object)).toContain('/p/{park}/api/me');
  });

  test('starts a second time with the same secret, and says when the port is taken', async () => {
    const port = Number(new URL(server.address).port);
    const { databaseUrl, home } = server;
    const environment = {};
    const second = startServer({
      databaseUrl,
      home,
      port,
      environment,
      clock: makeClock(environment),
    });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('has a worker beside it that starts and ends', async () => {
    const lines: string[] = [];
    const worker = await startWorker({
      databaseUrl: server.databaseUrl,
      home: server.home,
      clock: makeClock({}),
      log: (line) => void lines.push(line),
    });
    await worker.close();
    expect(lines).toEqual([]);
  });
});

describe('the clock of a process', () => {
  test('moves only in a demonstration', () => {
    expect(makeClock({ GUIJU_DEMO: '1' }).setNow).toBeTypeOf('function');
    expect(makeClock({}).setNow).toBeUndefined();
    expect(makeClock({ GUIJU_DEMO: '1', NODE_ENV: 'production' }).setNow).toBeUndefined();
  });
});
