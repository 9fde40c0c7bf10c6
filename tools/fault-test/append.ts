import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { connectionOptions, inPark, openDatabase, type Db } from '#platform/db/index.ts';
import {
  append,
  openDurableAppender,
  type DurableAppender,
  type NewEntry,
} from '#platform/journal/index.ts';

/** Park and log of a fault test. */
export const faultPark = 'faults';
export const faultOrigin = 'faults.example/log';

/** The two ways into the log: with an act, or of its own accord with a durable index at once. */
export type Way = 'act' | 'durable';
export const ways: readonly Way[] = ['act', 'durable'];

/** A connection that is ready to append, and the process that serves it. */
export type Appender = {
  readonly backend: number;
  /** Resolves when the append is acknowledged. */
  readonly append: (entry: NewEntry) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The event that is appended under the name of `stream`. */
export function faultEntry(stream: string): NewEntry {
  const act = { actor: 'user-1', clause: '5.1', outcome: { to: 'accept' } };
  const data = [{ subject: 'party/1', payload: { line: stream } }];
  const at = '2026-09-18T02:00:00.000Z';
  return { id: randomUUID(), stream, seq: 1, type: 'case.filed', at, act, data };
}

/** Opens one connection and lets it do everything once that is done only the first time. */
export async function openAppender(url: string, way: Way): Promise<Appender> {
  const name = `fault-${randomUUID()}`;
  const named = new URL(url);
  named.searchParams.set('application_name', name);
  const ready = await (way === 'act' ? actAppender(named.href) : durableAppender(named.href));
  await ready.append(faultEntry(`warm/${name}`));
  return { ...ready, backend: await backendOf(url, name) };
}

type Ready = Omit<Appender, 'backend'>;

async function actAppender(url: string): Promise<Ready> {
  const db: Db = openDatabase(url, 'app', { max: 1 });
  return {
    append: async (entry) => {
      await inPark(db, faultPark, (tx) => append(tx, [entry]));
    },
    close: () => db.destroy(),
  };
}

async function durableAppender(url: string): Promise<Ready> {
  const appender: DurableAppender = await openDurableAppender({
    ...{ databaseUrl: url, park: faultPark, origin: faultOrigin },
  });
  return {
    append: async (entry) => {
      await appender.append(entry);
    },
    close: () => appender.close(),
  };
}

/** The backend that wrote last under this name: a durable appender reads the logs by another one. */
async function backendOf(url: string, name: string): Promise<number> {
  const client = new pg.Client(connectionOptions(url, 'owner'));
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = $1
        order by query ~ 'journal.place|commit' desc, state_change desc limit 1`,
      [name],
    );
    return rows[0]?.pid ?? 0;
  } finally {
    await client.end();
  }
}
