import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import type { CaseCommand, KeptPromises } from './model/index.ts';
import { commandCase, fileCase, holdCase } from './service/act.ts';
import { networkOf } from './service/network.ts';
import { tenthDays } from './service/promises.ts';
import { openTestPark, servePark, type TestPark } from './testing.ts';

let at: TestPark;
const servers: { close: () => Promise<void> }[] = [];
beforeAll(async () => {
  at = await openTestPark('qinchuangyuan');
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await at.close();
});

const file = (now: string) =>
  inPark(at.db, at.park.code, (tx) =>
    fileCase(tx, at.world, {
      acting: at.acting('station', now),
      body: {
        service: 'need.general',
        channel: 'station',
        node: 'station-1',
        applicant: { organisation: 'demo-firm-1', name: '演示企业' },
        needClass: 'n01',
        answers: { subject: '寻找中试场地' },
        files: [],
        occurredAt: null,
        fromRecord: null,
      },
    }),
  );

type Asked = {
  readonly number: string;
  readonly verb: string;
  readonly input?: CaseCommand['input'];
};

const act = (who: string, now: string, { number, verb, input = {} }: Asked) =>
  inPark(at.db, at.park.code, async (tx) => {
    const row = await holdCase(tx, at.park.code, number);
    return commandCase(tx, at.world, {
      acting: at.acting(who, now),
      row,
      body: { verb, branch: null, input },
    });
  });

/** Takes a need through to its close within one morning. */
async function close(number: string): Promise<void> {
  const input = { node: 'station-1' };
  await act('dispatcher', '2026-09-18T02:10:00.000Z', { number, verb: 'dispatch', input });
  await act('station', '2026-09-18T02:20:00.000Z', { number, verb: 'claim' });
  const note = { note: '已对接' };
  await act('station', '2026-09-18T03:00:00.000Z', { number, verb: 'resolve', input: note });
  await act('firm', '2026-09-18T04:00:00.000Z', { number, verb: 'confirm' });
}

/** What anybody reads of the park at an instant. */
async function promisesAt(now: string): Promise<KeptPromises> {
  const server = await servePark(at, { now });
  servers.push(server);
  // The server checks its answers against this very schema.
  return (await server.ask(undefined, 'GET /promises')).body as unknown as KeptPromises;
}

describe('promise against practice', () => {
  beforeAll(async () => {
    const { number } = await file('2026-09-18T02:00:00.000Z');
    await file('2026-09-18T02:00:00.000Z');
    await close(number);
  });

  test('counts what closed this month and what of it kept its promise, for anybody', async () => {
    const { month, items } = await promisesAt('2026-09-21T02:00:00.000Z');
    expect(month).toBe('2026-09');
    expect(items.find(({ service }) => service === 'need.general')).toMatchObject({
      closed: 1,
      onTime: 1,
      promised: expect.stringMatching(/wd$|same-day/),
    });
  });

  test('names every service with a promise, also where nothing closed', async () => {
    const { items } = await promisesAt('2026-10-09T02:00:00.000Z');
    expect(items.length).toBeGreaterThan(1);
    for (const item of items) {
      expect(item).toMatchObject({ closed: 0, onTime: 0, medianTenthDays: null });
    }
  });

  test('measures in tenths of a working day of the park', async () => {
    const network = await inPark(at.db, at.park.code, (tx) => networkOf(tx, at.park.code));
    const calendar = network.calendarOf(network.top);
    const day = tenthDays(calendar, ['2026-09-17T00:00:00.000Z', '2026-09-18T00:00:00.000Z']);
    expect(day).toBeGreaterThanOrEqual(9);
    expect(day).toBeLessThanOrEqual(11);
    const weekend = tenthDays(calendar, ['2026-09-12T00:00:00.000Z', '2026-09-13T10:00:00.000Z']);
    expect(weekend).toBe(0);
  });
});
