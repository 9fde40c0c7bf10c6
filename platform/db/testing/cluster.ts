import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { identify, isSameAlive, startCluster } from '#platform/db/cluster/index.ts';
import { migrate } from '#platform/db/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a superuser on the test run's server, and the migrated database to clone. */
    testServer: TestServer;
  }
}

/** What a test file needs to make a database of its own. */
export type TestServer = { readonly adminUrl: string; readonly template: string };

const PREFIX = 'guiju-test-';
const PROGRAMS = join(import.meta.dirname, '..', '..', '..', '.guiju');

/**
 * Gives a test run one PostgreSQL and one migrated template database (vitest's global set-up). The
 * server is GUIJU_TEST_DATABASE_URL when set, else an embedded one in the system's temporary folder
 * with fsync on, as in production. Returns the tear-down, which leaves nothing behind.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.GUIJU_TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startOwn();
  const template = `guiju_template_${process.pid}_${Date.now()}`;
  await runAs(server.url, `create database ${template}`);
  await migrate(onDatabase(server.url, template));
  project.provide('testServer', { adminUrl: server.url, template });
  return async () => {
    if (given) await runAs(given, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}

async function startOwn(): Promise<{ url: string; stop: () => Promise<void> }> {
  await clearLeftOvers();
  const home = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(home, 0o755);
  writeFileSync(join(home, 'owner'), identify(process.pid) ?? '');
  const cluster = await startCluster({ home, programs: PROGRAMS, stopMode: 'immediate' });
  const stop = async () => {
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { url: cluster.url, stop };
}

/** A run that was killed leaves its server running; the next one stops it and removes its folder. */
async function clearLeftOvers(): Promise<void> {
  const homes = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const home of homes.map((name) => join(tmpdir(), name)).filter(isAbandoned)) {
    const left = await startCluster({ home, programs: PROGRAMS, stopMode: 'immediate' }).catch(
      () => undefined,
    );
    await left?.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** A folder without its owner's name is one that is just being made, or another user's. */
function isAbandoned(home: string): boolean {
  try {
    return !isSameAlive(readFileSync(join(home, 'owner'), 'utf8'));
  } catch {
    return false;
  }
}

/** Returns `url` with its database replaced; user, host and options stay. */
export function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Runs one statement on a connection of its own; for what cannot run in a transaction. */
export async function runAs(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
