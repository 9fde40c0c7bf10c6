import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import type { CaseView } from './model/index.ts';
import { rebuild } from './service/rebuild.ts';
import { tellWhole } from './service/parts.ts';
import { doWhatIsDue } from './jobs.ts';
import {
  openTestPark,
  publishServices,
  servePark,
  type AskPark,
  type TestPark,
} from './testing.ts';

const COMMON = {
  class: 'space',
  nature: '园区服务',
  standard: { number: 'Q/SJSY 301.12—2014', clause: '5' },
  kind: 'promised',
  limits: { promised: '5wd', clause: '5' },
};
const field = (id: string, more: object = {}) => ({
  id,
  title: id,
  type: 'text',
  required: true,
  ...more,
});
const single = (by: string, ways: object, more: object = {}) => ({
  by,
  within: '2wd',
  clause: '5',
  do: ways,
  ...more,
});

/** 企业开办一件事: one form, three services, the seal after the licence. */
const JOINT = {
  ...COMMON,
  code: 'test.start',
  title: { 'zh-CN': '企业开办一件事', en: 'Starting a firm' },
  form: [field('company'), field('trade')],
  flow: {
    start: 'parts',
    steps: {
      parts: {
        clause: '5',
        parts: {
          licence: { service: 'test.licence', within: '3wd', form: { name: 'company' } },
          seal: { service: 'test.seal', after: ['licence'], form: { owner: 'company' } },
        },
        do: { pass: 'done', fail: 'sort-out' },
      },
      'sort-out': single('window', { done: 'partly' }),
    },
    ends: { done: '全部办结', partly: '部分办结', withdrawn: '撤回', voided: '作废' },
  },
};
const child = (code: string, name: string, more: object = {}) => ({
  ...COMMON,
  code,
  title: { 'zh-CN': code, en: code },
  about: name,
  form: [field(name), field('trade', { required: false })],
  flow: {
    start: 'check',
    steps: {
      check: single('window', { approve: 'granted', reject: 'denied', return: 'amend' }),
      amend: single('applicant', { resubmit: 'check' }, { clock: 'not-started', once: true }),
    },
    ends: { granted: '通过', denied: '不予通过', withdrawn: '撤回', voided: '作废' },
  },
  ...more,
});
const LICENCE = child('test.licence', 'name', {
  form: [field('name', { rule: 'string length(name) < 20' }), field('trade', { required: false })],
});
const SEAL = child('test.seal', 'owner');

/** A refusal that the competent body decides after notice and statement. */
const POWER = child('test.power', 'name', {
  nature: '行政许可',
  holder: '示例审批局',
  basis: [{ title: '行政许可法', clause: '38' }],
  limits: { promised: '5wd', statutory: '20wd', clause: '5' },
  adverse: [
    {
      end: 'denied',
      kind: 'refusal',
      by: 'window',
      statement: '3wd',
      decides: { role: 'head', body: '示例审批局', at: 'committee' },
      clause: '5',
    },
  ],
  flow: {
    start: 'check',
    steps: { check: single('window', { approve: 'granted', reject: 'denied' }) },
    ends: {
      granted: '准予',
      denied: {
        title: '不予许可',
        document: 'denial',
        remedy: '可以依法申请行政复议。',
        clause: '5',
      },
      withdrawn: '撤回',
      voided: { title: '作废', remedy: '可以依法申请行政复议。' },
    },
  },
});

let at: TestPark;
let server: { ask: AskPark; close: () => Promise<void> };
const now = '2026-09-14T02:00:00.000Z';

beforeAll(async () => {
  at = await openTestPark('shijingshan');
  await publishServices(at, [JOINT, LICENCE, SEAL, POWER]);
  server = await servePark(at, { now });
});
afterAll(async () => {
  await server.close();
  await at.close();
});

const file = (service: string, answers: object) =>
  server.ask('firm', 'POST /cases', {
    body: {
      ...{ service, channel: 'web', node: 'service-hall', needClass: null, answers, files: [] },
      ...{ applicant: { organisation: 'demo-firm-1', name: '演示企业' } },
      ...{ occurredAt: null, fromRecord: null },
    },
  });

async function view(who: string, number: string): Promise<CaseView> {
  const { status, body } = await server.ask(who, `GET /cases/${number}`);
  expect(status).toBe(200);
  // The route answers what its own schema says.
  return body as unknown as CaseView;
}

/** Does what the page offers; a verb that is not offered fails the test. */
async function act(who: string, on: { number: string; verb: string }, input: object = {}) {
  const { actions } = await view(who, on.number);
  const offered = actions.find(({ verb, allowed }) => verb === on.verb && allowed);
  expect([on.verb, offered?.verb]).toEqual([on.verb, on.verb]);
  const body = { verb: on.verb, branch: offered?.branch ?? null, input };
  const answer = await server.ask(who, `POST /cases/${on.number}/commands`, { body });
  expect([on.verb, answer.status, answer.body['code']]).toEqual([on.verb, 200, undefined]);
  return offered;
}

