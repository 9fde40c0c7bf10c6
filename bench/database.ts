import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startCluster } from '#platform/db/cluster/index.ts';

/** An empty database of one bench, and how to leave it. */
export type BenchDatabase = { readonly url: string; readonly close: () => Promise<void> };

const PROGRAMS = join(import.meta.dirname, '..', '.guiju');

/**
 * Makes an empty database for a bench: on the server of GUIJU_BENCH_DATABASE_URL when set, else on an
 * embedded one in the system's temporary folder, with fsync on.
 */
export async function benchDatabase(): Promise<BenchDatabase> {
  const given = process.env.GUIJU_BENCH_DATABASE_URL;
  return given ? databaseOn(given) : ownServer();
}

async function databaseOn(server: string): Promise<BenchDatabase> {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await execute(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, close: () => execute(server, `drop database ${name} with (force)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function ownServer(): Promise<BenchDatabase> {
  const home = mkdtempSync(join(tmpdir(), 'guiju-bench-'));
  chmodSync(home, 0o755);
  const cluster = await startCluster({ home, programs: PROGRAMS, stopMode: 'immediate' });
  const close = async (): Promise<void> => {
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { url: cluster.url, close };
}
