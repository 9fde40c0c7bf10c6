import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark, openDatabase, type Tx } from '#platform/db/index.ts';
import { forgetNetworks } from './service/network.ts';
import { commandCase, fileCase, holdCase } from './service/act.ts';
import { mailNotice, type NoticeMail, type SendNotice } from './service/mail-notice.ts';
import { readNotices } from './service/notices.ts';
import { mayReadStream, readCase } from './service/read.ts';
import { readReads } from './service/reads.ts';
import { wordsOf } from './service/words.ts';
import { openTestPark, servePark, type TestPark } from './testing.ts';
import type { FileCase } from './model/index.ts';

const now = '2026-09-18T02:00:00.000Z';
const addressOf = (number: string) => `https://park.example/${number}`;
let at: TestPark;
beforeAll(async () => {
  at = await openTestPark('qinchuangyuan');
});
afterAll(() => at.close());

const need: FileCase = {
  ...{ service: 'need.general', channel: 'web', node: 'station-1', needClass: 'n01' },
  applicant: { organisation: 'demo-firm-1', name: '演示科技企业甲' },
  ...{ answers: { subject: '寻找中试场地' }, files: [], occurredAt: null, fromRecord: null },
};

const run = <T>(work: (tx: Tx) => Promise<T>) => inPark(at.db, at.park.code, work);
const file = (who: string, body: Partial<FileCase> = {}) =>
  run((tx) => fileCase(tx, at.world, { acting: at.acting(who, now), body: { ...need, ...body } }));
const lookingAs = (who: string, instant = now) => ({
  ...{ park: at.park, words: wordsOf('zh-CN', at.park.zone), now: instant },
  principal: at.acting(who, now).principal,
});
const noticesOf = async (number: string) => {
  const { items } = await run((tx) => readNotices(tx, lookingAs('firm'), { limit: 200 }));
  return items.filter((one) => one.number === number);
};
const mailsQueued = (number: string) =>
  run(async (tx) => {
    const ids = await tx
      .selectFrom('cases.notice')
      .select('id')
      .where('number', '=', number)
      .execute();
    const jobs = await tx
      .selectFrom('platform.outbox')
      .select('payload')
      .where('task', '=', 'mail.send')
      .execute();
    return jobs.filter(({ payload }) => ids.some(({ id }) => payload['notice'] === id));
  });

async function switchMail(on: boolean): Promise<void> {
  const owner = openDatabase(at.url, 'owner', { max: 1 });
  await owner
    .updateTable('parties.park')
    .set({ policy: JSON.stringify({ mailNotices: on }) })
    .execute();
  await owner.destroy();
  forgetNetworks();
}

const refusing: SendNotice = () => Promise.resolve('refused');
const taking: SendNotice = () => Promise.resolve('sent');

type Outcome = { readonly delivery: string; readonly mailed_at: string | null };

describe('filing', () => {
  const refused = (code: string) => expect.objectContaining({ code });

  test('in the name of an organisation somebody does not act for is refused', async () => {
    const other = { applicant: { organisation: 'demo-firm-2', name: '演示科技企业乙' } };
    await expect(file('firm', other)).rejects.toEqual(refused('cases.not_your_party'));
    await expect(file('station', other)).resolves.toMatchObject({ number: expect.any(String) });
  });

  test('and an act that is refused names post and verb by their titles', async () => {
    const { number } = await file('station');
    const doing = (verb: string) =>
      run(async (tx) =>
        commandCase(tx, at.world, {
          acting: at.acting('firm', now),
          row: await holdCase(tx, at.park.code, number),
          body: { verb, branch: null, input: { reason: '试' } },
        }),
      );
    const titled = (titles: object) =>
      expect.objectContaining({ refusal: expect.objectContaining({ titles }) });
    await expect(doing('dispatch')).rejects.toEqual(
      titled(expect.objectContaining({ role: { 'zh-CN': '调度岗', en: 'Dispatcher' } })),
    );
    await expect(doing('approve')).rejects.toEqual(
      titled(expect.objectContaining({ verb: expect.objectContaining({ 'zh-CN': '准予' }) })),
    );
  });

  test('with a material that nobody handed in is refused', async () => {
    for (const id of ['x', '00000000-0000-4000-8000-000000000000']) {
      const files = [{ material: 'photo', file: id }];
      await expect(file('firm', { files })).rejects.toEqual(refused('cases.file_not_found'));
    }
  });
});

