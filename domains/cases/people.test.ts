import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPark, servePark, type AskPark, type TestPark } from './testing.ts';

const now = '2026-09-18T02:00:00.000Z';
let at: TestPark;
let server: { ask: AskPark; close: () => Promise<void> };
beforeAll(async () => {
  at = await openTestPark('qinchuangyuan');
  server = await servePark(at, { now });
});
afterAll(async () => {
  await server.close();
  await at.close();
});

const steward = () => at.acting('station', now).principal;

test('the desk is offered the posts of a node and role, and never an applicant', async () => {
  const { status, body } = await server.ask(
    'dispatcher',
    'GET /desk/people?node=station-1&role=steward',
  );
  expect(status).toBe(200);
  const { id, name } = steward();
  const items = body['items'] as object[]; // checked by the route's own schema
  const post = { id, name, role: 'steward', node: 'station-1' };
  expect(items).toContainEqual(expect.objectContaining(post));
  expect(items[0]).toMatchObject({
    roleTitle: { 'zh-CN': expect.stringMatching(/\p{Script=Han}/u) },
    nodeTitle: { 'zh-CN': expect.stringMatching(/\p{Script=Han}/u) },
  });
  const all = (await server.ask('dispatcher', 'GET /desk/people')).body['items'];
  expect((all as { role: string }[]).map(({ role }) => role)).not.toContain('applicant');
  expect((await server.ask('firm', 'GET /desk/people')).status).toBe(403);
});

test('a matter is handed to one of the staff, not to a code that is nobody’s', async () => {
  const filed = await server.ask('station', 'POST /cases', {
    body: {
      ...{ service: 'need.general', channel: 'station', node: 'station-1', needClass: 'n01' },
      applicant: { organisation: 'demo-firm-1', name: '演示科技企业甲' },
      ...{ answers: { subject: '寻找中试场地' }, files: [], occurredAt: null, fromRecord: null },
    },
  });
  const dispatch = (person: string) =>
    server.ask('dispatcher', `POST /cases/${String(filed.body['number'])}/commands`, {
      body: { verb: 'dispatch', branch: null, input: { node: 'station-1', person } },
    });
  const firm = at.acting('firm', now).principal;
  for (const person of ['nobody', firm.id]) {
    const refused = await dispatch(person);
    expect([refused.status, refused.body['code']]).toEqual([422, 'cases.no_such_person']);
  }
  expect((await dispatch(steward().id)).body['phase']).toBe('to-claim');
});
