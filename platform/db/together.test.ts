import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sql } from 'kysely';
import pg from 'pg';
import {
  inPark,
  inParkTogether,
  openDatabase,
  recollectionOf,
  runStatement,
  sendLater,
  type Db,
  type Tx,
} from './index.ts';
import { Memory, rememberedMax } from './memory.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await testDatabase();
  const owner = openDatabase(database.url, 'owner');
  await sql`create table public.note (text text primary key, tx text not null)`.execute(owner);
  await sql`grant all on public.note to guiju_app`.execute(owner);
  await owner.destroy();
  db = openDatabase(database.url, 'app');
});

afterAll(async () => {
  await db.destroy();
  await database.close();
});

beforeEach(async () => {
  await sql`delete from public.note`.execute(db);
});

afterEach(() => vi.restoreAllMocks());

const note = {
  name: 'test.together.note',
  text: `insert into public.note (text, tx)
    select t, pg_current_xact_id()::text from unnest($1::text[]) t`,
  joins: 'rows',
} as const;
const look = {
  name: 'test.together.look',
  text: `select k as text, current_setting('app.park') as park from unnest($1::text[]) k`,
  joins: { column: 'text' },
} as const;

const write = (tx: Tx, text: string) => sendLater(tx, note, { values: [[text]] });

/** Looks, then writes, as an act does. */
async function act(tx: Tx, text: string): Promise<string> {
  const [seen] = await runStatement<{ text: string; park: string }>(tx, look, [text]);
  await write(tx, text);
  return `${seen?.park} ${seen?.text}`;
}

const share = <T>(about: string, work: (tx: Tx) => Promise<T>) =>
  inParkTogether(db, 'demo', { about, work });

async function stored(): Promise<Record<string, string>> {
  const { rows } = await sql<{
    text: string;
    tx: string;
  }>`select text, tx from public.note order by text`.execute(db);
  return Object.fromEntries(rows.map(({ text, tx }) => [text, tx]));
}

/** Two acts that hold both shared transactions of the park until they are let go. */
async function occupy(): Promise<() => Promise<unknown>> {
  let letGo = () => undefined as void;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const first = ['x', 'y'].map((about) => share(about, () => gate));
  return () => {
    letGo();
    return Promise.all(first);
  };
}

describe('acts that come at once', () => {
  test('share two transactions and their two round trips; each gets its own answer', async () => {
    const release = await occupy();
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    const texts = ['a', 'b', 'c', 'd', 'e', 'f'];
    const acts = texts.map((text) => share(text, (tx) => act(tx, text)));
    await release();
    expect(await Promise.all(acts)).toEqual(texts.map((text) => `demo ${text}`));
    expect(sent).toHaveBeenCalledTimes(4);
    const shared = Object.groupBy(Object.entries(await stored()), ([, tx]) => tx);
    expect(Object.values(shared).map((group) => (group?.length ?? 0) > 1)).toEqual([true, true]);
  });

  test('on one thing are done one after another', async () => {
    const release = await occupy();
    const order: string[] = [];
    const acts = ['a', 'b', 'c'].map((text) =>
      share('one thing', async (tx) => {
        order.push(`${text} begins`);
        await act(tx, text);
        order.push(`${text} ends`);
      }),
    );
    await release();
    await Promise.all(acts);
    expect(order).toEqual(['a', 'b', 'c'].flatMap((text) => [`${text} begins`, `${text} ends`]));
    expect(new Set(Object.values(await stored())).size).toBe(3);
  });

  test('of another park are in another transaction', async () => {
    const works = ['demo', 'other'].map((park) =>
      inParkTogether(db, park, { about: 'a', work: (tx) => act(tx, park) }),
    );
    expect(await Promise.all(works)).toEqual(['demo demo', 'other other']);
  });
});

describe('one that is refused', () => {
  const together = async (bad: (tx: Tx) => Promise<unknown>) => {
    const runs: string[] = [];
    const release = await occupy();
    const good = (text: string) =>
      share(text, (tx) => {
        runs.push(text);
        return act(tx, text);
      });
    const acts = [good('a'), share('b', bad), good('c'), good('d'), good('e'), good('f')];
    const refused = acts[1]?.catch((error: unknown) => error);
    await release();
    await Promise.allSettled(acts);
    return { runs, told: await refused };
  };

  test('before it wrote is left out', async () => {
    const { runs, told } = await together(async (tx) => {
      await runStatement(tx, look, ['b']);
      await write(tx, 'b');
      throw new Error('no');
    });
    expect(told).toEqual(new Error('no'));
    expect(runs).toEqual(['a', 'c', 'd', 'e', 'f']);
    expect(Object.keys(await stored())).toEqual(['a', 'c', 'd', 'e', 'f']);
  });

  test('after it wrote leaves nothing behind; the others are done for themselves', async () => {
    const { runs, told } = await together(async (tx) => {
      await act(tx, 'b');
      await sql`select ${1}::int`.execute(tx);
      throw new Error('no');
    });
    expect(told).toEqual(new Error('no'));
    // Those who shared with it were run twice, the others once.
    expect(runs.length).toBeGreaterThan(5);
    expect(runs.length).toBeLessThan(10);
    expect(Object.keys(await stored())).toEqual(['a', 'c', 'd', 'e', 'f']);
  });

  test('by the database is told why, in its own words, and alone', async () => {
    const explain = () => new Error('there is a note already');
    const { told } = await together(async (tx) => {
      await sendLater(tx, note, { values: [['b', 'b']], explain });
    });
    expect(told).toEqual(new Error('there is a note already'));
    expect(Object.keys(await stored())).toEqual(['a', 'c', 'd', 'e', 'f']);
  });
});

