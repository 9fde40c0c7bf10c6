import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  formatReceipt,
  hashLeaf,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  parsePolicy,
  treeHash,
  verifyReceipt,
} from '#engines/ledger/index.ts';
import { inPark } from '#platform/db/index.ts';
import { append } from './append.ts';
import { verifyLog } from './audit.ts';
import { openDurableAppender } from './durable.ts';
import { ensureLog } from './log.ts';
import { findLogKey, openLogKey } from './log-keys.ts';
import { readCheckpoint, readPublishedTile } from './publication.ts';
import { receiptParts } from './receipt.ts';
import { sequence } from './sequencer.ts';
import { nodeSm3Sm2, nodeSuites, sm3 } from './suites.ts';
import { journalFixture, sampleEntry, type JournalFixture, type ParkLog } from './testing.ts';

let journal: JournalFixture;
let log: ParkLog;
const at = '2026-09-18T02:00:01.000Z';
const ids: string[] = [];

beforeAll(async () => {
  journal = await journalFixture();
  log = await journal.addPark('national', { suite: 'sm3-sm2' });
});
afterAll(() => journal.close());

const read = <T>(work: Parameters<typeof inPark<T>>[2]) => inPark(journal.app, 'national', work);

describe('a log of the suite SM3 + SM2', () => {
  test('hashes as GB/T 32905 does', () => {
    // GB/T 32905-2016 annex A.1: the digest of "abc".
    expect(Buffer.from(sm3(Buffer.from('abc'))).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  test('seals, places and signs over several tiles', async () => {
    const streams = Array.from({ length: 258 }, (_, i) => `case/${String(i).padStart(4, '0')}`);
    const data = [{ subject: 'firm-1', payload: { fen: 5 } }];
    const written = await read((tx) =>
      append(
        tx,
        streams.map((stream) => sampleEntry({ stream, data })),
      ),
    );
    ids.push(...written.map(({ id }) => id));
    const done = await sequence(journal.worker, { ...log, holder: 'a', at });
    expect(done).toEqual({ assigned: 258, signedSize: 258 });
  });

  test('takes entries of the durable appender too', async () => {
    const appender = await openDurableAppender({ databaseUrl: journal.url, ...log });
    await appender.append(sampleEntry({ stream: 'device/1' }));
    await appender.close();
    const done = await sequence(journal.worker, { ...log, holder: 'a', at });
    expect(done.signedSize).toBe(259);
  });

  test('publishes tiles whose root is the signed one, by SM3', async () => {
    const tile = (path: string) => read((tx) => readPublishedTile(tx, log.origin, path));
    const bundles = [await tile('tile/entries/000'), await tile('tile/entries/001.p/3')];
    const entries = bundles.flatMap((bundle) => parseEntryBundle(bundle ?? new Uint8Array()) ?? []);
    const root = treeHash(
      sm3,
      entries.map((entry) => hashLeaf(sm3, entry)),
    );
    const { note } = (await read((tx) => readCheckpoint(tx, log.origin))) ?? { note: '' };
    expect(parseCheckpoint(parseNote(note)?.text ?? '')).toMatchObject({ size: 259, root });
  });

  test('gives receipts that pass under its policy and fail after any change', async () => {
    const id = ids[257] ?? '';
    const text = formatReceipt(await read((tx) => receiptParts(tx, id, { subject: 'firm-1' })));
    const { policy } = parsePolicy(`log ${log.key.vkey}\nquorum none\n`, nodeSuites);
    const verdict = verifyReceipt(text, policy, { suites: nodeSuites });
    expect(verdict).toMatchObject({ ok: true, issuer: 'known' });
    expect(verdict.receipt?.entry.suite).toBe('sm3-sm2');
    const changed = verifyReceipt(text.replace('"fen": 5', '"fen": 6'), policy, {
      suites: nodeSuites,
    });
    expect(changed.findings).toMatchObject([{ code: 'datum-mismatch' }]);
  });

  test('is audited, and a changed row is named', async () => {
    const sound = await verifyLog(journal.app, log);
    expect(sound).toMatchObject({ entries: 259 });
    expect(sound.broken).toBeUndefined();
    const [id = ''] = ids;
    const act = await journal.owner
      .selectFrom('journal.entry')
      .select('act')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await sql`alter table journal.entry disable trigger keep_leaf_index`.execute(journal.owner);
    const setAct = (text: string) =>
      sql`update journal.entry set act = ${text} where id = ${id}`.execute(journal.owner);
    await setAct(act.act.replace('"5.1"', '"5.2"'));
    expect((await verifyLog(journal.app, log)).broken).toMatchObject({
      row: id,
      what: 'act-differs',
    });
    await setAct(act.act);
  });

  test('keeps its suite: a key of the other one is refused', async () => {
    const foreign = await openLogKey(`${journal.home}/other`, log.origin);
    const again = { park: 'national', origin: log.origin, demo: true, at, key: foreign };
    await expect(ensureLog(journal.worker, again)).rejects.toThrow('of the suite sm3-sm2');
    await expect(openLogKey(journal.home, log.origin)).rejects.toThrow('not a signing key');
  });

  test('keeps its key in a file that is found again by its verifier key', async () => {
    const { origin, key } = log;
    const found = await findLogKey(journal.home, { origin, suite: 'sm3-sm2', vkey: key.vkey });
    expect(found?.vkey).toBe(key.vkey);
    expect(nodeSm3Sm2.verifierFrom(key.vkey)?.publicKey).toHaveLength(65);
    const elsewhere = await openLogKey(`${journal.home}/there`, origin, 'sm3-sm2');
    const unknown = { origin, suite: 'sm3-sm2', vkey: elsewhere.vkey } as const;
    expect(await findLogKey(journal.home, unknown)).toBeUndefined();
  });
});
