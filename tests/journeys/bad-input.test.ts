import { randomUUID } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '#apps/cli/load.ts';
import { runGuiju } from '#apps/cli/main.ts';
import { signIn } from '#tools/demo/caller.ts';
import { openStage, patienceMs, served, type Stage } from './stage.ts';

type Problem = { status: number; code: string; next: string; errors?: { path: string }[] };

describe('bad input is a clear problem and nothing is half-written', () => {
  let stage: Stage;
  let cookie: string;
  beforeAll(async () => {
    stage = await openStage('2026-09-18T02:00:00Z');
    const answer = await fetch(`${stage.address}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: stage.address },
      body: JSON.stringify({ email: 'firm@qinchuangyuan.example', password: demoPassword }),
    });
    cookie = answer.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
  });
  afterAll(() => stage.close());

  const post = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Problem & { number?: string; etag?: string } }> => {
    const sent = {
      method: 'POST',
      headers: {
        cookie,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'accept-language': 'zh-CN',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    };
    const answer = await served(() => fetch(`${stage.address}/p/qinchuangyuan/api${path}`, sent));
    const read = (await answer.json()) as Problem & { number?: string; etag?: string };
    return { status: answer.status, body: read };
  };

  const need = (subject: string) => ({
    service: 'need.general',
    channel: 'web',
    node: 'station-1',
    applicant: { organisation: 'demo-firm-1', name: '演示企业' },
    needClass: 'n01',
    answers: { subject },
    files: [],
    occurredAt: null,
    fromRecord: null,
  });

  /**
   * Rows of every table, of all parks, but for sign-ins, the queue of the worker, and what it makes
   * of the journal by itself. Counted when the worker has done all that was asked of it.
   */
  const rows = async (): Promise<Record<string, number>> => {
    const client = new pg.Client({ connectionString: stage.databaseUrl });
    await client.connect();
    const waiting = async () => {
      const { rows: found } = await client.query<{ count: number }>(
        `select (select count(*) from platform.outbox where relayed_at is null)::int
              + (select count(*) from graphile_worker.jobs
                  where run_at <= now() and attempts < max_attempts)::int as count`,
      );
      return found[0]?.count;
    };
    await expect.poll(waiting, { timeout: patienceMs }).toBe(0);
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE'
          and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker', 'auth')
          and (table_schema, table_name) not in (('journal', 'checkpoint'), ('journal', 'tile'))`,
    );
    const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int from ${name}`);
    const counted = await client.query<{ name: string; count: number }>(counts.join(' union all '));
    await client.end();
    return Object.fromEntries(counted.rows.map(({ name, count }) => [name, count]));
  };

  const expectProblem = async (
    asked: Promise<{ status: number; body: Problem }>,
    expected: { status: number; code: string },
  ): Promise<Problem> => {
    const { status, body } = await asked;
    expect({ status, code: body.code }).toEqual(expected);
    expect(body.next.length, 'it says what to do next').toBeGreaterThan(5);
    return body;
  };

  test('a form value of 10 MB is too large', async () => {
    const before = await rows();
    await expectProblem(post('/cases', need('长'.repeat(10 * 1024 * 1024))), {
      status: 413,
      code: 'http.body_too_large',
    });
    expect(await rows()).toEqual(before);
  });

  test('counting the rows tells what is written, so that the others say something', async () => {
    const before = await rows();
    expect((await post('/cases', need('寻找场地'))).status).toBe(201);
    const after = await rows();
    expect(after['cases."case"'] ?? after['cases.case']).toBe(
      1 + (before['cases."case"'] ?? before['cases.case'] ?? 0),
    );
    expect(after['journal.entry']).toBeGreaterThan(before['journal.entry'] ?? 0);
  });

  test('what is no JSON, and what misses a field, is told with its place', async () => {
    await expectProblem(post('/cases', '{"service":'), {
      status: 400,
      code: 'http.malformed_body',
    });
    const before = await rows();
    const problem = await expectProblem(post('/cases', { ...need('x'), channel: 'pigeon' }), {
      status: 400,
      code: 'http.invalid',
    });
    expect(problem.errors?.map((issue) => issue.path)).toContain('body.channel');
    expect(await rows()).toEqual(before);
  });

  test('the same key with another body is refused, with the same body answered once', async () => {
    const headers = { 'idempotency-key': 'one-and-the-same' };
    const first = await post('/cases', need('寻找场地'), headers);
    const before = await rows();
    const again = await post('/cases', need('寻找场地'), headers);
    expect(again.body.number).toBe(first.body.number);
    await expectProblem(post('/cases', need('寻找设备'), headers), {
      status: 422,
      code: 'http.idempotency_key_reused',
    });
    expect(await rows()).toEqual(before);
  });

  test('an act on what somebody else has changed meanwhile is refused', async () => {
    const filed = await post('/cases', need('寻找场地'));
    const path = `/cases/${filed.body.number}/commands`;
    const urge = { verb: 'urge', branch: null, input: { note: '请尽快' } };
    const etag = `"${filed.body.etag}"`;
    const urged = await post(path, urge, { 'if-match': etag });
    expect(urged.status).toBe(200);
    const before = await rows();
    await expectProblem(post(path, urge, { 'if-match': etag }), {
      status: 412,
      code: 'http.stale',
    });
    expect(await rows()).toEqual(before);
  });

  test('the number of another park is no number here, to read or to act on', async () => {
    const [filed, before] = [await fileElsewhere(stage), await rows()];
    const urge = { verb: 'urge', branch: null, input: { note: '请尽快' } };
    for (const [number, code] of [
      [filed, 'cases.other_park'],
      ['nonsense', 'cases.not_found'],
    ] as const) {
      const acted = post(`/cases/${number}/commands`, urge, { 'if-match': '"1"' });
      await expectProblem(acted, { status: 404, code });
      const url = `${stage.address}/p/qinchuangyuan/api/cases/${number}`;
      const read = await fetch(url, { headers: { cookie } });
      const problem = (await read.json()) as Problem; // a problem by its status
      const answered = Promise.resolve({ status: read.status, body: problem });
      await expectProblem(answered, { status: 404, code });
    }
    expect(await rows()).toEqual(before);
  });

  test('a pack with malformed YAML, or a cycle without a limit, is not loaded in part', async () => {
    const service = join('services', 'need-general.yaml');
    const spoilt = async (name: string, from: string, to: string) => {
      const pack = join(stage.home, name);
      await cp(join(import.meta.dirname, '..', '..', 'packs', 'qinchuangyuan'), pack, {
        recursive: true,
      });
      const text = await readFile(join(pack, service), 'utf8');
      expect(text).toContain(from);
      await writeFile(join(pack, service), text.replace(from, to));
      return pack;
    };
    const before = await rows();
    const malformed = await spoilt('malformed', 'need: true', 'need: [true');
    expect(await load(stage, malformed)).toMatch(/need-general\.yaml:\d+:\d+ .*yaml_malformed/);
    const cycle = await spoilt(
      'cycle',
      '{ resolve: resolved }',
      '{ resolve: resolved, send-back: claim }',
    );
    expect(await load(stage, cycle)).toMatch(/need-general\.yaml:\d+:\d+ .*cycle-without-limit/);
    expect(await rows()).toEqual(before);
  });

  test('a case of another firm is not shown', async () => {
    const staff = await stage.ask(
      'director@qinchuangyuan.example',
      '/p/qinchuangyuan/api/desk/queue/all-open',
    );
    expect(staff.status).toBe(200);
    const other = await stage.ask(
      'firm@shijingshan.example',
      '/p/qinchuangyuan/api/desk/queue/all-open',
    );
    expect(other.status).toBe(403);
  });
});

/** The number of a case that was filed in another park. */
async function fileElsewhere(stage: Stage): Promise<string> {
  const park = 'shijingshan';
  const firm = await signIn({
    address: stage.address,
    email: `firm@${park}.example`,
    password: demoPassword,
  });
  const { status, body } = await firm.act('elsewhere', {
    path: `/p/${park}/api/cases`,
    body: {
      ...{ service: 'need.general', channel: 'web', node: 'committee', needClass: 'n01' },
      applicant: { organisation: 'demo-firm-1', name: '演示企业' },
      ...{ answers: { subject: '寻找场地' }, files: [], occurredAt: null, fromRecord: null },
    },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return String((body as { number: unknown }).number);
}

/** What loading a pack that is refused says, with everything it writes. */
async function load(stage: Stage, pack: string): Promise<string> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const env = { DATABASE_URL: stage.databaseUrl, GUIJU_HOME: stage.home, GUIJU_DEMO: '1' };
  const code = await runGuiju(['load', pack], { out: say, err: say, env, folder: stage.home });
  expect(code).toBe(1);
  return lines.join('\n');
}
