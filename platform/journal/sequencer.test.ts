import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  consistencyNodes,
  consistencyProof,
  formatReceipt,
  hashLeaf,
  encodeUtf8,
  openNote,
  parseCheckpoint,
  treeHash,
  verifyConsistency,
  verifyReceipt,
} from '#engines/ledger/index.ts';
import { inPark } from '#platform/db/index.ts';
import { append } from './append.ts';
import { anchoringOf, receiptParts } from './receipt.ts';
import { sequence } from './sequencer.ts';
import { nodeSha256Ed25519 as suite } from './suites.ts';
import { journalFixture, sampleEntry, type JournalFixture } from './testing.ts';
import { readNodeHashes } from './tiles.ts';

let journal: JournalFixture;
beforeAll(async () => {
  journal = await journalFixture();
});
afterAll(() => journal.close());

const at = '2026-09-18T02:00:01.000Z';

/** A park of its own, so that sizes are known. */
async function park(name: string) {
  const log = await journal.addPark(name);
  const add = (streams: string[]) =>
    inPark(journal.app, name, (tx) =>
      append(
        tx,
        streams.map((stream) => sampleEntry({ stream })),
      ),
    );
  const round = (holder = 'a') => sequence(journal.worker, { ...log, holder, at });
  const checkpoints = () =>
    journal.owner
      .selectFrom('journal.checkpoint')
      .selectAll()
      .where('park_id', '=', name)
      .orderBy('size')
      .execute();
  const entries = () =>
    journal.owner
      .selectFrom('journal.entry')
      .select(['id', 'stream', 'entry', 'leaf_index'])
      .where('park_id', '=', name)
      .orderBy('leaf_index')
      .execute();
  return { ...log, add, round, checkpoints, entries };
}

const numbered = (count: number, prefix = 'case') =>
  Array.from({ length: count }, (_, i) => `${prefix}/${String(i).padStart(5, '0')}`);

