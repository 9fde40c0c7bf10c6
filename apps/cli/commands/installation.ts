import { join } from 'node:path';
import { readSettings } from '#platform/config/index.ts';
import { startCluster } from '#platform/db/cluster/index.ts';
import { checkExternal, openDatabase, type Db } from '#platform/db/index.ts';
import type { CommandIo } from '../command.ts';

/** The installation a command works on: its database and the folder of its keys. */
export type Installation = { readonly databaseUrl: string; readonly home: string };

const repositoryRoot = join(import.meta.dirname, '..', '..', '..');

/**
 * Runs `work` on this installation: the PostgreSQL named by `DATABASE_URL`, else the embedded one,
 * which is shared with a running server or started for as long as the command takes.
 *
 * @throws {ClusterRefusal} when the embedded one cannot run here; its sentence is for people
 * @throws {DatabaseRefusal} when the external one does not answer or let us in
 */
export async function withInstallation<T>(
  { env }: Pick<CommandIo, 'env'>,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const settings = readSettings(env);
  // Where `up` keeps its data, wherever the command is called from.
  const home = env['GUIJU_HOME'] ? settings.home : join(repositoryRoot, '.guiju');
  if (settings.databaseUrl !== undefined) {
    await checkExternal(settings.databaseUrl);
    return work({ databaseUrl: settings.databaseUrl, home });
  }
  const cluster = await startCluster({ home });
  try {
    return await work({ databaseUrl: cluster.url, home });
  } finally {
    await cluster.stop();
  }
}

/** Runs `work` with connections under the worker role, which alone sees every park's log. */
export function withWorkerDatabase<T>(
  io: Pick<CommandIo, 'env'>,
  work: (db: Db, home: string) => Promise<T>,
): Promise<T> {
  return withInstallation(io, async ({ databaseUrl, home }) => {
    const db = openDatabase(databaseUrl, 'worker', { max: 2 });
    try {
      return await work(db, home);
    } finally {
      await db.destroy();
    }
  });
}
