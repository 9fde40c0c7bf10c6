import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import { eraseFromJournal } from '#platform/journal/index.ts';
import type { FilePlace } from '#platform/files/index.ts';
import { casesEraser } from './service/erase.ts';
import { rebuild } from './service/rebuild.ts';
import { commandCase, fileCase, holdCase } from './service/act.ts';
import { rateCase } from './service/rate.ts';
import { decideWeek } from './service/week.ts';
import { makeRecord } from './service/record.ts';
import { makeVisit } from './service/visit.ts';
import { readCase } from './service/read.ts';
import { wordsOf } from './service/words.ts';
import { insertFile } from './store/file.ts';
import { openTestPark, type TestPark } from './testing.ts';

const now = '2026-09-18T02:00:00.000Z';
const later = '2026-09-18T03:00:00.000Z';
const marker = 'markerxyz';
const file = '01990000-0000-7000-8000-000000000001';

let at: TestPark;
const run = <T>(work: Parameters<typeof inPark<T>>[2]) => inPark(at.db, at.park.code, work);

/** One need of a firm with everything a matter may carry, and a line of each other ledger. */
async function liveOn(who: string): Promise<string> {
  const firm = at.acting('firm', now);
  const { number } = await run((tx) =>
    fileCase(tx, at.world, {
      acting: firm,
      body: {
        service: 'need.general',
        channel: 'web',
        node: 'station-1',
        applicant: { organisation: 'demo-firm-1', name: `企业 ${marker}` },
        needClass: 'n04',
        answers: { subject: `场地 ${marker}`, phone: '13800000000' },
        files: [],
        occurredAt: null,
        fromRecord: null,
      },
    }),
  );
  await run(async (tx) => {
    await decideWeek(tx, {
      acting: at.acting('director', later),
      number,
      body: { who: '调度岗', what: `联系 ${marker}`, when: '2026-09-21' },
    });
    const steward = at.acting(who, later);
    const line = { service: 'talent.service', node: 'station-1', occurredAt: null };
    await makeRecord(tx, steward, { ...line, organisation: 'demo-firm-1', line: marker });
    const visit = { node: 'station-1', visitedOn: '2026-09-17', summary: marker };
    await makeVisit(tx, steward, { ...visit, organisation: 'demo-firm-1' });
  });
  const act = (by: string, verb: string, input: Record<string, string>) =>
    run(async (tx) => {
      const row = await holdCase(tx, at.park.code, number);
      const body = { verb, branch: null, input };
      return commandCase(tx, at.world, { acting: at.acting(by, later), row, body });
    });
  await act('dispatcher', 'dispatch', { node: 'station-1' });
  await act('station', 'claim', {});
  const director = at.acting('director', now).principal.id;
  await act('station', 'assist', { person: director });
  await act('station', 'assist', { role: 'dispatcher', node: 'centre' });
  await act('station', 'copy', { person: director });
  await act('director', 'advise', { note: `可行 ${marker}` });
  await act('station', 'resolve', { note: `已办 ${marker}` });
  await act('firm', 'confirm', {});
  await run(async (tx) => {
    const row = await holdCase(tx, at.park.code, number);
    await rateCase(tx, {
      acting: at.acting('firm', later),
      row,
      rating: { level: 4, text: marker },
    });
  });
  return number;
}