/** What the worker does with the effect of a part's end. */
async function relay(number: string): Promise<void> {
  await inPark(at.db, at.park.code, async (tx) => {
    const entries = await readStream(tx, `case/${number}`);
    const end = { number, eventId: entries.at(-1)?.id ?? '', index: 0, now };
    await tellWhole(tx, at.world, end);
  });
}

const partsOf = async (number: string) =>
  (await view('firm', number)).parts.map(({ part, card, outcome }) => [
    part,
    card?.end?.id ?? card?.phase,
    outcome,
  ]);
const numberOf = async (whole: string, part: string) =>
  (await view('firm', whole)).parts.find((one) => one.part === part)?.card?.number ?? '';

describe('several services by one form (一件事)', () => {
  test('one filing opens the cases of its parts, each with its own clock and its own page', async () => {
    const filed = await file('test.start', { company: '甲公司', trade: '软件' });
    expect([filed.status, filed.body['code']]).toEqual([201, undefined]);
    const number = String(filed.body['number']);
    expect(await partsOf(number)).toEqual([
      ['licence', 'to-decide', null],
      ['seal', undefined, null],
    ]);
    const part = await view('firm', await numberOf(number, 'licence'));
    expect(part.whole?.number).toBe(number);
    expect(part.answers.map(({ id, given }) => [id, given])).toEqual([
      ['name', '甲公司'],
      ['trade', '软件'],
    ]);
    // Nobody of the staff holds what waits for a part, so nobody is told that it is another's.
    const whole = await view('window', number);
    expect(whole.card.next).toBe('Its parts are being handled, each by itself');
    expect(whole.actions.filter(({ branch }) => branch !== null)).toEqual([]);
    const clocks = (await view('firm', number)).clocks.map(({ kind, limit }) => [kind, limit]);
    expect(clocks).toContainEqual(['step', '3wd']);
    expect(clocks).toContainEqual(['promised', '5wd']);
  });

  test('a field that a part refuses is named in the joint form, and nothing is filed', async () => {
    const refused = await file('test.start', { company: '很'.repeat(30), trade: '软件' });
    expect(refused.status).toBe(422);
    expect(refused.body['errors']).toMatchObject([
      { path: 'answers.company', code: 'process.field.rule' },
    ]);
    const mine = await server.ask('firm', 'GET /my/cases?state=open');
    expect(JSON.stringify(mine.body)).not.toContain('很很');
  });

  test('a part opens after the one before it, and the whole ends when its parts have', async () => {
    const number = String(
      (await file('test.start', { company: '乙公司', trade: 'x' })).body['number'],
    );
    const licence = await numberOf(number, 'licence');
    await act('window', { number: licence, verb: 'approve' });
    await relay(licence);
    await relay(licence); // told twice, it is done once
    expect(await partsOf(number)).toEqual([
      ['licence', 'granted', 'pass'],
      ['seal', 'to-decide', null],
    ]);
    const seal = await numberOf(number, 'seal');
    await act('window', { number: seal, verb: 'approve' });
    await relay(seal);
    expect((await view('firm', number)).card.end?.id).toBe('done');
    const stored = await inPark(at.db, at.park.code, (tx) => readStream(tx, `case/${number}`));
    const acts = JSON.stringify(stored.map((entry) => entry.act));
    expect(acts).toContain('test.seal');
    expect(acts).not.toContain('乙公司');
  });

  test('withdrawing the whole takes its open parts along and leaves what was granted', async () => {
    const number = String(
      (await file('test.start', { company: '丙公司', trade: 'x' })).body['number'],
    );
    const licence = await numberOf(number, 'licence');
    await act('window', { number: licence, verb: 'approve' });
    await relay(licence);
    const seal = await numberOf(number, 'seal');
    await act('firm', { number, verb: 'withdraw' });
    expect((await view('firm', seal)).card.end?.id).toBe('withdrawn');
    expect((await view('firm', licence)).card.end?.id).toBe('granted');
  });

  test('voiding the whole voids its parts, the ended one too', async () => {
    const number = String(
      (await file('test.start', { company: '丁公司', trade: 'x' })).body['number'],
    );
    const licence = await numberOf(number, 'licence');
    await act('window', { number: licence, verb: 'approve' });
    await relay(licence);
    await act('head', { number, verb: 'void' }, { reason: '重复申请' });
    expect((await view('firm', licence)).card.end?.id).toBe('voided');
    expect((await view('firm', await numberOf(number, 'seal'))).card.end?.id).toBe('voided');
  });

  test('which case is a part of which is made again from the journal', async () => {
    const { wrong } = await rebuild(at.db, at.park.code, { check: true });
    expect(wrong).toEqual([]);
    await inPark(at.db, at.park.code, (tx) => tx.deleteFrom('cases.part').execute());
    const found = await rebuild(at.db, at.park.code, { check: false });
    expect(found.wrong.length).toBeGreaterThan(4);
    expect((await rebuild(at.db, at.park.code, { check: true })).wrong).toEqual([]);
  });
});

