import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stoppedClock } from '#platform/config/index.ts';
import { inPark, openDatabase, type Db, type Tx } from '#platform/db/index.ts';
import { testDatabase, type TestDatabase } from '#platform/db/testing/database.ts';
import { ensureLog, openLogKey, readStream } from '#platform/journal/index.ts';
import { packParties, type PackParties } from './model.ts';
import { createDirectory, dayInZone, exportParties, importParties } from './service.ts';
import * as store from './store/index.ts';
import { loadSamplePark, sampleParties, samplePark, sampleUserIds } from './testing.ts';

let database: TestDatabase;
let db: Db;
let home: string;
const within = <T>(work: (tx: Tx) => Promise<T>) => inPark(db, 'sample', work);

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, 'app');
  home = await mkdtemp(join(tmpdir(), 'guiju-parties-'));
  const worker = openDatabase(database.url, 'worker', { max: 1 });
  const log = { park: 'sample', origin: 'sample.example/log', demo: true };
  const key = await openLogKey(home, log.origin, 'sha256-ed25519');
  await ensureLog(worker, { ...log, key, at: '2026-01-01T00:00:00.000Z' });
  await worker.destroy();
  await loadSamplePark(db);
});

afterAll(async () => {
  await db.destroy();
  await database.close();
  await rm(home, { recursive: true, force: true });
});

function load(parties: PackParties) {
  const userIds = sampleUserIds(parties);
  const days = { on: '2026-01-01', now: '2026-01-01T00:00:00.000Z' };
  const pack = { park: samplePark, parties, userIds, ...days };
  return within((tx) => importParties(tx, pack));
}

const directory = (now = '2026-09-18T02:00:00.000Z') => createDirectory(db, stoppedClock(now));
const question = (role: string, party?: string) => ({
  account: { id: `user-${role}`, name: role, email: `${role}@sample.example` },
  park: { code: 'sample', demo: true, zone: 'Asia/Shanghai' },
  party,
  language: 'en' as const,
});

describe('an import', () => {
  test('brings park, network and organisations, children before parents too', async () => {
    expect(await store.selectParks(db)).toMatchObject([
      { code: 'sample', demo: true, office: { weekdays: [1, 2, 3, 4, 5] } },
    ]);
    const nodes = await within((tx) => store.selectNodes(tx, 'sample'));
    expect(nodes.map(({ code, parent }) => [code, parent])).toEqual([
      ['station', 'town'],
      ['centre', null],
      ['town', 'centre'],
    ]);
  });

  test('repeated changes nothing; a changed title is taken over', async () => {
    await loadSamplePark(db);
    const [first, ...rest] = sampleParties.nodes;
    await load({ ...sampleParties, nodes: [{ ...first!, title: { 'zh-CN': '新名' } }, ...rest] });
    const nodes = await within((tx) => store.selectNodes(tx, 'sample'));
    expect(nodes.map(({ title }) => title['zh-CN'])).toEqual(['新名', '综合服务中心', '新城中心']);
    await loadSamplePark(db);
  });

  test('is an event where it changes something, with posts by account and no name of a person', async () => {
    const entries = () => within((tx) => readStream(tx, 'parties'));
    await loadSamplePark(db);
    const before = await entries();
    await loadSamplePark(db);
    expect(await entries()).toHaveLength(before.length);
    const [first, ...others] = sampleParties['sign-ins'];
    await load({ ...sampleParties, 'sign-ins': [{ ...first!, roles: [] }, ...others] });
    const [last] = (await entries()).slice(before.length);
    expect(last).toMatchObject({ type: 'parties.imported', act: { actor: 'pack' } });
    const said = JSON.stringify(last?.act);
    expect(said).toContain('"code":"station"');
    for (const { email, name } of others) {
      expect(said).not.toContain(email);
      expect(said).not.toContain(name);
    }
    await loadSamplePark(db);
    expect(await entries()).toHaveLength(before.length + 2);
  });

  test('with a network that does not hold is refused with every node', async () => {
    const nodes = sampleParties.nodes.filter(({ code }) => code !== 'town');
    await expect(load({ ...sampleParties, nodes })).rejects.toMatchObject({
      code: 'parties.network_invalid',
      refusal: { issues: [{ path: 'parties.nodes.station', code: 'parties.network.no_parent' }] },
    });
  });

  test('with a wrong credit code is refused', async () => {
    const organisations = [
      { code: 'x', name: 'X', uscc: '91350100M000100Y44', sample: false },
      { code: 'y', name: 'Y', uscc: '91350100M000100X43', sample: false },
    ];
    await expect(load({ ...sampleParties, organisations })).rejects.toMatchObject({
      code: 'parties.credit_code_invalid',
      refusal: {
        issues: [
          { path: 'parties.organisations.x', code: 'parties.credit_code.check' },
          { path: 'parties.organisations.y', code: 'parties.credit_code.body-check' },
        ],
      },
    });
  });

  test('that refers to what is not there is refused with every name', async () => {
    const parties = packParties.parse({
      ...sampleParties,
      'sign-ins': [
        {
          email: 'new@sample.example',
          name: 'N',
          roles: [{ role: 'pilot', node: 'moon' }],
          organisations: ['none'],
        },
      ],
    });
    const error = await load(parties).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'parties.pack_reference_missing',
      refusal: {
        issues: [
          { values: { name: 'pilot' } },
          { values: { name: 'moon' } },
          { values: { name: 'none' } },
        ],
      },
    });
  });
});