test('when the connection is lost everybody is told and nobody acts again', async () => {
  const owner = openDatabase(database.url, 'owner');
  const release = await occupy();
  const runs: string[] = [];
  const acts = ['a', 'b'].map((text) =>
    share(text, async (tx) => {
      runs.push(text);
      await act(tx, text);
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(owner);
    }),
  );
  await release();
  const outcomes = await Promise.allSettled(acts);
  await owner.destroy();
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(runs).toEqual(['a', 'b']);
  expect(await stored()).toEqual({});
  expect(await share('a', (tx) => act(tx, 'a'))).toBe('demo a');
});

test('a transaction that is over takes no more questions', async () => {
  const kept = await share('a', async (tx) => tx);
  await expect(act(kept, 'late')).rejects.toThrow('already committed');
  await inPark(db, 'demo', async () => undefined);
  expect(await stored()).toEqual({});
});

describe('what acts remember', () => {
  const key = 'test.count';
  const acts = (seen: unknown[], after: (tx: Tx) => Promise<unknown>) =>
    share('a', async (tx) => {
      seen.push((await recollectionOf(tx)).recall(key));
      return after(tx);
    });
  const remember = (value: unknown) =>
    inPark(db, 'demo', async (tx) => (await recollectionOf(tx)).remember(key, value));

  afterEach(() => inPark(db, 'demo', async (tx) => (await recollectionOf(tx)).forget(key)));

  test('is recalled by those that may be run again, in their own park alone', async () => {
    await remember(1);
    const seen: unknown[] = [];
    const elsewhere: unknown[] = [];
    await acts(seen, (tx) => act(tx, 'a'));
    const recall = async (tx: Tx) => (await recollectionOf(tx)).recall(key);
    elsewhere.push(await inPark(db, 'demo', recall));
    elsewhere.push(await inParkTogether(db, 'other', { about: 'a', work: recall }));
    expect([seen, elsewhere]).toEqual([[1], [undefined, undefined]]);
  });

  test('may be wrong: who refuses because of it decides again without it', async () => {
    await remember('closed');
    const seen: unknown[] = [];
    const told = await acts(seen, async (tx) => {
      if (seen.at(-1) === 'closed') throw new Error('it is closed');
      return act(tx, 'a');
    });
    expect([told, seen]).toEqual(['demo a', ['closed', undefined]]);
  });

  test('may be wrong: what PostgreSQL refuses is done again without it, neighbours too', async () => {
    await share('taken', (tx) => act(tx, 'taken'));
    await remember('stale');
    const seen: unknown[] = [];
    const release = await occupy();
    const guessing = acts(seen, (tx) => write(tx, seen.at(-1) === 'stale' ? 'taken' : 'a'));
    const others = ['b', 'c', 'd'].map((text) => share(text, (tx) => act(tx, text)));
    await release();
    await Promise.all([guessing, ...others]);
    expect(seen).toEqual(['stale', undefined]);
    expect(Object.keys(await stored())).toEqual(['a', 'b', 'c', 'd', 'taken']);
  });

  test('and still refused the second time is refused in its own words', async () => {
    await remember(1);
    const seen: unknown[] = [];
    const refused = acts(seen, async () => {
      throw new Error(`no, whatever is known: ${String(seen.at(-1))}`);
    });
    await expect(refused).rejects.toThrow('no, whatever is known: undefined');
  });

  test('is bounded: what was not asked for longest is forgotten', () => {
    const memory = new Memory();
    memory.remember('first', 1);
    memory.remember('second', 2);
    for (let n = 2; n < rememberedMax; n += 1) memory.remember(`n${n}`, n);
    expect(memory.recall('first')).toBe(1);
    memory.remember('one more', 3);
    expect([memory.recall('first'), memory.recall('second')]).toEqual([1, undefined]);
  });
});
