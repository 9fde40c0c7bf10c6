import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { demoPassword, loadPacks } from '#apps/cli/load.ts';
import { startServer } from '#apps/server/main.ts';
import { makeClock } from '#apps/server/process-clock.ts';
import { openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase } from '#platform/db/testing/database.ts';
import { startWorker } from './main.ts';

/** An answer of the server: JSON where it is JSON, and its bytes. */
export type Told = {
  readonly status: number;
  // A test states what it expects of the body; the server's schemas give it its types elsewhere.
  readonly body: Record<string, unknown>;
  readonly bytes: Uint8Array;
};

/** Asks as one person: `path` is below `/p/<park>/api`. */
export type Ask = (
  request: `${'GET' | 'POST' | 'PUT'} /${string}`,
  body?: unknown,
) => Promise<Told>;

/** A server and a worker on a pack that ships, at a set clock. */
export type LivePark = {
  readonly park: string;
  readonly url: string;
  readonly home: string;
  /** Connections under the worker role. */
  readonly db: Db;
  readonly setNow: (instant: string) => void;
  /** Signs in the post of the pack whose e-mail begins so. */
  readonly as: (who: string) => Promise<Ask>;
  /** Lines the worker told of. */
  readonly lines: readonly string[];
  readonly close: () => Promise<void>;
};

const packs = join(import.meta.dirname, '..', '..', 'packs');

/**
 * Starts server and worker of their own database and folder on a pack that ships.
 *
 * @param options.policy      the park's switches, as `{ mailNotices: true }`
 * @param options.environment more settings, such as `GUIJU_SMTP_URL`
 * @param options.prepare     given the folder of data, returns that of another pack to load instead
 */
export async function livePark(
  park: string,
  options: {
    readonly now: string;
    readonly policy?: Readonly<Record<string, unknown>>;
    readonly environment?: Readonly<Record<string, string>>;
    readonly prepare?: (home: string) => Promise<string>;
  },
): Promise<LivePark> {
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'guiju-worker-'));
  const environment = { GUIJU_DEMO: '1', GUIJU_NOW: options.now, ...options.environment };
  const clock = makeClock(environment);
  const ground = { databaseUrl: database.url, home, environment };
  const folder = (await options.prepare?.(home)) ?? join(packs, park);
  await loadPacks({ ...ground, packs: [folder], log: () => undefined });
  await switchPolicy(database.url, options.policy ?? {});
  const lines: string[] = [];
  const server = await startServer({ ...ground, clock, port: 0 });
  const worker = await startWorker({ ...ground, clock, log: (line) => void lines.push(line) });
  const db = openDatabase(database.url, 'worker', { max: 2 });
  return {
    ...{ park, url: database.url, home, db, lines },
    setNow: (instant) => clock.setNow?.(instant),
    as: async (who) => askAs(`${server.address}`, park, await signIn(server.address, who, park)),
    close: async () => {
      await worker.close();
      await server.close();
      await db.destroy();
      await database.close();
      await rm(home, { recursive: true });
    },
  };
}

async function switchPolicy(url: string, policy: Readonly<Record<string, unknown>>): Promise<void> {
  const owner = openDatabase(url, 'owner', { max: 1 });
  await owner
    .updateTable('parties.park')
    .set({ policy: JSON.stringify(policy) })
    .execute();
  await owner.destroy();
}

async function signIn(address: string, who: string, park: string): Promise<string> {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email: `${who}@${park}.example`, password: demoPassword }),
  });
  if (answer.status !== 200) throw new Error(`sign-in as ${who}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function askAs(address: string, park: string, cookie: string): Ask {
  return async (request, body) => {
    const [method = '', path = ''] = request.split(' ', 2);
    const isForm = body instanceof FormData;
    const answer = await fetch(`${address}/p/${park}/api${path}`, {
      method,
      headers: {
        ...{ cookie, 'accept-language': 'zh-CN', origin: address },
        ...(method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    const read: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : {};
    // Every JSON answer of this server is an object.
    return { status: answer.status, body: read as Record<string, unknown>, bytes };
  };
}

const patienceMs = 60_000;
const lookEveryMs = 100;

/** Waits for what the worker does. @throws {Error} when `look` finds nothing within a minute */
export async function eventually<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await setTimeout(lookEveryMs);
  }
  throw new Error('it did not happen');
}
