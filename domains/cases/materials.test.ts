import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doWhatIsDue } from './jobs.ts';
import { readCaseNumber } from './rules.ts';
import {
  openTestPark,
  publishServices,
  servePark,
  type AskPark,
  type TestPark,
} from './testing.ts';

const COMMON = {
  class: 'needs',
  nature: '园区服务',
  standard: { number: 'Q/T 1—2014', clause: '5' },
  kind: 'promised',
  applicant: { kinds: ['enterprise'] },
  limits: { promised: '5wd', clause: '5' },
  channels: ['web', 'window'],
};
const steps = {
  check: { by: 'window', clause: '5', do: { approve: 'granted', return: 'amend' } },
  amend: {
    ...{ by: 'applicant', within: '15wd', clock: 'not-started', clause: '5' },
    ...{ do: { resubmit: 'check' }, once: true },
  },
};
const ends = { granted: '通过', withdrawn: '撤回', voided: '作废' };
const revenue = { id: 'revenue', title: { 'zh-CN': '营业收入', en: 'Revenue' }, type: 'money' };
const audit = {
  ...{ id: 'audit', title: { 'zh-CN': '审计报告', en: 'Audit report' }, clause: '5.1' },
  when: 'revenue > 500',
};

/** A grant that wants an audit of those who earn more. */
const GRANT = {
  ...{ ...COMMON, code: 'test.grant', title: { 'zh-CN': '补助', en: 'Grant' } },
  form: [{ ...revenue, required: true }],
  materials: [audit],
  flow: { start: 'check', steps, ends },
  occurred: { proof: '走访记录', within: '2wd', clause: '6.7' },
};
/** The same, over by itself when nothing is amended, and rated. */
const LAPSING = {
  ...{ ...GRANT, code: 'test.lapsing', title: { 'zh-CN': '逾期', en: 'Lapsing' }, review: {} },
  flow: {
    start: 'check',
    steps: { ...steps, amend: { ...steps.amend, overdue: 'lapsed' } },
    ends: { ...ends, lapsed: { title: '逾期未补正', clause: '5' } },
  },
};
/** A joint matter that asks the same under other names. */
const JOINT = {
  ...{ ...COMMON, code: 'test.joint', title: { 'zh-CN': '一件事', en: 'Joint matter' } },
  form: [{ ...revenue, id: 'turnover', required: true }],
  materials: [{ ...audit, id: 'report', required: false, when: undefined }],
  flow: {
    start: 'parts',
    steps: {
      parts: {
        clause: '5',
        parts: {
          grant: {
            service: 'test.grant',
            form: { revenue: 'turnover' },
            files: { audit: 'report' },
          },
        },
        do: { pass: 'granted', fail: 'granted' },
      },
    },
    ends,
  },
};

/** A service that says which answer a case is called by; it is not the first one. */
const NAMED = {
  ...{ ...GRANT, code: 'test.named', title: { 'zh-CN': '有名', en: 'Named' }, about: 'matter' },
  form: [
    { id: 'contact', title: '联系人', type: 'text', required: false },
    { id: 'matter', title: '事由', type: 'longtext', required: true },
  ],
  materials: [],
};

let at: TestPark;
let server: { ask: AskPark; close: () => Promise<void> };
const now = '2026-09-14T02:00:00.000Z';

beforeAll(async () => {
  at = await openTestPark('shijingshan');
  await publishServices(at, [GRANT, LAPSING, JOINT, NAMED]);
  server = await servePark(at, { now });
});
afterAll(async () => {
  await server.close();
  await at.close();
});

type Sent = { readonly service?: string; readonly answers: object; readonly files?: object[] };

const file = (who: string, sent: Sent, lang = 'en') =>
  server.ask(who, 'POST /cases', {
    lang,
    body: {
      ...{ service: 'test.grant', channel: who === 'firm' ? 'web' : 'window', files: [] },
      ...{ node: 'service-hall', needClass: null, occurredAt: null, fromRecord: null },
      ...{ applicant: { organisation: 'demo-firm-1', name: '演示企业' } },
      ...sent,
    },
  });
