import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import {
  askLater,
  inPark,
  Instants,
  openDatabase,
  runStatement,
  sendLater,
  type Db,
  type Tx,
} from './index.ts';
import { wireValue } from './parameters.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';

let database: TestDatabase;
let db: Db;
let sent: ReturnType<typeof vi.spyOn>;

beforeAll(async () => {
  database = await testDatabase();
  const owner = openDatabase(database.url, 'owner');
  await sql`create table public.note (text text primary key)`.execute(owner);
  await sql`grant all on public.note to guiju_app`.execute(owner);
  await owner.destroy();
  db = openDatabase(database.url, 'app', { max: 1 });
});

afterAll(async () => {
  await db.destroy();
  await database.close();
});

beforeEach(() => {
  sent = vi.spyOn(pg.Client.prototype, 'query');
});

afterEach(async () => {
  sent.mockRestore();
  await sql`delete from public.note`.execute(db);
});

const note = { name: 'test.note', text: 'insert into public.note (text) values ($1)' };
const count = { name: 'test.count', text: 'select count(*) as n from public.note' };

const write = (tx: Tx, text: string) => sendLater(tx, note, { values: [text] });
const notes = (tx: Tx) => runStatement<{ n: number }>(tx, count, []).then(([row]) => row?.n);

describe('round trips of a transaction', () => {
  test('are two: begin, park and what is asked at once; what is written and the commit', async () => {
    await inPark(db, 'demo', async (tx) => {
      const park = { name: 'test.park', text: `select current_setting('app.park') as code` };
      const code = await askLater(tx, park, []);
      expect([await notes(tx), await code()]).toEqual([0, [{ code: 'demo' }]]);
      await write(tx, 'a');
      await write(tx, 'b');
    });
    expect(sent).toHaveBeenCalledTimes(2);
    expect(await inPark(db, 'demo', notes)).toBe(2);
  });

  test('are none when nothing is asked, or it is left before anything was sent', async () => {
    await inPark(db, 'demo', async () => undefined);
    await expect(
      inPark(db, 'demo', async (tx) => {
        await write(tx, 'never');
        throw new Error('left');
      }),
    ).rejects.toThrow('left');
    expect(sent).not.toHaveBeenCalled();
    expect(await inPark(db, 'demo', notes)).toBe(0);
  });
});

describe('what waits', () => {
  test('is seen by the next query, whatever kind it is', async () => {
    const seen = await inPark(db, 'demo', async (tx) => {
      await write(tx, 'a');
      const first = await notes(tx);
      await write(tx, 'b');
      const script = await sql<{ n: number }>`select count(*) as n from public.note`.execute(tx);
      return [first, script.rows[0]?.n];
    });
    expect(seen).toEqual([1, 2]);
  });

  test('that fails takes the commit and everything before it along, and says why', async () => {
    const explain = (error: unknown) => new Error('twice', { cause: error });
    const failing = inPark(db, 'demo', async (tx) => {
      await write(tx, 'a');
      await sendLater(tx, note, { values: ['a'], explain });
      await write(tx, 'b');
    });
    await expect(failing).rejects.toThrow('twice');
    expect(await inPark(db, 'demo', notes)).toBe(0);
  });

  test('that fails is told by the query that sends it; the connection is whole again', async () => {
    for (let n = 0; n < 3; n += 1) {
      const failing = inPark(db, 'demo', async (tx) => {
        await write(tx, 'a');
        await write(tx, 'a');
        return sql`select 1`.execute(tx);
      });
      await expect(failing).rejects.toThrow('duplicate key');
    }
    await inPark(db, 'demo', (tx) => write(tx, 'a'));
    expect(await inPark(db, 'demo', notes)).toBe(1);
  });

  test('and was asked is sent by who wants its answer, if by nobody else', async () => {
    const n = await inPark(db, 'demo', async (tx) => (await askLater(tx, count, []))());
    expect(n).toEqual([{ n: 0 }]);
  });

  test('and was asked has no answer when what comes before it failed', async () => {
    const failing = inPark(db, 'demo', async (tx) => {
      await write(tx, 'a');
      await write(tx, 'a');
      return (await askLater(tx, count, []))();
    });
    await expect(failing).rejects.toThrow('duplicate key');
  });
});

test('a prepared statement whose first use failed can be used again', async () => {
  const text = 'select 10 / $1::int as value';
  const divide = (by: number) =>
    inPark(db, 'demo', (tx) => runStatement(tx, { name: 'test.divide', text }, [by]));
  await expect(divide(0)).rejects.toThrow('division by zero');
  expect(await divide(5)).toEqual([{ value: 2 }]);
  expect(await divide(2)).toEqual([{ value: 5 }]);
});

describe('parameters', () => {
  const [min, max] = [new Date('1900-01-01'), new Date('2200-01-01')];
  const instant = fc.date({ min, max, noInvalidDate: true }).map((at) => at.toISOString());
  const texts = ['', 'NULL', 'null', 'a b', '"', '\\', '\\"x\\', '{,}', '规矩', 'x\ny', 'a.b-c'];

  test('come back as they went, alone and in arrays', async () => {
    const values = [texts, [Buffer.from('00ff', 'hex'), null], [1, null, -2.5], { a: ['"'] }];
    const types = ['text[]', 'bytea[]', 'float8[]', 'jsonb'];
    const text = `select ${types.map((type, at) => `$${at + 1}::${type} as v${at}`).join(', ')}`;
    const [row] = await inPark(db, 'demo', (tx) =>
      runStatement<Record<string, unknown>>(tx, { name: 'test.echo', text }, values),
    );
    expect(Object.values(row ?? {})).toEqual(values);
  });

  test('that are instants go as bytes and come back as they went', async () => {
    const echo = (instants: (string | null)[]) =>
      inPark(db, 'demo', async (tx) => {
        const text = 'select unnest($1::timestamptz[]) as at';
        const asked = { name: 'test.instants', text };
        const rows = await runStatement<{ at: string | null }>(tx, asked, [new Instants(instants)]);
        return rows.map(({ at }) => at);
      });
    const known = ['1999-12-31T23:59:59.999Z', null, '2000-01-01T00:00:00.000Z'];
    expect(await echo(known)).toEqual(known);
    expect(await echo([])).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(instant)), async (instants) => {
        expect(await echo(instants)).toEqual(instants);
      }),
      { numRuns: 50 },
    );
  });

  test('that no column holds are faults', () => {
    expect(() => wireValue(() => 1)).toThrow(TypeError);
    expect(() => wireValue(new Instants(['soon']))).toThrow('not an instant: soon');
    expect([wireValue(undefined), wireValue(true), wireValue(12n)]).toEqual([null, 'true', '12']);
  });
});
