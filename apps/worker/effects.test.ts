import mammoth from 'mammoth';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { erasersOf, filesOf } from '#apps/server/routes.ts';
import { auditLog, eraseSubject } from '#domains/evidence/index.ts';
import { inPark } from '#platform/db/index.ts';
import { dumpDatabase, tablesHolding } from '#platform/db/testing/dump.ts';
import { testMailServer, textOf, type TestMailServer } from '#platform/mail/testing.ts';
import { systemClock } from '#platform/config/index.ts';
import { handlersOf } from './work.ts';
import { eventually, livePark, type Ask, type LivePark } from './testing.ts';

const marker = `marker${crypto.randomUUID().replaceAll('-', '')}`;
const email = 'firm@shijingshan.example';
let mail: TestMailServer;
let at: LivePark;
let number = '';
const who: Record<string, Ask> = {};

type Act = { entryId: string; type: string; voucher: string | null };
type Document = { id: string; name: string; title: Record<string, string>; mark: string };
type Notice = { kind: string; text: string; delivery: string };

const askAs = (name: string): Ask => who[name] ?? (() => Promise.reject(new Error(name)));
const view = async (name: string) => (await askAs(name)(`GET /cases/${number}`)).body;
const actsOf = async (name = 'firm') => (await view(name))['acts'] as Act[];
const documentsOf = async (name = 'firm') => (await view(name))['documents'] as Document[];
const notices = async () => (await askAs('firm')('GET /my/notices')).body['items'] as Notice[];

async function act(name: string, verb: string, input: object = {}): Promise<void> {
  const { actions } = (await view(name)) as { actions: { verb: string; branch: string | null; allowed: boolean }[] }; // prettier-ignore
  const branch = actions.find((one) => one.verb === verb && one.allowed)?.branch ?? null;
  const answer = await askAs(name)(`POST /cases/${number}/commands`, { verb, branch, input });
  expect([verb, answer.status, answer.body['code']]).toEqual([verb, 200, undefined]);
}

async function hear(kind: string, delivery: string): Promise<Notice> {
  return eventually(async () =>
    (await notices()).find((one) => one.kind === kind && one.delivery === delivery),
  );
}

const textIn = async (bytes: Uint8Array): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;

async function handIn(name: string): Promise<unknown> {
  const form = new FormData();
  form.set('file', new Blob([`%PDF ${name} ${marker}`]), name);
  return (await askAs('firm')('POST /files', form)).body['id'];
}

async function voucher(type: string, name = 'firm'): Promise<{ title: string; text: string }> {
  const found = (await actsOf()).find((one) => one.type === type);
  const paper = await askAs(name)(`GET /cases/${number}/vouchers/${found?.entryId}.docx`);
  expect(paper.status).toBe(200);
  return { title: found?.voucher ?? '', text: await textIn(paper.bytes) };
}

beforeAll(async () => {
  mail = await testMailServer();
  at = await livePark('shijingshan', {
    now: '2026-09-14T01:00:00.000Z',
    policy: { mailNotices: true },
    environment: { GUIJU_SMTP_URL: mail.url, GUIJU_PUBLIC_URL: 'https://park.example' },
  });
  for (const name of ['firm', 'window', 'finance', 'science', 'panel', 'head', 'director']) {
    who[name] = await at.as(name);
  }
});
afterAll(async () => {
  await at.close();
  await mail.close();
});

