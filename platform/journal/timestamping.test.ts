import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeUtf8, parseNote } from '#engines/ledger/index.ts';
import { inPark } from '#platform/db/index.ts';
import { parseRoots, verifyToken } from '#platform/timestamp/index.ts';
import { testAuthority, type TestAuthority } from '#platform/timestamp/testing.ts';
import { append } from './append.ts';
import { attestLog } from './attesting.ts';
import { verifyStatements } from './audit-trust.ts';
import { noConditions } from './conditions.ts';
import { anchoringOf, anchoringsOf, receiptParts } from './receipt.ts';
import { sequence } from './sequencer.ts';
import { journalFixture, sampleEntry, type JournalFixture, type ParkLog } from './testing.ts';

let journal: JournalFixture;
let authority: TestAuthority;
let log: ParkLog;
const told: string[] = [];
const alarmed = new Set<string>();
beforeAll(async () => {
  [journal, authority] = await Promise.all([journalFixture(), testAuthority()]);
  const timestamps = { ...authority, everySeconds: 3600 };
  log = await journal.addPark('timed', { conditions: { ...noConditions, timestamps } });
});
afterAll(async () => {
  await authority.close();
  await journal.close();
});

const read = <T>(work: Parameters<typeof inPark<T>>[2]) => inPark(journal.app, 'timed', work);
let entries = 0;
async function file(): Promise<string> {
  entries += 1;
  const [entry] = await read((tx) => append(tx, [sampleEntry({ stream: `case/${entries}` })]));
  await sequence(journal.worker, { ...log, holder: 'a', at: '2026-09-18T02:00:01.000Z' });
  return entry?.id ?? '';
}
const attest = () =>
  attestLog(
    journal.worker,
    { park: 'timed', origin: log.origin, suite: 'sha256-ed25519', integrated: entries },
    { tell: (level, message) => void told.push(`${level} ${message}`), alarmed },
  );
/** Lets time pass for everything the database has dated. */
async function pass(hours: number): Promise<void> {
  await sql`update journal.checkpoint set stored_at = stored_at - ${hours} * interval '1 hour'
             where park_id = 'timed'`.execute(journal.owner);
  await sql`update journal.attestor set retry_at = now()`.execute(journal.owner);
}
const anchoring = (id: string) => read((tx) => anchoringOf(tx, id));
const anchorings = (ids: readonly string[]) =>
  read(async (tx) => {
    const found = await tx
      .selectFrom('journal.entry')
      .select(['id', 'leaf_index as leafIndex'])
      .where('id', 'in', ids)
      .execute();
    const inOrder = ids.flatMap((id) => found.filter((entry) => entry.id === id));
    return anchoringsOf(tx, inOrder);
  });

describe('a log that is timestamped', () => {
  let first = '';

  test('asks at its first checkpoint, then once an interval, never for an idle log', async () => {
    first = await file();
    await attest();
    await attest();
    expect(authority.asked()).toBe(1);
    await file();
    await attest();
    expect(authority.asked()).toBe(1);
    await pass(2);
    await attest();
    expect(authority.asked()).toBe(2);
    await pass(2);
    await attest();
    expect(authority.asked()).toBe(2);
    expect(told).toEqual([]);
  });

  test('puts the token into receipts, where it proves the time of their checkpoint', async () => {
    const { proof, timestamps } = await read((tx) => receiptParts(tx, first));
    const text = parseNote(proof.checkpoint)?.text ?? '';
    const expected = { message: encodeUtf8(text), roots: parseRoots(authority.roots) };
    const verdict = await verifyToken(timestamps[0] ?? new Uint8Array(), expected);
    expect(verdict).toMatchObject({ ok: true });
  });

  test('gives receipts without a token between two timestamps', async () => {
    const recent = await file();
    const { timestamps } = await read((tx) => receiptParts(tx, recent));
    expect(timestamps).toEqual([]);
  });

  test('withholds what has no time once that is overdue, and takes everything in', async () => {
    authority.behave('away');
    const late = await file();
    await pass(2);
    await attest();
    expect(await anchoring(late)).toEqual({
      state: 'pending',
      withheld: { reason: 'timestamp', since: expect.any(String) },
    });
    expect(told).toEqual([
      expect.stringContaining('warning timestamps of timed.example/log'),
      expect.stringMatching(/^error .*receipts are withheld, timestamp overdue since/),
    ]);
    expect(await anchoring(first)).toMatchObject({ state: 'anchored', checkpointSize: 2 });
    const latest = await file();
    expect(await anchoring(latest)).toMatchObject({ withheld: { reason: 'timestamp' } });
    expect(await anchorings([first, late, latest])).toEqual([
      await anchoring(first),
      await anchoring(late),
      await anchoring(latest),
    ]);
    authority.behave('works');
    await pass(0);
    await attest();
    expect(await anchoring(late)).toMatchObject({ state: 'anchored' });
    expect(await anchoring(latest)).toMatchObject({ state: 'anchored' });
    const states = (await anchorings([first, late, latest])).map(({ state }) => state);
    expect(states).toEqual(['anchored', 'anchored', 'anchored']);
    expect(told.at(-1)).toContain('receipts are given out again');
  });

  test('has its tokens audited: one of another checkpoint is named', async () => {
    expect(await verifyStatements(journal.app, log)).toBeUndefined();
    await sql`update journal.timestamp t set token = o.token from journal.timestamp o
               where t.size = 2 and o.size = 1`.execute(journal.owner);
    expect(await verifyStatements(journal.app, log)).toEqual({
      row: 'timestamp/2',
      what: 'timestamp-bad',
    });
  });
});
