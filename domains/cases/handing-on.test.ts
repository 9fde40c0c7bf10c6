import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { commandCase, holdCase } from './service/act.ts';
import { rebuild } from './service/rebuild.ts';
import { openTestPark, servePark, type AskPark, type TestPark } from './testing.ts';

const now = '2026-09-18T02:00:00.000Z';
let at: TestPark;
let server: { ask: AskPark; close: () => Promise<void> };
beforeAll(async () => {
  at = await openTestPark('shijingshan');
  server = await servePark(at, { now });
});
afterAll(async () => {
  await server.close();
  await at.close();
});

type Offered = {
  readonly verb: string;
  readonly allowed: boolean;
  readonly needs: readonly string[];
  readonly choices: readonly { readonly value: string }[];
  readonly refusal: { readonly text: string } | null;
};

const idOf = (who: string) => at.acting(who, now).principal.id;
const read = async (who: string, number: string) =>
  (await server.ask(who, `GET /cases/${number}`, { lang: 'zh-CN' })).body;
/** The route's own schema has checked the answer. */
const offered = async (who: string, number: string, verb: string) =>
  ((await read(who, number))['actions'] as Offered[]).find((one) => one.verb === verb);
const lastAct = async (number: string) =>
  (
    (await read('director', number))['acts'] as { title: string; detail: string; actor: string }[]
  )[0];

async function act(who: string, number: string, [verb, input = {}]: [string, object?]) {
  const branch = ['supervise', 'void', 'copy'].includes(verb) ? null : undefined;
  const { body } = await server.ask(who, `GET /cases/${number}`);
  const open = (body['branches'] as { id: string; state: string }[]).find(
    ({ state }) => state === 'active',
  );
  return server.ask(who, `POST /cases/${number}/commands`, {
    lang: 'zh-CN',
    body: { verb, branch: branch === null ? null : (open?.id ?? null), input },
  });
}

async function filed(): Promise<string> {
  const { body } = await server.ask('firm', 'POST /cases', {
    body: {
      ...{ service: 'need.general', channel: 'web', node: 'committee', needClass: 'n01' },
      applicant: { organisation: 'demo-firm-1', name: '演示企业甲' },
      ...{ answers: { subject: '寻找中试场地' }, files: [], occurredAt: null, fromRecord: null },
    },
  });
  return String(body['number']);
}

async function claimed(): Promise<string> {
  const number = await filed();
  await act('dispatcher', number, ['dispatch', { node: 'incubator-station' }]);
  await act('steward', number, ['claim']);
  return number;
}