describe('a notice', () => {
  test('stays in the product of a park that sends no mail, and says so', async () => {
    const { number } = await file('firm');
    const [notice] = await noticesOf(number);
    expect(notice).toMatchObject({ kind: 'filed', delivery: 'product' });
    expect(notice?.text).toContain(number);
    expect(notice?.deliveryText).toBe('仅在本系统通知');
    expect(await mailsQueued(number)).toEqual([]);
  });

  test('is queued by its id alone where the park mails its notices', async () => {
    await switchMail(true);
    const { number } = await file('firm');
    const jobs = await mailsQueued(number);
    await switchMail(false);
    expect((await noticesOf(number)).map(({ delivery }) => delivery)).toEqual(['queued']);
    expect(jobs.map(({ payload }) => Object.keys(payload))).toEqual([['notice']]);
  });

  const mailed = async (
    body: Partial<FileCase>,
    who: string,
    send: SendNotice | undefined,
  ): Promise<Outcome> => {
    const { number } = await file(who, body);
    const { id } = await run((tx) =>
      tx
        .selectFrom('cases.notice')
        .select('id')
        .where('number', '=', number)
        .executeTakeFirstOrThrow(),
    );
    await run((tx) => mailNotice(tx, { park: at.park.code, notice: id, now, addressOf, send }));
    return run((tx) =>
      tx
        .selectFrom('cases.notice')
        .select(['delivery', 'mailed_at'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
  };

  test('goes to whoever acts for the party, in both languages, with the page’s address', async () => {
    const mails: NoticeMail[] = [];
    const sent = await mailed({}, 'station', async (mail) => {
      mails.push(mail);
      return 'sent';
    });
    expect(sent).toEqual({ delivery: 'mailed', mailed_at: now });
    expect(mails.map(({ to }) => to)).toEqual(['firm@qinchuangyuan.example']);
    expect(mails[0]?.text).toMatch(
      /需求编号[\s\S]*number of your need[\s\S]*https:\/\/park\.example\//,
    );
  });

  test.each([
    { delivery: 'no-server', body: {}, who: 'firm', send: undefined },
    { delivery: 'refused', body: {}, who: 'firm', send: refusing },
    {
      delivery: 'no-address',
      body: { channel: 'station' as const, applicant: { organisation: null, name: '某企业' } },
      who: 'station',
      send: taking,
    },
  ])('that cannot be mailed says $delivery', async ({ delivery, body, who, send }) => {
    expect(await mailed(body, who, send)).toEqual({ delivery, mailed_at: null });
  });

  test('stays queued when the server is away, and one that was erased is not mailed', async () => {
    const away = () => Promise.reject(new Error('away'));
    await expect(mailed({}, 'firm', away)).rejects.toThrow('away');
    const notice = crypto.randomUUID();
    await run((tx) => mailNotice(tx, { park: at.park.code, notice, now, addressOf, send: away }));
  });
});

describe('reading a case', () => {
  test('by the staff is noted once a person and hour, by the applicant never', async () => {
    const { number } = await file('firm');
    const look = (who: string, instant: string) =>
      run((tx) => readCase(tx, lookingAs(who, instant), number));
    await look('firm', now);
    await look('dispatcher', now);
    await look('dispatcher', '2026-09-18T02:59:00.000Z');
    await look('dispatcher', '2026-09-18T03:00:00.000Z');
    const reads = await run((tx) => readReads(tx, lookingAs('firm'), number));
    expect(reads.map(({ at: instant }) => instant)).toEqual(['2026-09-18T03:00:00.000Z', now]);
    expect(reads[0]).toMatchObject({ purpose: 'handle', purposeText: '办理该事项' });
    expect(reads[0]?.post).not.toContain('@');
  });

  test('lets its people and the staff have its receipts, and nobody else', async () => {
    const { number } = await file('firm');
    const may = (who: string, stream: string) =>
      run((tx) => mayReadStream(tx, at.acting(who, now).principal, stream));
    const stranger = { ...at.acting('firm', now).principal, id: 'user-x', parties: [] };
    expect(await may('firm', `case/${number}`)).toBe(true);
    expect(await may('station', `case/${number}`)).toBe(true);
    expect(await run((tx) => mayReadStream(tx, stranger, `case/${number}`))).toBe(false);
    expect(await may('station', `subject/party/demo-firm-1`)).toBe(false);
    expect(await may('firm', 'case/none')).toBe(false);
  });
});

describe('the routes of notices, papers and readings', () => {
  test('are 401 without a session, 400 for what is no id, 200 for its people', async () => {
    const server = await servePark(at, { now });
    const { number, entryIds } = await file('firm');
    const paper = `/cases/${number}/vouchers/${entryIds[0]}.docx` as const;
    for (const path of ['/my/notices', paper, `/cases/${number}/reads`] as const) {
      expect((await server.ask(undefined, `GET ${path}`)).status).toBe(401);
      expect((await server.ask('firm', `GET ${path}`)).status).toBe(200);
    }
    const wrong = await server.ask('firm', `GET /cases/${number}/vouchers/one.docx`);
    expect(wrong.status).toBe(400);
    const other = await file('firm');
    const strange = await server.ask('firm', `GET /cases/${other.number}/vouchers/${entryIds[0]}.docx`); // prettier-ignore
    expect([strange.status, strange.body['code']]).toEqual([404, 'cases.no_voucher']);
    const page = await server.ask('firm', 'GET /my/notices?limit=1');
    const next = await server.ask('firm', `GET /my/notices?limit=1&cursor=${String(page.body['next'])}`); // prettier-ignore
    expect(next.body['items']).not.toEqual(page.body['items']);
    await server.close();
  });
});