test('an export is what was imported, and importing it changes nothing', async () => {
  const read = () => within((tx) => exportParties(tx, 'sample', '2026-09-18'));
  const first = await read();
  expect(first.park).toEqual(samplePark);
  expect(first.parties.nodes).toEqual(sampleParties.nodes);
  expect(first.parties.organisations).toEqual(sampleParties.organisations);
  const byEmail = (a: { email: string }, b: { email: string }) => (a.email < b.email ? -1 : 1);
  const held = first.parties['sign-ins'].map(({ roles, ...rest }) => ({
    ...rest,
    roles: roles.toSorted((a, b) => (a.node > b.node ? -1 : 1)),
  }));
  expect(held).toEqual(sampleParties['sign-ins'].toSorted(byEmail));
  await load(first.parties);
  expect(await read()).toEqual(first);
});

describe('a principal', () => {
  test('has the roles of the park, and acts for the one firm that mandated them', async () => {
    expect(await directory().principalOf(question('applicant'))).toMatchObject({
      roles: [{ role: 'applicant', node: 'centre' }],
      party: 'firm-1',
      mandate: 'user-applicant:firm-1',
    });
  });

  test('acts for that firm on whatever day a demonstration is set to, before its load too', async () => {
    const principal = await directory('2025-09-18T02:00:00.000Z').principalOf(
      question('applicant'),
    );
    expect(principal.party).toBe('firm-1');
  });

  test('of a real park acts for a firm from the day of its mandate on', async () => {
    const of = async (now: string) =>
      (await directory(now).principalOf(question('applicant'))).parties?.map(({ id }) => id);
    await within(async (tx) => {
      const mandate = { id: 'later', userId: 'user-applicant', organisation: 'firm-2' };
      await store.insertMandate(tx, 'sample', { ...mandate, grantedOn: '2027-01-01' });
    });
    expect(await of('2026-12-31T02:00:00.000Z')).toEqual(['firm-1']);
    expect(await of('2027-01-01T02:00:00.000Z')).toEqual(['firm-1', 'firm-2']);
  });

  test('may not act for a firm without a mandate', async () => {
    await expect(directory().principalOf(question('applicant', 'firm-2'))).rejects.toMatchObject({
      code: 'parties.no_mandate',
      status: 403,
    });
  });

  test('takes over a role while the one it belongs to is away', async () => {
    const roles = async (now: string) => {
      const principal = await directory(now).principalOf(question('window'));
      return principal.roles.map(({ role }) => role);
    };
    const absence = { user: 'user-head', from: '2026-10-12', to: '2026-10-13' };
    await within((tx) => store.insertAbsence(tx, 'sample', absence));
    expect(await roles('2026-10-11T15:59:00.000Z')).toEqual(['window']);
    expect(await roles('2026-10-11T16:00:00.000Z')).toEqual(['head', 'window']);
    expect(await roles('2026-10-13T16:00:00.000Z')).toEqual(['window']);
    const standsInFor = async (now: string) =>
      (await directory(now).principalOf(question('window'))).substituteFor;
    expect(await standsInFor('2026-10-11T16:00:00.000Z')).toEqual(['user-head']);
    expect(await standsInFor('2026-10-13T16:00:00.000Z')).toBeUndefined();
  });

  test('of somebody the park does not know has no role', async () => {
    const principal = await directory().principalOf(question('stranger'));
    expect([principal.roles, principal.parties]).toEqual([[], []]);
  });
});