describe('projections', () => {
  let number = '';
  beforeAll(async () => {
    at = await openTestPark('qinchuangyuan');
    number = await liveOn('station');
  });
  afterAll(() => at.close());

  const check = () => rebuild(at.db, at.park.code, { check: true });

  test('equal their folds after everything that can happen to a matter', async () => {
    expect(await check()).toEqual({ streams: 3, wrong: [] });
  });

  test('a line that was changed, or lost, is named by its columns and made again', async () => {
    await run(async (tx) => {
      await tx
        .updateTable('cases.case')
        .set({ phase: 'to-claim', need_class: 'n05' })
        .where('number', '=', number)
        .execute();
      await tx.deleteFrom('cases.visit').execute();
      await tx.deleteFrom('cases.week_decision').execute();
      await tx.deleteFrom('cases.clause_use').where('clause', '=', '6.2').execute();
      const left = await tx.selectFrom('cases.asked').select(['verb']).orderBy('verb').execute();
      expect(left).toEqual([{ verb: 'assist' }, { verb: 'copy' }]);
      await tx.deleteFrom('cases.asked').where('verb', '=', 'assist').execute();
    });
    const { wrong } = await check();
    expect(wrong[0]).toEqual({
      stream: `case/${number}`,
      columns: ['need_class', 'phase', 'clause_use', 'week_decision', 'asked'],
    });
    expect(wrong[1]?.stream).toMatch(/^visit\//);
    expect((await check()).wrong).toHaveLength(2);
    await rebuild(at.db, at.park.code, { check: false });
    expect((await check()).wrong).toEqual([]);
  });

  test('a line without a stream is named and left alone', async () => {
    await run(async (tx) => {
      const row = await tx
        .selectFrom('cases.case')
        .selectAll()
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      const copy = { ...row, number: 'qinchuangyuan-2026-999999-X' };
      const json = ['service_title', 'state', 'files'] as const;
      const texts = Object.fromEntries(json.map((name) => [name, JSON.stringify(row[name])]));
      await tx
        .insertInto('cases.case')
        .values({ ...copy, ...texts } as never) // a row as it was read
        .execute();
    });
    expect((await check()).wrong).toEqual([{ stream: 'case/*', columns: ['1 too many'] }]);
    await run((tx) =>
      tx.deleteFrom('cases.case').where('number', '=', 'qinchuangyuan-2026-999999-X').execute(),
    );
  });

  test('erasing a firm leaves numbers, class and clocks, and no word of it', async () => {
    const removed: FilePlace[] = [];
    const erase = casesEraser({
      put: () => Promise.reject(new Error('not asked')),
      get: () => Promise.resolve(undefined),
      remove: (place) => {
        removed.push(place);
        return Promise.resolve(true);
      },
    });
    await run(async (tx) => {
      const key = 'a'.repeat(64);
      const owner = at.acting('firm', now).principal.id;
      const type = { media_type: 'application/pdf', name: `${marker}.pdf` };
      const stored = { park_id: at.park.code, id: file, key, size_bytes: 3, added_at: now };
      await insertFile(tx, { ...stored, ...type, owner });
    });
    const subject = 'party/demo-firm-1';
    const eraseBoth = (of: string) =>
      run(async (tx) => {
        await eraseFromJournal(tx, of, later);
        return erase(tx, at.park.code, of);
      });
    expect(await eraseBoth(subject)).toBe(3);
    expect(await eraseBoth(subject)).toBe(0);
    expect(await eraseBoth(`person/${at.acting('firm', now).principal.id}`)).toBe(1);
    expect(removed).toHaveLength(1);
    expect(await check()).toEqual({ streams: 3, wrong: [] });
    const left = await run((tx) =>
      Promise.all(
        (
          ['case', 'service_record', 'visit', 'week_decision', 'rating', 'draft', 'file'] as const
        ).map((table) => tx.selectFrom(`cases.${table}`).selectAll().execute()),
      ),
    );
    expect(JSON.stringify(left)).not.toContain(marker);
    expect(left[0]?.[0]).toMatchObject({ need_class: 'n04', phase: 'closed', kept: true });
    const view = await run((tx) =>
      readCase(
        tx,
        {
          park: at.park,
          principal: at.acting('director', later).principal,
          words: wordsOf('zh-CN', at.park.zone),
          now: later,
        },
        number,
      ),
    );
    expect(view.answers[0]).toMatchObject({ value: '已依申请删除', erased: true });
  });
});
