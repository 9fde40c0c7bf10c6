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

const drafts = async (who: string) => (await server.ask(who, 'GET /my/drafts')).body['items'];
const save = (subject: string) =>
  server.ask('firm', 'PUT /my/drafts/need.general', { body: { answers: { subject } } });

test('a form that was begun is found again by whoever began it, and by nobody else', async () => {
  expect(await drafts('firm')).toEqual([]);
  expect((await save('寻找中试场地')).status).toBe(200);
  expect(await drafts('firm')).toMatchObject([
    { service: 'need.general', need: true, savedAt: now, outdated: false },
  ]);
  expect(await drafts('station')).toEqual([]);
});

test('a draft is thrown away, and throwing it away again changes nothing', async () => {
  await save('寻找中试场地');
  for (const _ of [1, 2]) {
    expect((await server.ask('firm', 'DELETE /my/drafts/need.general')).status).toBe(200);
  }
  expect(await drafts('firm')).toEqual([]);
});

test('a begun form gives way to the case it becomes', async () => {
  await save('寻找中试场地');
  const filed = await server.ask('firm', 'POST /cases', {
    body: {
      ...{ service: 'need.general', channel: 'web', node: null, needClass: 'n01' },
      applicant: { organisation: 'demo-firm-1', name: '演示科技企业甲' },
      ...{ answers: { subject: '寻找中试场地' }, files: [], occurredAt: null, fromRecord: null },
    },
  });
  expect(filed.status).toBe(201);
  expect(await drafts('firm')).toEqual([]);
  const mine = (await server.ask('firm', 'GET /my/cases?state=open')).body['items'];
  expect(mine).toMatchObject([{ canRate: false }]);
});
