import pg from 'pg';
import { keepRunning, startCluster, type ClusterRefusal } from '#platform/db/cluster/index.ts';
import { Refusal, languageOf } from '../text.mjs';
import { sayStep } from './steps.ts';

const VERSION_MIN = 15;

/** The database of this run and how to leave it. */
export type RunDatabase = { readonly url: string; readonly stop: () => Promise<void> };

/**
 * Starts the embedded PostgreSQL, or proves that the external one answers and is new enough.
 *
 * @throws {Refusal} `up.database-unreachable`, `up.database-old`
 * @throws {ClusterRefusal} when the embedded one cannot run here
 */
export async function openRunDatabase(
  home: string,
  external: string | undefined,
): Promise<RunDatabase> {
  if (!external) return openEmbedded(home);
  await checkExternal(external);
  return { url: external, stop: async () => undefined };
}

/** The embedded one is looked after as long as we run: killed, it is started again. */
async function openEmbedded(home: string): Promise<RunDatabase> {
  const cluster = await startCluster({ home, log: sayStep });
  const keeper = keepRunning({ home, log: sayStep, onRefusal: tellOnce() });
  const stop = async (): Promise<void> => {
    await keeper.stop();
    await cluster.stop();
  };
  return { url: cluster.url, stop };
}

/** The reason a restart failed is told once, not every five seconds. */
function tellOnce(): (refusal: ClusterRefusal) => void {
  let last = '';
  return (refusal) => {
    const text = refusal.in(languageOf(process.env));
    if (text !== last) process.stderr.write(`${text}\n`);
    last = text;
  };
}

async function checkExternal(url: string): Promise<void> {
  const found = await serverVersion(url).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new Refusal('up.database-unreachable', { reason });
  });
  if (Number.parseInt(found, 10) < VERSION_MIN) throw new Refusal('up.database-old', { found });
}

async function serverVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await client.end();
  }
}