describe('a matter handed on', () => {
  test('is offered only where somebody holds the post it goes to', async () => {
    const number = await filed();
    const dispatch = await offered('dispatcher', number, 'dispatch');
    expect(dispatch?.choices.map(({ value }) => value)).toEqual(['incubator-station']);
  });

  test('goes to another post where nobody above has the same one, and says so in its journal', async () => {
    const number = await claimed();
    const escalate = await offered('steward', number, 'escalate');
    expect(escalate?.needs).toEqual(['target-node', 'target-role', 'reason']);
    expect(escalate?.choices.map(({ value }) => value)).toEqual(['service-hall', 'committee']);
    const to = { node: 'service-hall', role: 'window', reason: '需要大厅协调' };
    expect((await act('steward', number, ['escalate', to])).status).toBe(200);
    expect((await lastAct(number))?.detail).toBe(
      '办理 · 交 企业服务大厅（示例） 综合窗口 · 需要大厅协调',
    );
    expect((await offered('window', number, 'resolve'))?.allowed).toBe(true);
  });

  test('is refused where nobody would find it, and stays where it is', async () => {
    const number = await claimed();
    const refused = await act('steward', number, ['escalate', { reason: '需要大厅协调' }]);
    expect([refused.status, refused.body['code']]).toEqual([422, 'cases.nobody_there']);
    expect(refused.body['title']).toBe('“企业服务大厅（示例）”没有人担任“服务管家”');
    expect((await offered('steward', number, 'resolve'))?.allowed).toBe(true);
  });

  test('is refused before anything is written, so nobody else has to act again', async () => {
    const number = await claimed();
    const body = { verb: 'escalate', branch: null, input: { reason: '需要大厅协调' } };
    await inPark(at.db, at.park.code, async (tx) => {
      const acting = at.acting('steward', now);
      const row = await holdCase(tx, at.park.code, number);
      const act = commandCase(tx, at.world, { acting, row, body });
      await expect(act).rejects.toMatchObject({ code: 'cases.nobody_there' });
      expect(await readStream(tx, `case/${number}`)).toHaveLength(row.seq);
    });
  });

  test('can be taken elsewhere by the dispatcher above, whose act it then is', async () => {
    const number = await claimed();
    const to = { node: 'committee', role: 'project-desk', reason: '项目岗更合适' };
    expect((await act('dispatcher', number, ['transfer', to])).status).toBe(200);
    expect((await lastAct(number))?.actor).toBe('企业服务大厅（示例） 调度岗');
  });

  test('says which post somebody without it would need, and where', async () => {
    const number = await claimed();
    const refused = await offered('science', number, 'dispatch');
    expect(refused?.refusal?.text).toBe('需由“孵化器服务站（示例）”或其上级的“调度岗”办理');
  });
});

test('somebody it is delegated to is named by their post beside the one it is for', async () => {
  const number = await claimed();
  const delegateIn = async () =>
    ((await read('firm', number))['branches'] as { state: string; delegate: object | null }[]).find(
      ({ state }) => state === 'active',
    )?.delegate;
  expect(await delegateIn()).toBeNull();
  await act('steward', number, ['delegate', { person: idOf('science') }]);
  expect(await delegateIn()).toEqual({
    'zh-CN': '中关村科技园区石景山园管理委员会 科技审核岗',
    en: 'Science desk, Park committee',
  });
});

describe('somebody who is asked', () => {
  test('to assist, or is sent a copy, finds the matter in a queue of their own', async () => {
    const number = await claimed();
    await act('steward', number, ['assist', { person: idOf('science') }]);
    expect(await lastAct(number)).toMatchObject({
      title: '请求协办',
      detail: '办理 · 请 中关村科技园区石景山园管理委员会 科技审核岗 协办',
    });
    await act('steward', number, ['copy', { person: idOf('director') }]);
    for (const who of ['science', 'director']) {
      const { body } = await server.ask(who, 'GET /desk/queue/asked');
      expect((body['items'] as { number: string }[]).map((one) => one.number)).toEqual([number]);
      expect(body['counts']).toMatchObject({ asked: 1 });
    }
    expect((await server.ask('finance', 'GET /desk/queue/asked')).body['items']).toEqual([]);
  });
});

describe('a post that is asked to assist', () => {
  const queueOf = async (who: string) =>
    ((await server.ask(who, 'GET /desk/queue/asked')).body['items'] as { number: string }[]).map(
      (one) => one.number,
    );

  test('is whoever holds it at the place: in their queue, until one of them has answered', async () => {
    const number = await claimed();
    const asked = await act('steward', number, [
      'assist',
      { role: 'science-desk', node: 'committee' },
    ]);
    expect(asked.status).toBe(200);
    const post = '中关村科技园区石景山园管理委员会 科技审核岗';
    expect((await lastAct(number))?.detail).toBe(`办理 · 请 ${post} 协办`);
    expect(await queueOf('science')).toContain(number);
    expect(await queueOf('finance')).not.toContain(number);
    expect(await offered('finance', number, 'advise')).toBeUndefined();
    expect((await act('science', number, ['advise', { note: '可行' }])).status).toBe(200);
    expect((await read('steward', number))['assistance']).toEqual([
      { post, askedAt: now, givenAt: now, note: '可行' },
    ]);
    expect(await queueOf('science')).not.toContain(number);
    expect((await rebuild(at.db, at.park.code, { check: true })).wrong).toEqual([]);
  });

  test('is refused where nobody holds it: nobody would find the matter', async () => {
    const number = await claimed();
    const refused = await act('steward', number, ['assist', { role: 'science-desk' }]);
    expect([refused.status, refused.body['code']]).toEqual([422, 'cases.nobody_there']);
  });
});