describe('an approval with everything that follows from it', () => {
  test('is received with a paper, and the server that is away blocks nothing', async () => {
    mail.refuseWith(451);
    const file = await handIn('licence.pdf');
    const filed = await askAs('firm')('POST /cases', {
      service: 'space.admission',
      channel: 'web',
      node: null,
      applicant: { organisation: 'demo-firm-1', name: `企业 ${marker}` },
      needClass: null,
      answers: {
        ...{ company: `企业 ${marker}`, area: 120, revenue: 100_000_00, phone: '13800000000' },
        business: `工业设计 ${marker}`,
      },
      files: [{ material: 'licence', file }],
      occurredAt: null,
      fromRecord: null,
    });
    expect([filed.status, filed.body['code']]).toEqual([201, undefined]);
    number = String(filed.body['number']);
    const paper = await voucher('case.filed');
    expect(paper.title).toBe('收件凭证');
    for (const word of [number, '营业执照', 'Q/SJSY 301.12—2014', '演示数据', '样稿']) {
      expect(paper.text + (await headOf('case.filed'))).toContain(word);
    }
    expect((await notices()).map(({ kind, delivery }) => [kind, delivery])).toContainEqual([
      'filed',
      'queued',
    ]);
  });

  /** The words at the head of every page of a paper. */
  async function headOf(type: string): Promise<string> {
    const found = (await actsOf()).find((one) => one.type === type);
    const paper = await askAs('firm')(`GET /cases/${number}/vouchers/${found?.entryId}.docx`);
    const { default: JsZip } = await import('jszip');
    const zip = await JsZip.loadAsync(paper.bytes);
    const heads = zip.file(/word\/header\d*\.xml/);
    return (await Promise.all(heads.map((head) => head.async('text')))).join('');
  }

  test('mails what waited when the server is back', async () => {
    mail.refuseWith(undefined);
    // The queue waits seconds before it tries again; the next act is mailed at once.
    await act('window', 'return', { items: [{ field: 'audit', text: `缺页 ${marker}` }] });
    const told = await hear('returned', 'mailed');
    expect(told.text).toContain('1 项');
    const sent = mail.messages.map(({ to, raw }) => [to, textOf(raw)] as const);
    expect(sent.every(([to]) => to[0] === email)).toBe(true);
    const text = sent.map(([, body]) => body).join('\n');
    expect(text).toContain(number);
    expect(text).toContain(`https://park.example/p/shijingshan/my/cases/${number}`);
    expect(text).not.toContain(marker);
    await hear('filed', 'mailed');
  });

  test('tells all items to amend at once, with the day', async () => {
    const paper = await voucher('case.returned');
    expect(paper.title).toBe('一次告知补正通知书');
    for (const word of ['审计报告', `缺页 ${marker}`, '补正期限'])
      expect(paper.text).toContain(word);
  });

  test('renders the result once, from the template of its bundle', async () => {
    await act('firm', 'resubmit', {
      files: [{ material: 'audit', file: await handIn('audit.pdf') }],
    });
    await act('window', 'accept');
    await act('finance', 'pass');
    await act('science', 'consult', { reason: '需专家意见' });
    await act('panel', 'done');
    await act('head', 'approve');
    const [document, ...others] = await eventually(async () => {
      const found = await documentsOf();
      return found.length > 0 && found;
    });
    expect(others).toEqual([]);
    expect(document).toMatchObject({ name: `${number}-admission-letter.docx`, mark: 'sample' });
    expect((await documentsOf('window')).map(({ id }) => id)).toEqual([document?.id]);
    const taken = await askAs('firm')(`GET /files/${document?.id}`);
    const text = await textIn(taken.bytes);
    for (const word of [number, `企业 ${marker}`, '120 平方米', '决定：通过', '2026年9月14日']) {
      expect(text).toContain(word);
    }
    const approved = (await actsOf()).find(({ type }) => type === 'case.approved');
    expect(text).toContain(`https://park.example/p/shijingshan/receipts/${approved?.entryId}`);
    const rendered = (await actsOf()).filter(({ type }) => type === 'case.document-rendered');
    expect(rendered).toHaveLength(1);
  });

  test('renders nothing more when its job is run again', async () => {
    const row = await at.db
      .selectFrom('platform.outbox')
      .select(['id', 'event_id', 'ordinal', 'payload'])
      .where('task', '=', 'document.render')
      .executeTakeFirstOrThrow();
    expect(row.payload).toEqual({ number });
    const before = (await view('firm'))['etag'];
    const ground = { db: at.db, clock: systemClock, home: at.home, publicUrl: '' };
    await handlersOf(ground)['document.render']?.(
      {
        ...{ park: at.park, id: row.id, task: 'document.render', attempt: 2 },
        ...{ eventId: row.event_id, index: row.ordinal, payload: row.payload },
      },
      { db: at.db, signal: new AbortController().signal },
    );
    expect(await documentsOf()).toHaveLength(1);
    expect((await view('firm'))['etag']).toBe(before);
  });

  test('is told at every turn', async () => {
    await hear('document', 'mailed');
    const kinds = (await notices()).map(({ kind }) => kind).toSorted();
    const all = ['accepted', 'document', 'ended', 'filed', 'returned', 'suspended'];
    expect(kinds).toEqual(all);
  });

  test('gives a paper for each act that needs one, and for no other', async () => {
    const papers = Object.fromEntries(
      (await actsOf()).map(({ type, voucher: one }) => [type, one]),
    );
    expect(papers).toMatchObject({
      'case.filed': '收件凭证',
      'case.returned': '一次告知补正通知书',
      'case.accepted': '受理通知书',
      'case.approved': '准予决定书',
      'case.resubmitted': null,
    });
    expect((await voucher('case.accepted')).text).toContain('5 个工作日');
    const none = (await actsOf()).find(({ voucher: one }) => one === null);
    const asked = await askAs('firm')(`GET /cases/${number}/vouchers/${none?.entryId}.docx`);
    expect([asked.status, asked.body['code']]).toEqual([404, 'cases.no_voucher']);
  });

  test('shows the applicant which posts have read it, once an hour, without names', async () => {
    const { items } = (await askAs('firm')(`GET /cases/${number}/reads`)).body as {
      items: { post: string; purposeText: string }[];
    };
    const posts = items.map(({ post }) => post);
    expect(posts).toContain('企业服务大厅（示例） 综合窗口');
    expect(new Set(posts).size).toBe(posts.length);
    expect(items.every(({ purposeText }) => purposeText === '办理该事项')).toBe(true);
    expect(JSON.stringify(items)).not.toContain('一号岗');
  });

  test('gives its applicant the receipts of its acts', async () => {
    const [entry] = await actsOf();
    const receipt = await eventually(async () => {
      const answer = await askAs('firm')(`GET /receipts/${entry?.entryId}`);
      return answer.status === 200 && answer;
    });
    expect(new TextDecoder().decode(receipt.bytes)).not.toContain(marker);
  });

  test('keeps nothing of anybody in the queue, and no password or address in the log', async () => {
    const dump = await dumpDatabase(at.url);
    const queued = [...dump]
      .filter(([name]) => /^(graphile_worker\.|platform\.outbox)/.test(name))
      .flatMap(([, rows]) => rows)
      .join('\n');
    expect(queued).toContain('mail.send');
    for (const word of [marker, email, '13800000000']) expect(queued).not.toContain(word);
    expect(at.lines.join('\n')).not.toContain(email);
  });

  test('is erased without a trace, and the log still verifies', async () => {
    const draft = { answers: { subject: `草稿 ${marker}` } };
    expect((await askAs('firm')('PUT /my/drafts/need.general', draft)).status).toBe(200);
    const line = { service: 'need.general', node: 'incubator-station', occurredAt: null };
    const written = { ...line, organisation: 'demo-firm-1', line: `来访 ${marker}` };
    expect((await (await at.as('steward'))('POST /service-records', written)).status).toBe(201);
    const { user_id: id } = await inPark(at.db, at.park, (tx) =>
      tx
        .selectFrom('parties.person')
        .select('user_id')
        .where('email', '=', email)
        .executeTakeFirstOrThrow(),
    );
    expect(await tablesHolding(at.url, marker)).toEqual(
      expect.arrayContaining([
        'cases.case',
        'cases.draft',
        'journal.datum',
        'platform.idempotency',
      ]),
    );
    const erasers = erasersOf(filesOf(at.home));
    for (const subject of ['party/demo-firm-1', `person/${id}`]) {
      await inPark(at.db, at.park, (tx) =>
        eraseSubject(tx, {
          ...{ park: at.park, subject, by: 'operator', now: '2026-09-14T02:00:00.000Z' },
          erasers,
        }),
      );
    }
    expect(await tablesHolding(at.url, marker)).toEqual([]);
    expect(await filesLeft()).toEqual([]);
    expect(await documentsOf('window')).toEqual([]);
    const audit = await eventually(async () => {
      const told = await auditLog(at.db, at.park);
      return told.entries === told.leaves && told;
    });
    expect(audit).toMatchObject({ ok: true, broken: null });
  });

  async function filesLeft(): Promise<string[]> {
    const root = join(at.home, 'files');
    const found = await readdir(root, { recursive: true, withFileTypes: true });
    const files = found.filter((one) => one.isFile());
    for (const { parentPath, name } of files) await readFile(join(parentPath, name));
    return files.map(({ name }) => name);
  }
});