const act = (
  who: string,
  number: string,
  sent: { readonly verb: string; readonly input: object },
) => server.ask(who, `POST /cases/${number}/commands`, { body: { branch: null, ...sent } });

async function upload(who: string): Promise<string> {
  const bytes = new TextEncoder().encode('%PDF-1.4 test');
  const { status, body } = await server.ask(who, 'POST /files', { file: bytes });
  expect(status).toBe(201);
  return String(body['id']);
}

describe('a material that the answers make necessary', () => {
  test('is refused by the server at filing, with its clause, in both languages', async () => {
    const english = await file('firm', { answers: { revenue: 600 } });
    expect([english.status, english.body['code']]).toEqual([422, 'process.form-incomplete']);
    expect(english.body['errors']).toMatchObject([
      {
        path: 'files.audit',
        code: 'process.field.not-handed-in',
        message: 'Hand in “Audit report”',
        clause: '5.1',
      },
    ]);
    expect(english.body['next']).toMatch(/hand in/i);
    const chinese = await file('firm', { answers: { revenue: 600 } }, 'zh-CN');
    expect(chinese.body['errors']).toMatchObject([{ message: '请提交“审计报告”' }]);
    const window = await file('window', { answers: { revenue: 600 } });
    expect(window.status).toBe(422);
  });

  test('comes with the form that asks for it; below the threshold none is asked', async () => {
    const files = [{ material: 'audit', file: await upload('firm') }];
    expect((await file('firm', { answers: { revenue: 600 }, files })).status).toBe(201);
    expect((await file('firm', { answers: { revenue: 500 } })).status).toBe(201);
  });

  test('is asked for again when an amendment makes it necessary', async () => {
    const number = String((await file('firm', { answers: { revenue: 400 } })).body['number']);
    const items = [{ field: 'revenue', text: '请更正' }];
    expect((await act('window', number, { verb: 'return', input: { items } })).status).toBe(200);
    const resubmit = (input: object) => act('firm', number, { verb: 'resubmit', input });
    const short = await resubmit({ answers: { revenue: 700 } });
    expect([short.status, short.body['errors']]).toMatchObject([422, [{ path: 'files.audit' }]]);
    const files = [{ material: 'audit', file: await upload('firm') }];
    const whole = await resubmit({ answers: { revenue: 700 }, files });
    expect(whole.status).toBe(200);
  });

  test('of a remark that is wrong is kept, with the reason for whoever remarked', async () => {
    const number = String((await file('firm', { answers: { revenue: 400 } })).body['number']);
    const items = [{ field: 'revenue', text: '与报表不一致' }];
    await act('window', number, { verb: 'return', input: { items } });
    const untouched = await act('firm', number, { verb: 'resubmit', input: {} });
    expect([untouched.status, untouched.body['errors']]).toMatchObject([
      422,
      [{ path: 'answers.revenue', code: 'process.field.not-amended' }],
    ]);
    const reason = { field: 'revenue', text: '报表为合并口径，此处为本企业' };
    const kept = await act('firm', number, { verb: 'resubmit', input: { items: [reason] } });
    expect(kept.status).toBe(200);
    const { body } = await server.ask('window', `GET /cases/${number}`);
    expect(body['remarks']).toEqual([{ ...items[0], settled: true, answer: reason.text }]);
  });

  test('of a part is named as the joint form calls it, and nothing is filed', async () => {
    const joint = { service: 'test.joint', answers: { turnover: 600 } };
    const refused = await file('firm', joint);
    expect([refused.status, refused.body['errors']]).toMatchObject([
      422,
      [{ path: 'files.report', message: 'Hand in “Audit report”' }],
    ]);
    const files = [{ material: 'report', file: await upload('firm') }];
    expect((await file('firm', { ...joint, files })).status).toBe(201);
  });
});

