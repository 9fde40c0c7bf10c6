import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase, type TestDatabase } from '#platform/db/testing/database.ts';
import {
  carryOutOnce,
  effectKey,
  emit,
  readFailedJobs,
  relay,
  retryFailedJobs,
  startJobs,
  type Job,
  type JobHandler,
  type NewJob,
} from './index.ts';

let database: TestDatabase;
let app: Db;
let worker: Db;
beforeAll(async () => {
  database = await testDatabase();
  app = openDatabase(database.url, 'app', { max: 4 });
  worker = openDatabase(database.url, 'worker', { max: 4 });
});
afterAll(async () => {
  await Promise.all([app.destroy(), worker.destroy()]);
  await database.close();
});

const job = (given: Partial<NewJob> = {}): NewJob => ({
  task: 'letter.print',
  eventId: randomUUID(),
  index: 0,
  payload: { caseId: 'c1' },
  ...given,
});

const emitIn = (park: string, jobs: NewJob[]) => inPark(app, park, (tx) => emit(tx, jobs));

const queuedIds = async () => {
  const { rows } = await sql<{ key: string }>`
    select key from graphile_worker.jobs where key is not null`.execute(worker);
  return rows.map((row) => row.key);
};

/** Runs a worker until `isDone`, then stops it. */
async function workUntil(handlers: Record<string, JobHandler>, isDone: () => Promise<boolean>) {
  const running = await startJobs({ databaseUrl: database.url, handlers, concurrency: 2 });
  try {
    await vi.waitFor(async () => expect(await isDone()).toBe(true), { timeout: 60_000 });
  } finally {
    await running.stop();
  }
}

describe('outbox', () => {
  test('a job exists exactly if its act does', async () => {
    const rolledBack = inPark(app, 'north', async (tx) => {
      await emit(tx, [job()]);
      throw new Error('the act is refused');
    });
    await expect(rolledBack).rejects.toThrow('refused');
    expect(await relay(worker)).toBe(0);
    const ids = await emitIn('north', [job(), job()]);
    expect(await relay(worker)).toBe(2);
    expect(await queuedIds()).toEqual(expect.arrayContaining(ids));
  });

  test('relays side by side put each job into the queue once', async () => {
    const before = (await queuedIds()).length;
    await emitIn(
      'north',
      Array.from({ length: 60 }, () => job()),
    );
    const moved = await Promise.all([relay(worker), relay(worker), relay(worker)]);
    expect(moved.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect((await queuedIds()).length).toBe(before + 60);
    expect(await relay(worker)).toBe(0);
  });

  test('two jobs with one key in one event are a fault', async () => {
    const twice = job();
    await expect(emitIn('north', [twice, twice])).rejects.toThrow('unique');
  });

  test('the application role neither reads other parks, nor relays, nor sees the queue', async () => {
    const [id] = await emitIn('north', [job()]);
    const seen = await inPark(app, 'south', (tx) => sql`select * from platform.outbox`.execute(tx));
    expect(seen.rows).toEqual([]);
    const attempts = [
      sql`update platform.outbox set relayed_at = now() where id = ${id}`,
      sql`delete from platform.outbox`,
      sql`select graphile_worker.add_job('letter.print')`,
      sql`select * from graphile_worker.jobs`,
    ];
    for (const attempt of attempts) {
      const tried = inPark(app, 'north', (tx) => attempt.execute(tx));
      await expect(tried).rejects.toThrow('permission denied');
    }
    await relay(worker);
  });

  test('the worker clears only what was relayed a week ago', async () => {
    const [old, fresh] = await emitIn('north', [job(), job()]);
    await relay(worker);
    const owner = openDatabase(database.url, 'owner', { max: 1 });
    await sql`update platform.outbox set relayed_at = now() - interval '8 days'
               where id = ${old}`.execute(owner);
    await sql`delete from platform.outbox`.execute(worker);
    const { rows } = await sql<{ id: string }>`select id from platform.outbox`.execute(owner);
    await owner.destroy();
    expect(rows.map((row) => row.id)).toContain(fresh);
    expect(rows.map((row) => row.id)).not.toContain(old);
  });
});

describe('handlers', () => {
  test('get the job of their task, in the park it was written in', async () => {
    const seen: Job[] = [];
    const eventId = randomUUID();
    await emitIn('south', [job({ task: 'see', eventId, index: 3, payload: { n: 1, s: null } })]);
    await workUntil({ see: async (each) => void seen.push(each) }, async () => seen.length > 0);
    expect(seen).toEqual([
      expect.objectContaining({
        ...{ park: 'south', task: 'see', eventId, index: 3, attempt: 1 },
        payload: { n: 1, s: null },
      }),
    ]);
  });

  test('that run twice carry their effect out once', async () => {
    const ran: string[] = [];
    const outcomes: string[] = [];
    const eventId = randomUUID();
    const handler: JobHandler = async (each, { db }) => {
      outcomes.push(await carryOutOnce(db, each, async () => void ran.push(effectKey(each))));
      if (each.attempt === 1) throw new Error('killed after the commit');
    };
    await emitIn('north', [job({ task: 'once', eventId, index: 1 })]);
    const isFinished = async () => {
      await sql`update graphile_worker._private_jobs set run_at = now()
                 where last_error is not null`.execute(worker);
      return outcomes.length === 2;
    };
    await workUntil({ once: handler }, isFinished);
    expect(outcomes).toEqual(['done', 'repeated']);
    expect(ran).toEqual([`${eventId}/1`]);
  });

  test('that fail inside the effect leave no key, so the next run does it', async () => {
    const failing: Job = {
      ...{ park: 'north', id: randomUUID(), task: 't', eventId: randomUUID(), index: 0 },
      ...{ payload: {}, attempt: 1 },
    };
    const broken = carryOutOnce(worker, failing, () => Promise.reject(new Error('no paper')));
    await expect(broken).rejects.toThrow('no paper');
    expect(await carryOutOnce(worker, failing, async () => undefined)).toBe('done');
    expect(await carryOutOnce(worker, failing, async () => undefined)).toBe('repeated');
  });

  test('that keep failing are listed with their reason and can be tried again', async () => {
    const [id = ''] = await emitIn('north', [job({ task: 'broken' })]);
    const handlers = { broken: () => Promise.reject(new Error('printer is on fire')) };
    const failed = async () => (await readFailedJobs(worker)).find((each) => each.id === id);
    await workUntil(handlers, async () => (await failed()) !== undefined);
    expect(await failed()).toMatchObject({
      ...{ task: 'broken', attempts: 1, isGivenUp: false },
      lastError: 'printer is on fire',
    });
    expect(await retryFailedJobs(worker, [id])).toBe(1);
  });
});