describe('what is due by itself', () => {
  test('fires its rungs when the set clock reaches them, through the worker', async () => {
    // Whoever was erased before has no part in the park any more: the window files.
    const filed = await askAs('window')('POST /cases', {
      ...{ service: 'need.general', channel: 'window', node: null, needClass: 'n01' },
      applicant: { organisation: null, name: '企业' },
      ...{ answers: { subject: '寻找会议室' }, files: [], occurredAt: null, fromRecord: null },
    });
    expect([filed.status, filed.body['code']]).toEqual([201, undefined]);
    number = String(filed.body['number']);
    who['dispatcher'] = await at.as('dispatcher');
    who['steward'] = await at.as('steward');
    await act('dispatcher', 'dispatch', { node: 'incubator-station' });
    await act('steward', 'claim');
    expect((await actsOf('director')).map(({ type }) => type)).not.toContain('case.rung-fired');
    at.setNow('2026-09-21T02:00:00.000Z');
    const fired = await eventually(async () => {
      const rungs = (await actsOf('director')).filter(({ type }) => type === 'case.rung-fired');
      return rungs.length >= 2 && rungs;
    });
    expect(fired).toHaveLength(2);
    const queue = await askAs('director')('GET /desk/queue/overdue');
    expect(JSON.stringify(queue.body)).toContain(number);
  });
});