describe('sequence', () => {
  test('places pending entries in the order of stream and seq and signs their tree', async () => {
    const p = await park('order');
    await p.add(['case/c', 'case/a', 'case/b']);
    expect(await p.round()).toEqual({ assigned: 3, signedSize: 3 });
    const entries = await p.entries();
    expect(entries.map((e) => [e.leaf_index, e.stream])).toEqual([
      [0, 'case/a'],
      [1, 'case/b'],
      [2, 'case/c'],
    ]);
    const [checkpoint] = await p.checkpoints();
    const verifier = suite.verifierFrom(p.key.vkey);
    const opened = openNote(checkpoint?.note ?? '', verifier ? [verifier] : []);
    const leaves = entries.map((e) => hashLeaf(suite.hash, encodeUtf8(e.entry)));
    expect(opened.ok && parseCheckpoint(opened.text)).toEqual({
      origin: 'order.example/log',
      size: 3,
      root: treeHash(suite.hash, leaves),
      extensions: [],
    });
  });

  test('an idle log is not signed again', async () => {
    const p = await park('idle');
    expect(await p.round()).toEqual({ assigned: 0 });
    await p.add(['case/1']);
    await p.round();
    expect(await p.round()).toEqual({ assigned: 0 });
    expect(await p.checkpoints()).toHaveLength(1);
  });

  test('grows over tiles to the root of the whole tree, each checkpoint continuing the last', async () => {
    const p = await park('grow');
    for (const [place, count] of [1, 254, 1, 1, 255, 400].entries()) {
      await p.add(numbered(count, `round-${place}`));
      await p.round();
    }
    const leaves = (await p.entries()).map((e) => hashLeaf(suite.hash, encodeUtf8(e.entry)));
    const checkpoints = await p.checkpoints();
    expect(checkpoints.map((c) => c.size)).toEqual([1, 255, 256, 257, 512, 912]);
    for (const { size, root } of checkpoints) {
      expect(new Uint8Array(root)).toEqual(treeHash(suite.hash, leaves.slice(0, size)));
    }
    const [oldOne, newOne] = [checkpoints[1], checkpoints[5]];
    if (!oldOne || !newOne) throw new Error('checkpoints are missing');
    const sizes = { oldSize: oldOne.size, newSize: newOne.size };
    const readHash = await inPark(journal.app, 'grow', (tx) =>
      readNodeHashes(
        tx,
        { log: p.origin, size: newOne.size, hash: suite.hash },
        consistencyNodes(oldOne.size, newOne.size),
      ),
    );
    const proof = consistencyProof(suite.hash, { ...sizes, readHash });
    const roots = { oldRoot: new Uint8Array(oldOne.root), newRoot: new Uint8Array(newOne.root) };
    expect(verifyConsistency(suite.hash, { ...sizes, ...roots, proof })).toBe(true);
  });

  test('a double start cannot fork: every index once, one checkpoint a size, no gap', async () => {
    const p = await park('double');
    const rounds: Promise<unknown>[] = [];
    for (let i = 0; i < 6; i += 1) {
      await p.add(numbered(20, `r${i}`));
      rounds.push(p.round('a'), p.round('b'), p.round('a'));
    }
    await Promise.all(rounds);
    await sql`update journal.log set lease_until = null, lease_holder = null`.execute(
      journal.owner,
    );
    await p.round('b');
    const indices = (await p.entries()).map((e) => e.leaf_index);
    expect(indices).toEqual(Array.from({ length: 120 }, (_, i) => i));
    const sizes = (await p.checkpoints()).map((c) => c.size);
    expect(new Set(sizes).size).toBe(sizes.length);
    expect(sizes.at(-1)).toBe(120);
  });

  test('a second holder waits for the lease of the first', async () => {
    const p = await park('lease');
    await p.add(['case/1']);
    await p.round('a');
    await p.add(['case/2']);
    expect(await p.round('b')).toEqual({ assigned: 0 });
    await sql`update journal.log set lease_until = now() - interval '1 s'`.execute(journal.owner);
    expect(await p.round('b')).toEqual({ assigned: 1, signedSize: 2 });
  });

  test('a place in the log is given once, also to the worker', async () => {
    const p = await park('once');
    await p.add(['case/1']);
    await p.round();
    const moved = inPark(journal.worker, 'once', (tx) =>
      sql`update journal.entry set leaf_index = 7`.execute(tx),
    );
    await expect(moved).rejects.toThrow('given once');
  });
});

describe('receipt', () => {
  test('is pending until a checkpoint covers the entry, then verifies offline', async () => {
    const p = await park('receipt');
    await p.add(numbered(300));
    const [mine] = await inPark(journal.app, 'receipt', (tx) =>
      append(tx, [
        sampleEntry({ stream: 'case/mine', data: [{ subject: 'firm-1', payload: { fen: 5 } }] }),
      ]),
    );
    const id = mine?.id ?? '';
    const inApp = <T>(work: Parameters<typeof inPark<T>>[2]) =>
      inPark(journal.app, 'receipt', work);
    expect(await inApp((tx) => anchoringOf(tx, id))).toEqual({ state: 'pending' });
    await expect(inApp((tx) => receiptParts(tx, id))).rejects.toThrow('journal.pending');
    await p.round();
    expect(await inApp((tx) => anchoringOf(tx, id))).toMatchObject({ state: 'anchored' });
    const receipt = await inApp((tx) => receiptParts(tx, id, { subject: 'firm-1' }));
    const text = formatReceipt(receipt);
    expect(text).toContain('"fen"');
    const verdict = verifyReceipt(text, undefined, { suites: [suite] });
    expect(verdict).toMatchObject({ ok: true, issuer: 'unknown', findings: [] });
  });

  test('of an unknown entry is refused', async () => {
    await park('nothing');
    const id = '00000000-0000-7000-8000-000000000000';
    const asked = inPark(journal.app, 'nothing', (tx) => receiptParts(tx, id));
    await expect(asked).rejects.toMatchObject({ code: 'journal.entry_not_found', status: 404 });
  });
});
