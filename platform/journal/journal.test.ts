import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import { append } from './append.ts';
import { eraseFromJournal } from './erase.ts';
import { readEntries, readStream } from './read.ts';
import { journalFixture, sampleEntry, type JournalFixture } from './testing.ts';

let journal: JournalFixture;
beforeAll(async () => {
  journal = await journalFixture();
  await journal.addPark('north');
  await journal.addPark('south');
});
afterAll(() => journal.close());

const appendNorth = (...entries: ReturnType<typeof sampleEntry>[]) =>
  inPark(journal.app, 'north', (tx) => append(tx, entries));

describe('append', () => {
  test('an event is read back as it was written', async () => {
    const written = sampleEntry({
      stream: 'case/whole',
      act: {
        actor: 'user-7',
        bundle: 'b1',
        clause: '5.2',
        mandate: 'm1',
        node: 'leaf',
        outcome: { to: 'review', verdicts: [true, null], limit: '5wd' },
      },
      data: [{ subject: 'firm-1', payload: { revenue: 12, name: '示例公司' } }],
    });
    const [appended] = await appendNorth(written);
    const [stored] = await inPark(journal.app, 'north', (tx) => readStream(tx, 'case/whole'));
    expect(stored).toEqual({
      ...written,
      id: appended?.id,
      data: [{ ...written.data?.[0], erased: false }],
      leafIndex: null,
    });
  });

  test('the published entry shows neither act nor data', async () => {
    const [written] = await appendNorth(
      sampleEntry({
        stream: 'case/hidden',
        act: { actor: 'secret-actor', outcome: 'secret-outcome' },
        data: [{ subject: 'secret-subject', payload: 'secret-payload' }],
      }),
    );
    const row = await journal.owner
      .selectFrom('journal.entry')
      .select('entry')
      .where('id', '=', written?.id ?? '')
      .executeTakeFirstOrThrow();
    expect(row.entry).toContain('case.filed');
    expect(row.entry).not.toContain('secret');
  });

  test('of two who decided on the same state one is written, the other refused', async () => {
    await appendNorth(sampleEntry({ stream: 'case/race' }));
    const second = sampleEntry({ stream: 'case/race', seq: 2 });
    const results = await Promise.allSettled([
      appendNorth(second),
      appendNorth(second),
      appendNorth(second),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map((result) => result.reason.code)).toEqual(Array(2).fill('journal.conflict'));
    const stream = await inPark(journal.app, 'north', (tx) => readStream(tx, 'case/race'));
    expect(stream.map((entry) => entry.seq)).toEqual([1, 2]);
  });

  test.each(['app', 'worker'] as const)(
    'writes to the log of its own park under the role %s, whatever logs that role sees',
    async (role) => {
      await journal.addPark('west');
      for (const park of ['north', 'west']) {
        const stream = `case/own-${role}`;
        await inPark(journal[role], park, (tx) => append(tx, [sampleEntry({ stream })]));
        const { rows } = await sql<{ log: string }>`
          select log from journal.entry where park_id = ${park} and stream = ${stream}`.execute(
          journal.owner,
        );
        expect(rows).toEqual([{ log: `${park}.example/log` }]);
      }
    },
  );

  test('a refused append leaves nothing of its transaction', async () => {
    const fresh = sampleEntry({ stream: 'case/rolled-back' });
    const stale = sampleEntry({ stream: 'case/race' });
    await expect(appendNorth(fresh, stale)).rejects.toThrow('journal.conflict');
    const stream = await inPark(journal.app, 'north', (tx) => readStream(tx, 'case/rolled-back'));
    expect(stream).toEqual([]);
  });

  test('a gap, a step back in time and a park without a log are faults', async () => {
    await expect(appendNorth(sampleEntry({ stream: 'case/gap', seq: 2 }))).rejects.toThrow('gap');
    const back = { stream: 'case/back', at: '2026-09-18T02:00:00.000Z' };
    const earlier = { ...back, seq: 2, at: '2026-09-18T01:59:59.999Z' };
    await expect(appendNorth(sampleEntry(back), sampleEntry(earlier))).rejects.toThrow('before');
    const orphan = inPark(journal.app, 'east', (tx) => append(tx, [sampleEntry()]));
    await expect(orphan).rejects.toThrow('no log');
  });
});

describe('the application role', () => {
  test.each([
    sql`update journal.entry set type = 'case.granted'`,
    sql`update journal.entry set leaf_index = 0`,
    sql`delete from journal.entry`,
    sql`truncate journal.entry cascade`,
    sql`update journal.datum set payload = '{}'`,
    sql`delete from journal.datum`,
    sql`insert into journal.tile (log, level, tile_index, hashes) values ('x', 0, 0, '\\x00')`,
    sql`insert into journal.checkpoint values ('north', 'x', 1, '\\x00', '', now())`,
    sql`update journal.log set size = 0`,
    sql`alter table journal.entry disable row level security`,
    sql`drop table journal.datum`,
  ])('may only insert and select (%#)', async (statement) => {
    const tried = inPark(journal.app, 'north', (tx) => statement.execute(tx));
    await expect(tried).rejects.toThrow(/permission denied|must be owner/);
  });

  test('may not choose a place in the log', async () => {
    const tried = inPark(journal.app, 'north', (tx) =>
      sql`insert into journal.entry
            (id, log, stream, seq, type, at, act, act_salt, entry, leaf_index)
          select gen_random_uuid(), log, 'case/forged', 1, type, at, act, act_salt, entry, 99
            from journal.entry limit 1`.execute(tx),
    );
    await expect(tried).rejects.toThrow('permission denied');
  });
});

describe('row-level security', () => {
  test('another park sees no entry, with the application’s own filter off', async () => {
    const [written] = await appendNorth(sampleEntry({ stream: 'case/private' }));
    const id = written?.id ?? '';
    const seen = await inPark(journal.app, 'south', async (tx) => [
      await readEntries(tx, [id]),
      await readStream(tx, 'case/private'),
      (await sql`select * from journal.entry`.execute(tx)).rows,
      (await sql`select * from journal.datum`.execute(tx)).rows,
      (await sql`select * from journal.log where park_id <> 'south'`.execute(tx)).rows,
    ]);
    expect(seen.flat()).toEqual([]);
    expect(await inPark(journal.app, 'north', (tx) => readEntries(tx, [id]))).toHaveLength(1);
  });

  test('nobody sees a row where no park is set', async () => {
    for (const db of [journal.app, journal.worker]) {
      expect((await sql`select * from journal.entry`.execute(db)).rows).toEqual([]);
    }
  });

  test('nobody writes but by the functions that keep the order of a stream', async () => {
    for (const db of [journal.app, journal.worker]) {
      const datum = inPark(db, 'north', (tx) =>
        sql`insert into journal.datum (park_id, entry_id, ordinal, subject, salt, payload)
            values ('north', gen_random_uuid(), 0, 's', ${Buffer.alloc(32)}, '1')`.execute(tx),
      );
      await expect(datum).rejects.toThrow('permission denied');
      const entry = inPark(db, 'north', (tx) =>
        sql`insert into journal.entry (id, log, stream, seq, type, at, act, act_salt, entry)
            values (gen_random_uuid(), 'l', 's', 1, 't', now(), '{}', ${Buffer.alloc(32)}, '{}')`.execute(
          tx,
        ),
      );
      await expect(entry).rejects.toThrow('permission denied');
    }
  });

  test('nobody appends where no park is set', async () => {
    const nowhere = sql`select journal.append('l', array[gen_random_uuid()], array['s'], array[1],
      array['t'], array[now()], array['{}'], array[${Buffer.alloc(32)}::bytea], array['{}'],
      '{}', '{}', '{}', '{}', '{}')`.execute(journal.app);
    await expect(nowhere).rejects.toThrow('there is no log');
  });
});

describe('erasure', () => {
  test('of a planted marker leaves no trace in any table, and reads as erased', async () => {
    const marker = 'marker-4f1d';
    const stream = 'case/erased';
    await appendNorth(
      sampleEntry({
        stream,
        data: [
          { subject: 'person-1', payload: { note: marker } },
          { subject: 'person-2', payload: { note: 'stays' } },
        ],
      }),
    );
    expect(await tablesWith(marker)).toEqual(['datum']);
    const at = '2026-09-19T00:00:00.000Z';
    const eraseIn = (park: string) =>
      inPark(journal.app, park, (tx) => eraseFromJournal(tx, 'person-1', at));
    expect(await eraseIn('south')).toBe(0);
    expect(await eraseIn('north')).toBe(1);
    expect(await eraseIn('north')).toBe(0);
    expect(await tablesWith(marker)).toEqual([]);
    const [entry] = await inPark(journal.app, 'north', (tx) => readStream(tx, stream));
    expect(entry?.data).toEqual([
      { subject: 'person-1', erased: true },
      { subject: 'person-2', payload: { note: 'stays' }, erased: false },
    ]);
  });

  test('without a park is refused', async () => {
    const tried = sql`select journal.erase('person-2', now())`.execute(journal.app);
    await expect(tried).rejects.toThrow('no park is set');
  });

  /** Names of the journal's tables that hold `marker` in any column. */
  async function tablesWith(marker: string): Promise<string[]> {
    const tables = ['log', 'entry', 'datum', 'tile', 'checkpoint'];
    const found = await Promise.all(
      tables.map(async (table) => {
        const rows = await sql<{ found: number }>`
          select count(*) as found from ${sql.table(`journal.${table}`)} t
           where t::text like ${`%${marker}%`}`.execute(journal.owner);
        return rows.rows[0]?.found ? [table] : [];
      }),
    );
    return found.flat();
  }
});
