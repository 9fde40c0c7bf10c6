import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '#apps/cli/load.ts';
import { openDatabase } from '#platform/db/index.ts';
import { openStage, type Stage } from './stage.ts';

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
    const answer = await fetch(`${stage.address}/p/qinchuangyuan/api${path}`, {
      method: 'POST',
      headers: {
        cookie,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'accept-language': 'zh-CN',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
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

  /** Rows of the case table and the journal, of all parks. */
  const rows = async (): Promise<number[]> => {
    const db = openDatabase(stage.databaseUrl, 'owner');
    const counted = [];
    for (const table of ['cases.case', 'journal.entry'] as const) {
      const { count } = await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      counted.push(count);
    }
    await db.destroy();
    return counted;
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

  test('what is no JSON, and what misses a field, is told with its place', async () => {
    await expectProblem(post('/cases', '{"service":'), {
      status: 400,
      code: 'http.malformed_body',
    });
    const problem = await expectProblem(post('/cases', { ...need('x'), channel: 'pigeon' }), {
      status: 400,
      code: 'http.invalid',
    });
    expect(problem.errors?.map((issue) => issue.path)).toContain('body.channel');
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
    await expectProblem(post(path, urge, { 'if-match': etag }), {
      status: 412,
      code: 'http.stale',
    });
  });

  test('the number of another park, and a number that is none, are told apart', async () => {
    const of = async (number: string) => {
      const answer = await fetch(`${stage.address}/p/qinchuangyuan/api/cases/${number}`, {
        headers: { cookie },
      });
      return (await answer.json()) as Problem;
    };
    expect((await of('shijingshan-2026-000001-X')).code).toMatch(/^cases\./);
    expect(await of('nonsense')).toMatchObject({ status: 404, code: 'cases.not_found' });
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
