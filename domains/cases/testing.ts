import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { parse } from 'yaml';
import {
  importParties,
  isPermission,
  packParties,
  packPark,
  permits,
  type PackParties,
} from '#domains/parties/index.ts';
import {
  importClasses,
  importTemplates,
  packClasses,
  publish,
  template,
  type Template,
} from '#domains/services/index.ts';
import { importStandards, packStandards } from '#domains/standards/index.ts';
import { cnLayers } from '#engines/calendar/testing/cn-layers.ts';
import { readDefinition, type Definition } from '#engines/process/index.ts';
import { saveCalendar } from '#platform/calendars/index.ts';
import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { folderStore } from '#platform/files/index.ts';
import { buildServer, type Principal } from '#platform/http/index.ts';
import { ourTexts } from '#platform/text/index.ts';
import { ensureLog, openLogKey } from '#platform/journal/index.ts';
import { casesRoutes } from './routes/index.ts';
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

/** A migrated database, and how to leave it. */
type OpenDatabase = { readonly url: string; readonly close: () => Promise<void> };

/** Only tests have the server of a test run; a bench brings its own database. */
async function cloneOfRun(): Promise<OpenDatabase> {
  const { testDatabase } = await import('#platform/db/testing/database.ts');
  return testDatabase();
}

/** Templates of a pack; most packs have none. */
async function packTemplates(pack: string): Promise<Template[]> {
  const files = await readdir(join(packs, pack, 'templates')).catch(() => []);
  return Promise.all(
    files.map(async (file) => template.parse(await read(pack, `templates/${file}`))),
  );
}

/** Opens a {@link TestPark} of a pack, its services in force since 2014. */
export async function openTestPark(pack: string, given?: OpenDatabase): Promise<TestPark> {
  const database = given ?? (await cloneOfRun());
  const home = await mkdtemp(join(tmpdir(), 'guiju-cases-'));
  const db = openDatabase(database.url, 'app', { max: 16 });
  const numbersDb = openDatabase(database.url, 'app', { max: 2 });
  const park = packPark.parse(await read(pack, 'park.yaml'));
  const parties = packParties.parse(await read(pack, 'parties.yaml'));
  await prepare(database.url, { home, code: park.code });
  const userIds = new Map(parties['sign-ins'].map(({ email }) => [email, `user-${email}`]));
  const now = '2014-05-01T00:00:00.000Z';
  await inPark(db, park.code, async (tx) => {
    await importParties(tx, { park, parties, userIds, on: '2014-05-01', now });
    await importStandards(tx, park.code, packStandards.parse(await read(pack, 'standards.yaml')));
    await importClasses(tx, park.code, packClasses.parse(await read(pack, 'classes.yaml')));
    await importTemplates(tx, park.code, await packTemplates(pack));
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
    world: casesWorld(numbersDb),
    acting: (who, at) => ({ park: requestPark, principal: principalOf(parties, who), now: at }),
    close: async () => {
      await numbersDb.destroy();
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

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Asks the routes of this slice as a sign-in of the pack; without one, as nobody. */
export type AskPark = (
  who: string | undefined,
  request: `${Method} /${string}`,
  sent?: { readonly body?: unknown; readonly file?: Uint8Array; readonly lang?: string },
) => Promise<{ status: number; body: Record<string, unknown>; bytes: Buffer; headers: Headers }>;

/**
 * A server of this slice's routes over a {@link TestPark}, its clock at one instant.
 *
 * @param at.random what the director's test draws with
 */
export async function servePark(
  park: TestPark,
  at: { readonly now: string; readonly random?: () => number },
): Promise<{ ask: AskPark; close: () => Promise<void> }> {
  const files = folderStore(await mkdtemp(join(tmpdir(), 'guiju-cases-files-')));
  const app = await buildServer({
    routes: casesRoutes({ world: park.world, files, ...at }),
    ports: {
      db: park.db,
      texts: ourTexts(),
      accountOf: async (headers) => {
        const id = headers.get('test-user');
        return id === null ? undefined : { id, name: id, email: `${id}@example.test` };
      },
      parkOf: async (code) => (code === park.park.code ? park.park : undefined),
      principalOf: async ({ account, language }) => ({
        ...park.acting(account.id, at.now).principal,
        lang: language,
      }),
      isPermission,
      permits: (principal, permission) => permits(principal.roles, permission),
      now: () => at.now,
    },
  });
  const ask: AskPark = async (who, request, sent = {}) => {
    const [method, path] = request.split(' ', 2) as [Method, string]; // by its type
    const form = sent.file === undefined ? undefined : formOf(sent.file);
    const answer = await app.inject({
      method,
      url: `/p/${park.park.code}/api${path}`,
      headers: {
        'accept-language': sent.lang ?? 'en',
        ...(who === undefined ? {} : { 'test-user': who }),
        ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        ...form?.headers,
      },
      ...(sent.body === undefined ? {} : { payload: sent.body as object }), // JSON of a test
      ...(form === undefined ? {} : { payload: form.payload }),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
    return {
      status: answer.statusCode,
      // Every JSON answer of these routes is an object.
      body: (isJson ? answer.json() : {}) as Record<string, unknown>,
      bytes: answer.rawPayload,
      headers,
    };
  };
  return { ask, close: () => app.close() };
}

/**
 * Publishes services of a test's own, in force from 2014-06-09.
 *
 * @param sources definitions as a pack writes them
 * @throws {Error} with its findings where one is none
 */
export async function publishServices(
  { db, park }: Pick<TestPark, 'db' | 'park'>,
  sources: readonly unknown[],
): Promise<void> {
  const publisher = { park: park.code, by: 'pack', now: '2014-05-01T00:00:00.000Z' };
  const dates = { releasedOn: '2014-05-09', effectiveOn: '2014-06-09' };
  await inPark(db, park.code, async (tx) => {
    for (const source of sources) {
      const { definition, findings } = readDefinition(structuredClone(source));
      if (definition === undefined) throw new Error(JSON.stringify(findings));
      await publish(tx, publisher, { definition, edition: '2014', ...dates, sample: true });
    }
  });
}

function formOf(file: Uint8Array) {
  const boundary = 'guiju-test-boundary';
  const head =
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="sheet.xlsx"\r\n` +
    'content-type: application/octet-stream\r\n\r\n';
  const payload = Buffer.concat([
    Buffer.from(head),
    Buffer.from(file),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
