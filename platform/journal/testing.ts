import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SuiteName } from '#engines/ledger/index.ts';
import { openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase } from '#platform/db/testing/database.ts';
import type { LogConditions } from './conditions.ts';
import { ensureLog } from './log.ts';
import { openLogKey, type LogKey } from './log-keys.ts';
import { signersIn, type LogSigners } from './rotation.ts';
import type { NewEntry } from './sealing.ts';

/** A migrated database with parks that have logs, and pools under each role. */
export type JournalFixture = {
  readonly url: string;
  readonly home: string;
  readonly app: Db;
  readonly worker: Db;
  /** A superuser's pool: what somebody with the whole machine can do. */
  readonly owner: Db;
  /** Makes a park with its log, `<park>.example/log`; of SHA-256 + Ed25519 when nothing is said. */
  readonly addPark: (park: string, wanted?: WantedPark) => Promise<ParkLog>;
  readonly close: () => Promise<void>;
};

/** How the log of a park is to be. */
export type WantedPark = { readonly suite?: SuiteName; readonly conditions?: LogConditions };

/** A park's log and its keys. */
export type ParkLog = {
  readonly park: string;
  readonly origin: string;
  /** The first key. */
  readonly key: LogKey;
  readonly keys: LogSigners;
};

/** Opens a database of one test file with the pools a journal needs. */
export async function journalFixture(): Promise<JournalFixture> {
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'guiju-home-'));
  const [app, worker, owner] = (['app', 'worker', 'owner'] as const).map((role) =>
    openDatabase(database.url, role, { max: 8 }),
  ) as [Db, Db, Db]; // three roles give three pools
  return {
    url: database.url,
    home,
    app,
    worker,
    owner,
    addPark: async (park, { suite = 'sha256-ed25519', conditions } = {}) => {
      const origin = `${park}.example/log`;
      const key = await openLogKey(home, origin, suite);
      const wanted = { park, origin, demo: true, at: '2026-01-01T00:00:00.000Z', key };
      await ensureLog(worker, { ...wanted, ...(conditions && { conditions }) });
      return { park, origin, key, keys: signersIn(home, { origin, suite }) };
    },
    close: async () => {
      await Promise.all([app.destroy(), worker.destroy(), owner.destroy()]);
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** An event with plain contents; give what the test is about. */
export function sampleEntry(given: Partial<NewEntry> = {}): NewEntry {
  return {
    stream: 'case/2026-1',
    seq: 1,
    type: 'case.filed',
    at: '2026-09-18T02:00:00.000Z',
    act: { actor: 'user-1', clause: '5.1', outcome: { to: 'accept' } },
    ...given,
  };
}
