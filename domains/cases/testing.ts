import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { importParties, packParties, packPark, type PackParties } from '#domains/parties/index.ts';
import { importClasses, packClasses, publish } from '#domains/services/index.ts';
import { importStandards, packStandards } from '#domains/standards/index.ts';
import { cnLayers } from '#engines/calendar/testing/cn-layers.ts';
import { readDefinition, type Definition } from '#engines/process/index.ts';
import { saveCalendar } from '#platform/calendars/index.ts';
import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase } from '#platform/db/testing/database.ts';
import type { Principal } from '#platform/http/index.ts';
import { ensureLog, openLogKey } from '#platform/journal/index.ts';
import { casesWorld, type World } from './service/world.ts';
import type { Acting } from './service/act.ts';

const packs = join(import.meta.dirname, '..', '..', 'packs');

/** A database with one park of the repository's packs, and people of its sign-ins. */
export type TestPark = {
  readonly db: Db;
  readonly url: string;
  readonly park: { readonly code: string; readonly zone: string; readonly demo: boolean };
  readonly world: World;
  /** Who acts at an instant: the sign-in whose e-mail begins so, `steward` or `station`. */
  readonly acting: (who: string, now: string) => Acting;
  readonly close: () => Promise<void>;
};

async function read(pack: string, file: string): Promise<unknown> {
  return parse(await readFile(join(packs, pack, file), 'utf8'));
}

/** Definitions of a pack as they stand. @throws {Error} when one has findings of shape */
export async function packDefinitions(pack: string): Promise<Definition[]> {
  const files = (await readdir(join(packs, pack, 'services'))).filter(
    (name) => name.endsWith('.yaml') && !name.endsWith('.cases.yaml'),
  );
  return Promise.all(
    files.toSorted().map(async (file) => {
      const { definition, findings } = readDefinition(await read(pack, `services/${file}`));
      if (definition === undefined) throw new Error(`${file}: ${JSON.stringify(findings)}`);
      return definition;
    }),
  );
}

/** Opens a {@link TestPark} of a pack, its services in force since 2014. */
export async function openTestPark(pack: string): Promise<TestPark> {
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'guiju-cases-'));
  const db = openDatabase(database.url, 'app');
  const park = packPark.parse(await read(pack, 'park.yaml'));
  const parties = packParties.parse(await read(pack, 'parties.yaml'));
  await prepare(database.url, { home, code: park.code });
  const userIds = new Map(parties['sign-ins'].map(({ email }) => [email, `user-${email}`]));
  const now = '2014-05-01T00:00:00.000Z';
  await inPark(db, park.code, async (tx) => {
    await importParties(tx, { park, parties, userIds, on: '2014-05-01' });
    await importStandards(tx, park.code, packStandards.parse(await read(pack, 'standards.yaml')));
    await importClasses(tx, park.code, packClasses.parse(await read(pack, 'classes.yaml')));
    for (const definition of await packDefinitions(pack)) {
      const dates = { releasedOn: '2014-05-09', effectiveOn: '2014-06-09' };
      await publish(
        tx,
        { park: park.code, by: 'pack', now },
        { definition, edition: '2014', ...dates, sample: true },
      );
    }
  });
  const requestPark = { code: park.code, zone: park.zone, demo: park.demo };
  return {
    db,
    url: database.url,
    park: requestPark,
    world: casesWorld(db),
    acting: (who, at) => ({ park: requestPark, principal: principalOf(parties, who), now: at }),
    close: async () => {
      await db.destroy();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function prepare(url: string, { home, code }: { home: string; code: string }): Promise<void> {
  const owner = openDatabase(url, 'owner');
  const { zone: _zone, office: _office, ...data } = cnLayers();
  await saveCalendar(owner, { code: 'calendars/cn', version: 'test', data });
  await owner.destroy();
  const worker = openDatabase(url, 'worker');
  const origin = `test.example/${code}/demo`;
  const key = await openLogKey(home, origin);
  const at = '2014-05-01T00:00:00.000Z';
  await ensureLog(worker, { park: code, origin, demo: true, at, key });
  await worker.destroy();
}

function principalOf(parties: PackParties, who: string): Principal {
  const signIn = parties['sign-ins'].find(({ email }) => email.startsWith(`${who}@`));
  if (signIn === undefined) throw new Error(`the pack has no sign-in ${who}`);
  const organisations = signIn.organisations.map((code) => ({
    id: code,
    name: parties.organisations.find((one) => one.code === code)?.name ?? code,
    mandate: `user-${signIn.email}:${code}`,
  }));
  const [party] = organisations;
  return {
    id: `user-${signIn.email}`,
    name: signIn.name,
    email: signIn.email,
    roles: signIn.roles.map(({ role, node }) => ({ role, node })),
    parties: organisations,
    ...(party === undefined ? {} : { party: party.id, mandate: party.mandate }),
    lang: 'zh-CN',
  };
}
