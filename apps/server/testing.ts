import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSamplePark, sampleParties, samplePark } from '#domains/parties/testing.ts';
import { openSignIn, sessionSecret } from '#platform/auth/index.ts';
import { openDatabase } from '#platform/db/index.ts';
import { ensureLog, openLogKey } from '#platform/journal/index.ts';
import { testDatabase } from '#platform/db/testing/database.ts';
import { startServer, type RunningServer } from './main.ts';
import { makeClock } from './process-clock.ts';

/** The password of every sample post. */
export const samplePassword = 'sample password 1';

/** A started server with the sample park of `domains/parties/testing.ts`. */
export type TestServer = RunningServer & {
  readonly databaseUrl: string;
  readonly home: string;
  /** Ids of the sample accounts, by e-mail. */
  readonly userIds: ReadonlyMap<string, string>;
  /** A caller signed in as a sample post; without a role, nobody. */
  readonly as: (role?: string) => Promise<Caller>;
};

/** Asks the server, in English, with a fresh key for every act. */
export type Caller = {
  (method: string, path: string, sent?: Sent): Promise<Answer>;
};

/** What goes with a request. */
export type Sent = {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer with its JSON read. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  // A test states what it expects of the body; the server's schemas give it its types elsewhere.
  readonly body: Record<string, unknown>;
};

/**
 * Starts a server of its own database and folder, in demonstration, at a set instant.
 *
 * @param environment more settings, such as `GUIJU_OIDC_ISSUER`
 * @param port        0 lets the system choose
 */
export async function testServer(
  environment: Record<string, string> = {},
  port = 0,
): Promise<TestServer> {
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'guiju-server-'));
  const userIds = await loadSample(database.url, home);
  const settings = { GUIJU_DEMO: '1', GUIJU_NOW: '2026-09-18T02:00:00.000Z', ...environment };
  const server = await startServer({
    databaseUrl: database.url,
    port,
    home,
    environment: settings,
    clock: makeClock(settings),
  });
  return {
    ...server,
    databaseUrl: database.url,
    home,
    userIds,
    as: async (role) => callerOf(server.address, role && (await cookieOf(server.address, role))),
    close: async () => {
      await server.close();
      await database.close();
      await rm(home, { recursive: true });
    },
  };
}

async function loadSample(databaseUrl: string, home: string): Promise<Map<string, string>> {
  const signIn = openSignIn({ databaseUrl, secret: await sessionSecret(home) });
  const userIds = new Map<string, string>();
  for (const { email, name } of sampleParties['sign-ins']) {
    userIds.set(email, await signIn.ensureUser({ email, name, password: samplePassword }));
  }
  await signIn.close();
  await addLog(databaseUrl, home);
  const db = openDatabase(databaseUrl, 'app');
  await loadSamplePark(db, userIds);
  await db.destroy();
  return userIds;
}

async function addLog(databaseUrl: string, home: string): Promise<void> {
  const worker = openDatabase(databaseUrl, 'worker');
  const park = samplePark.code;
  const origin = `${park}.example/log`;
  const key = await openLogKey(home, origin);
  await ensureLog(worker, { park, origin, demo: true, at: '2026-01-01T00:00:00.000Z', key });
  await worker.destroy();
}

async function cookieOf(address: string, role: string): Promise<string> {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email: `${role}@sample.example`, password: samplePassword }),
  });
  if (answer.status !== 200) throw new Error(`sign-in as ${role}: ${await answer.text()}`);
  return cookiesIn(answer);
}

/** The cookies an answer sets, as a `Cookie` header. */
export function cookiesIn(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function callerOf(address: string, cookie: string | undefined): Caller {
  return async (method, path, { body, headers = {} } = {}) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'accept-language': 'en',
        ...(cookie ? { cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    const read: unknown = isJson ? JSON.parse(text) : { text };
    // Every JSON answer of this server is an object.
    return {
      status: answer.status,
      headers: answer.headers,
      body: read as Record<string, unknown>,
    };
  };
}