test('a case that lapsed asks nobody how satisfied they are, one that was decided does', async () => {
  const filed = async () => {
    const sent = { service: 'test.lapsing', answers: { revenue: 1 } };
    return String((await file('firm', sent)).body['number']);
  };
  const ratingOf = async (number: string) =>
    (await server.ask('firm', `GET /cases/${number}`)).body['rating'];
  const lapsed = await filed();
  const items = [{ field: 'revenue', text: '请更正' }];
  await act('window', lapsed, { verb: 'return', input: { items } });
  await doWhatIsDue(at.db, at.world, { park: at.park.code, now: '2026-11-20T02:00:00.000Z' });
  expect(await ratingOf(lapsed)).toEqual({ invited: false, rated: false });
  const rated = await server.ask('firm', `POST /cases/${lapsed}/rating`, {
    body: { level: 1, text: '' },
  });
  expect([rated.status, rated.body['code']]).toEqual([409, 'cases.not_rateable']);
  const decided = await filed();
  await act('window', decided, { verb: 'approve', input: {} });
  expect(await ratingOf(decided)).toEqual({ invited: true, rated: false });
});

test('a filing that is refused uses up no case number', async () => {
  const filed = async (answers: object) => {
    const { status, body } = await file('firm', { answers });
    return status === 201 ? readCaseNumber(String(body['number']))?.n : undefined;
  };
  const first = (await filed({ revenue: 1 })) ?? Number.NaN;
  expect(await filed({ revenue: 600 })).toBeUndefined();
  expect(await filed({})).toBeUndefined();
  expect(await filed({ revenue: 1 })).toBe(first + 1);
});

describe('a filing of something that was asked earlier', () => {
  test('is refused without what proves it, and told so at its field', async () => {
    const body = {
      ...{ service: 'test.grant', channel: 'window', files: [], answers: { revenue: 1 } },
      ...{ node: 'service-hall', needClass: null, fromRecord: null },
      ...{ applicant: { organisation: 'demo-firm-1', name: '演示企业' } },
      occurredAt: '2026-09-14T01:30:00.000Z',
    };
    const refused = await server.ask('window', 'POST /cases', { body });
    expect([refused.status, refused.body['errors']]).toMatchObject([
      422,
      [{ path: 'proof', message: 'Say what proves the earlier time: 走访记录' }],
    ]);
    const proved = await server.ask('window', 'POST /cases', {
      body: { ...body, proof: '走访记录 7 号' },
    });
    expect(proved.status).toBe(201);
  });
});

describe('what a case is called by', () => {
  const titleOf = async (lang: string, sent: Sent) => {
    const number = String((await file('firm', sent)).body['number']);
    const { body } = await server.ask('firm', `GET /cases/${number}`, { lang });
    // The route answers what its own schema says.
    return (body['card'] as { summary: string }).summary;
  };

  test('is the title of its service in the reader’s language where no answer is named', async () => {
    expect(await titleOf('en', { answers: { revenue: 1 } })).toBe('Grant');
    expect(await titleOf('zh-CN', { answers: { revenue: 1 } })).toBe('补助');
  });

  test('is the answer the definition names, unless that is somebody’s number', async () => {
    const ask = (matter: string) => titleOf('en', { service: 'test.named', answers: { matter } });
    expect(await ask('  寻找\n中试场地 ')).toBe('寻找 中试场地');
    expect(await ask('138 0013 8000')).toBe('Named');
  });
});

describe('a filing that is refused for whom it names', () => {
  test('uses up no number', async () => {
    const serial = ({ body }: { readonly body: Record<string, unknown> }) =>
      readCaseNumber(String(body['number']))?.n ?? 0;
    const first = await file('firm', { answers: { revenue: 1 } });
    const other = await server.ask('firm', 'POST /cases', {
      body: {
        ...{ service: 'test.grant', channel: 'web', files: [], answers: { revenue: 1 } },
        ...{ node: 'service-hall', needClass: null, occurredAt: null, fromRecord: null },
        applicant: { organisation: 'demo-firm-2', name: '别的企业' },
      },
    });
    expect(other.body['code']).toBe('cases.not_your_party');
    const next = await file('firm', { answers: { revenue: 1 } });
    expect(serial(next) - serial(first)).toBe(1);
  });
});