describe('the page of a case', () => {
  test('is never one that was kept: its proofs go on while the case stays as it is', async () => {
    const number = String((await file('test.seal', { owner: '甲', trade: 'x' })).body['number']);
    const { headers, body } = await server.ask('firm', `GET /cases/${number}`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('etag')).toBe(false);
    expect(body['etag']).toBe('1');
  });
});

describe('remarks beside their fields (一次性告知)', () => {
  test('stand at the field, are settled by a change, and a late one is a breach on record', async () => {
    const number = String((await file('test.seal', { owner: '甲', trade: 'x' })).body['number']);
    const stray = await server.ask('window', `POST /cases/${number}/commands`, {
      body: { verb: 'return', branch: null, input: { items: [{ field: 'colour', text: '?' }] } },
    });
    expect([stray.status, stray.body['code']]).toEqual([409, 'process.remark-on-nothing']);
    await act(
      'window',
      { number, verb: 'return' },
      { items: [{ field: 'owner', text: '请写全称' }] },
    );
    expect((await view('firm', number)).remarks).toEqual([
      { field: 'owner', text: '请写全称', settled: false, answer: null },
    ]);
    const untouched = await server.ask('firm', `POST /cases/${number}/commands`, {
      body: { verb: 'resubmit', branch: null, input: { answers: { trade: 'y' } } },
    });
    expect(untouched.status).toBe(422);
    expect(untouched.body['errors']).toMatchObject([
      { path: 'answers.owner', code: 'process.field.not-amended' },
    ]);
    const findable = async () => {
      const text = encodeURIComponent('有限公司');
      const { body } = await server.ask('window', `GET /desk/queue/all-open?q=${text}`);
      return (body['items'] as { number: string }[]).map((one) => one.number);
    };
    expect(await findable()).not.toContain(number);
    await act('firm', { number, verb: 'resubmit' }, { answers: { owner: '甲有限公司' } });
    expect(await findable(), 'what was amended is found by its new words').toContain(number);
    await act(
      'window',
      { number, verb: 'return' },
      { items: [{ field: 'trade', text: '请写主营' }] },
    );
    const seen = await view('window', number);
    expect(
      seen.breaches.map(({ text, fields }) => [text, fields.map((each) => each['zh-CN'])]),
    ).toEqual([
      ['Returned for amendment a second time', []],
      ['A later return names what should have been told at once', ['trade']],
    ]);
    expect(seen.remarks.map(({ field, settled }) => [field, settled])).toEqual([
      ['owner', true],
      ['trade', false],
    ]);
    const [rung] = seen.acts;
    expect(rung).toMatchObject({ type: 'case.rung-fired', actor: 'System' });
    expect(rung?.detail).toMatch(/ · told \S/);
  });
});

describe('an adverse act', () => {
  test('is proposed, told with body, basis and remedy, answered, and decided by another hand', async () => {
    const number = String((await file('test.power', { name: '甲', trade: 'x' })).body['number']);
    await act('window', { number, verb: 'reject' }, { reason: '不符合条件' });
    const proposed = await view('firm', number);
    expect(proposed.card.end).toBeNull();
    expect(proposed.adverse).toMatchObject({
      kind: 'refusal',
      body: { 'zh-CN': '示例审批局' },
      basis: [{ title: '行政许可法', clause: '38' }],
      remedy: { 'zh-CN': '可以依法申请行政复议。' },
      statement: '3wd',
      notifiedAt: null,
    });
    await act('window', { number, verb: 'notify' }, { proof: '送达回证 1 号' });
    const early = await server.ask('head', `POST /cases/${number}/commands`, {
      body: { verb: 'decide-adverse', branch: null, input: { reason: 'x' } },
    });
    expect(early.status).toBe(409);
    await act('firm', { number, verb: 'state' }, { note: '补充说明如下' });
    const offered = await act(
      'head',
      { number, verb: 'decide-adverse' },
      { reason: '依据 5', note: '已复核' },
    );
    expect(offered?.needs).toEqual(['reason', 'note']);
    const decided = await view('firm', number);
    expect(decided.card.end?.id).toBe('denied');
    expect(decided.adverse?.decidedAt).toBe(now);
    expect(decided.acts.map(({ type }) => type)).toContain('case.adverse-decided');
  });

  test('goes on by itself when the time for a statement is over', async () => {
    const number = String((await file('test.power', { name: '乙', trade: 'x' })).body['number']);
    await act('window', { number, verb: 'reject' }, { reason: '不符合条件' });
    await act('window', { number, verb: 'notify' }, { proof: '送达回证 2 号' });
    await doWhatIsDue(at.db, at.world, { park: at.park.code, now: '2026-09-18T02:00:00.000Z' });
    const { branches } = await view('head', number);
    expect(branches.find(({ state }) => state === 'active')?.step).toBe('denied-decision');
  });
});