describe('somebody who assists', () => {
  test('says what they have to say: to the holder, in the journal, and is asked no more', async () => {
    const number = await claimed();
    expect(await offered('science', number, 'advise')).toBeUndefined();
    await act('steward', number, ['assist', { person: idOf('science') }]);
    await act('steward', number, ['copy', { person: idOf('science') }]);
    const [waiting] = (await read('steward', number))['assistance'] as object[];
    const post = '中关村科技园区石景山园管理委员会 科技审核岗';
    expect(waiting).toEqual({ post, askedAt: now, givenAt: null, note: '' });
    expect(await offered('science', number, 'advise')).toMatchObject({ needs: ['note'] });
    const advised = await act('science', number, ['advise', { note: '设备满足要求' }]);
    expect(advised.status).toBe(200);
    expect(await lastAct(number)).toMatchObject({
      title: '反馈协办意见',
      detail: '办理 · 设备满足要求',
      actor: post,
    });
    expect((await read('steward', number))['assistance']).toEqual([
      { post, askedAt: now, givenAt: now, note: '设备满足要求' },
    ]);
    expect((await offered('steward', number, 'resolve'))?.allowed).toBe(true);
    expect(await offered('science', number, 'advise')).toBeUndefined();
    // The copy is still theirs.
    await act('steward', number, ['assist', { person: idOf('finance') }]);
    await act('finance', number, ['advise', { note: '无异议' }]);
    const queueOf = async (who: string) =>
      ((await server.ask(who, 'GET /desk/queue/asked')).body['items'] as { number: string }[]).map(
        (one) => one.number,
      );
    expect(await queueOf('science')).toContain(number);
    expect(await queueOf('finance')).not.toContain(number);
  });
});

test('an act by a power names the post that has it', async () => {
  const number = await claimed();
  await act('head', number, ['supervise', { note: '请本周内办完' }]);
  const head = '中关村科技园区石景山园管理委员会 分管负责人';
  expect((await lastAct(number))?.actor).toBe(head);
  await act('head', number, ['void', { reason: '重复提出' }]);
  expect(await lastAct(number)).toMatchObject({ actor: head, voucher: '作废决定书' });
});

test('an act stands in the journal under the name its flow gives it, with what a table proposed', async () => {
  const order = { item: 'film', community: '社区甲', place: '广场', day: '2026-10-10' };
  const { body } = await server.ask('window', 'POST /cases', {
    body: {
      ...{ service: 'culture.menu', channel: 'window', node: 'committee', needClass: null },
      applicant: { organisation: 'demo-firm-1', name: '演示企业甲' },
      answers: { ...order, slot: 'morning', people: 20 },
      ...{ files: [], occurredAt: null, fromRecord: null },
    },
  });
  const number = String(body['number']);
  await act('window', number, ['accept']);
  expect((await lastAct(number))?.title).toBe('受理');
  const [table] = (await read('culture', number))['decisions'] as object[];
  expect(table).toMatchObject({ clause: '4.2', rows: [{ gives: ['"placed"'] }, {}] });
  for (const who of ['firm', 'window']) expect((await read(who, number))['decisions']).toEqual([]);
  await act('culture', number, ['approve', { answers: { quota: 100, taken: 10 } }]);
  const placed = await lastAct(number);
  expect(placed?.title).toBe('排定');
  expect(placed?.detail).toContain('名额与候补建议：排定结果 排定');
});