describe('a park', () => {
  test('is found by its code and by no other', async () => {
    const parks = directory();
    expect(await parks.parkOf('sample')).toMatchObject({ zone: 'Asia/Shanghai' });
    expect(await parks.parkOf('other')).toBeUndefined();
  });

  test('shows nothing of itself to another, even where the query does not ask', async () => {
    const seen = await inPark(db, 'other', async (tx) => {
      const { rows } = await sql<{ n: number }>`
        select (select count(*) from parties.node) + (select count(*) from parties.person)
             + (select count(*) from parties.organisation) + (select count(*) from parties.mandate)
             + (select count(*) from parties.membership) as n`.execute(tx);
      return rows[0]?.n;
    });
    expect(seen).toBe(0);
  });

  test('cannot be changed from another', async () => {
    const change = inPark(db, 'other', (tx) => store.upsertPark(tx, samplePark));
    await expect(change).rejects.toThrow('row-level security');
  });
});

describe('a search for organisations', () => {
  test.each([
    ['甲', ['firm-1']],
    ['91350100m000100y43', ['firm-1']],
    ['firm-2', ['firm-2']],
    ['示例', ['firm-1', 'firm-2']],
    ['%', []],
  ])('for %s finds %j', async (text, expected) => {
    const found = await within((tx) => store.searchOrganisations(tx, 'sample', { text, limit: 9 }));
    expect(found.map(({ id }) => id).sort()).toEqual(expected);
  });
});

test('people are found by a part of their name or e-mail', async () => {
  const find = (text: string) =>
    within((tx) => store.searchPeople(tx, 'sample', { text, limit: 9 }));
  const [one] = await find('@');
  if (one === undefined) throw new Error('nobody has an e-mail here');
  expect(await find(one.email.toUpperCase())).toContainEqual(one);
  expect(await find(one.name)).toContainEqual(one);
  expect(await find('%')).toEqual([]);
});

test('holders of a role are found at the nodes asked for', async () => {
  const at = (nodes: string[]) =>
    within((tx) => store.selectHolders(tx, 'sample', { role: 'head', nodes }));
  expect((await at(['centre', 'town'])).map(({ userId }) => userId)).toEqual([
    'user-head',
    'user-window',
  ]);
  expect(await at(['station'])).toEqual([]);
});

test('an erased person is nowhere in the park, and holds no role', async () => {
  await within((tx) =>
    store.upsertPerson(tx, 'sample', { userId: 'u-x', name: 'MARKER', email: 'm@x.example' }),
  );
  expect(await within((tx) => store.erasePerson(tx, 'sample', 'u-x'))).toBe(1);
  expect(await within((tx) => store.selectPeople(tx, 'sample', ['u-x']))).toEqual([
    { userId: 'u-x', name: '', email: '' },
  ]);
});

test.each([
  ['2026-09-17T15:59:59.000Z', '2026-09-17'],
  ['2026-09-17T16:00:00.000Z', '2026-09-18'],
])('in park time %s is on %s', (instant, day) => {
  expect(dayInZone(instant, 'Asia/Shanghai')).toBe(day);
});
