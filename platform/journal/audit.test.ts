import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import { append } from './append.ts';
import { verifyLog } from './audit.ts';
import { eraseFromJournal } from './erase.ts';
import { openLogKey } from './log-keys.ts';
import { sequence } from './sequencer.ts';
import { journalFixture, sampleEntry, type JournalFixture } from './testing.ts';

let journal: JournalFixture;
beforeAll(async () => {
  journal = await journalFixture();
});
afterAll(() => journal.close());

const at = '2026-09-18T02:00:01.000Z';
let parks = 0;

/** A park whose log holds 300 entries, placed in two rounds, with data on two subjects. */
async function filledPark() {
  const log = await journal.addPark(`park-${(parks += 1)}`);
  for (const [from, count] of [
    [0, 10],
    [10, 290],
  ] as const) {
    const entries = Array.from({ length: count }, (_, i) =>
      sampleEntry({
        stream: `case/${String(from + i).padStart(4, '0')}`,
        data: [{ subject: i % 2 ? 'odd' : 'even', payload: { i } }],
      }),
    );
    await inPark(journal.app, log.park, (tx) => append(tx, entries));
    await sequence(journal.worker, { ...log, holder: 'a', at });
  }
  const idAt = async (index: number) => {
    const row = await journal.owner
      .selectFrom('journal.entry')
      .select('id')
      .where('park_id', '=', log.park)
      .where('leaf_index', '=', index)
      .executeTakeFirstOrThrow();
    return row.id;
  };
  /** What somebody does who has the whole database: no rule of the journal holds for them. */
  const tamper = async (statement: RawBuilder<unknown>) => {
    await journal.owner.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      const { numAffectedRows } = await statement.execute(tx);
      expect(numAffectedRows).toBeGreaterThan(0n);
    });
  };
  return { ...log, idAt, tamper, audit: () => verifyLog(journal.app, log) };
}

describe('self-audit', () => {
  test('an untouched journal holds, also while entries are pending and after an erasure', async () => {
    const park = await filledPark();
    expect(await park.audit()).toEqual({ entries: 300, checkpoints: 2 });
    await inPark(journal.app, park.park, async (tx) => {
      expect(await eraseFromJournal(tx, 'odd', at)).toBe(150);
      await append(tx, [sampleEntry({ stream: 'case/new' })]);
    });
    expect(await park.audit()).toEqual({ entries: 300, checkpoints: 2 });
  });

  test('a long audit tells how far it is, page by page', async () => {
    const { park, origin } = await filledPark();
    const told: number[] = [];
    await verifyLog(journal.app, { park, origin, onPage: (entries) => told.push(entries) });
    expect(told).toEqual([300]);
  });

  test('an empty log holds', async () => {
    const log = await journal.addPark('empty');
    expect(await verifyLog(journal.app, log)).toEqual({ entries: 0, checkpoints: 0 });
  });

  const changes: [string, string, (id: string) => RawBuilder<unknown>][] = [
    [
      'a type',
      'columns-differ',
      (id) => sql`
      update journal.entry set type = 'case.granted' where id = ${id}`,
    ],
    [
      'a time',
      'columns-differ',
      (id) => sql`
      update journal.entry set at = at + interval '1 ms' where id = ${id}`,
    ],
    [
      'an act',
      'act-differs',
      (id) => sql`
      update journal.entry set act = replace(act, 'user-1', 'user-2') where id = ${id}`,
    ],
    [
      'an act beyond JSON',
      'act-differs',
      (id) => sql`
      update journal.entry set act = '{' where id = ${id}`,
    ],
    [
      'a stream',
      'columns-differ',
      (id) => sql`
      update journal.entry set stream = stream || '-other' where id = ${id}`,
    ],
    [
      'a payload',
      'datum-differs',
      (id) => sql`
      update journal.datum set payload = '{"i":999}' where entry_id = ${id}`,
    ],
    [
      'a datum taken away',
      'datum-differs',
      (id) => sql`
      delete from journal.datum where entry_id = ${id}`,
    ],
    [
      'the published text',
      'entry-malformed',
      (id) => sql`
      update journal.entry set entry = entry || ' ' where id = ${id}`,
    ],
    [
      'the published text and its columns',
      'leaf-differs',
      (id) => sql`
      update journal.entry set entry = replace(entry, 'case.filed', 'case.fired'),
             type = 'case.fired' where id = ${id}`,
    ],
  ];
  test.each(changes)('%s that was changed is found: %s', async (_, what, change) => {
    const park = await filledPark();
    const id = await park.idAt(260);
    await park.tamper(change(id));
    await park.tamper(change(await park.idAt(261)));
    expect((await park.audit()).broken).toMatchObject({ row: id, what, place: { index: 260 } });
  });

  test('an entry taken away is found at the place it had', async () => {
    const park = await filledPark();
    const gone = await park.idAt(5);
    await park.tamper(sql`delete from journal.entry where id = ${gone}`);
    expect((await park.audit()).broken).toMatchObject({
      row: `${park.origin}/5`,
      what: 'index-missing',
    });
  });

  test('an entry that waits for a place in the log of another park is found', async () => {
    const [park, other] = [await filledPark(), await filledPark()];
    const [waiting] = await inPark(journal.app, park.park, (tx) =>
      append(tx, [sampleEntry({ stream: 'case/astray' })]),
    );
    await park.tamper(
      sql`update journal.entry set log = ${other.origin} where id = ${waiting?.id}`,
    );
    const astray = { what: 'row-extra', row: waiting?.id };
    for (const role of ['app', 'worker'] as const) {
      expect((await verifyLog(journal[role], park)).broken).toMatchObject(astray);
    }
  });

  test('entries and tiles rewritten together are found by the signed root', async () => {
    const park = await filledPark();
    const id = await park.idAt(3);
    await park.tamper(sql`
      update journal.entry set type = 'case.fired',
             entry = replace(entry, 'case.filed', 'case.fired') where id = ${id}`);
    await park.tamper(sql`
      update journal.tile set hashes = overlay(hashes placing
               sha256('\\x00'::bytea || convert_to((select entry from journal.entry
                 where park_id = ${park.park} and id = ${id}), 'UTF8')) from 97)
       where park_id = ${park.park} and level = 0 and tile_index = 0`);
    expect((await park.audit()).broken).toMatchObject({
      row: 'checkpoint/10',
      what: 'root-differs',
    });
  });

  test('a checkpoint under a foreign key or one that vanished is found', async () => {
    const park = await filledPark();
    const foreign = await openLogKey(`${journal.home}/foreign`, park.origin);
    await park.tamper(sql`
      update journal.log set vkey = ${foreign.vkey} where park_id = ${park.park}`);
    const log = { row: `log/${park.origin}`, what: 'columns-differ', column: 'vkey' };
    expect((await park.audit()).broken).toEqual(log);
    await park.tamper(sql`
      update journal.log_key set vkey = ${foreign.vkey} where park_id = ${park.park}`);
    expect((await park.audit()).broken).toMatchObject({
      row: 'checkpoint/10',
      what: 'signature-bad',
    });
    const other = await filledPark();
    await other.tamper(sql`
      delete from journal.checkpoint where park_id = ${other.park} and size = 300`);
    expect((await other.audit()).broken).toMatchObject({
      row: 'checkpoint/300',
      what: 'size-differs',
    });
  });
});
