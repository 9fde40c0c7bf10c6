import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  encodeBase64,
  hashLeaf,
  parseCheckpoint,
  parseNote,
  parsePolicy,
  parseReceipt,
  parseTlogProof,
  tileWidth,
  treeHash,
  verifyInclusion,
  verifyReceipt,
  vkeyOf,
} from '#engines/ledger/index.ts';
import { seedOf } from '#engines/ledger/testing/log.ts';
import { ed25519Key } from '#engines/ledger/testing/suites.ts';
import { nodeSha256Ed25519 } from '#platform/journal/index.ts';
import { auditView, entryView, logView } from './model.ts';
import { evidenceFixture, evidenceNow, type EvidenceFixture } from './testing.ts';

const suites = [nodeSha256Ed25519];
const own = 'case/S-2026-000001-4';
let evidence: EvidenceFixture;
let filed = '';
let other = '';
let waiting = '';

beforeAll(async () => {
  evidence = await evidenceFixture();
  await evidence.addPark('empty');
  [filed = '', other = ''] = await evidence.write(
    {
      stream: own,
      act: { actor: 'user-7', node: 'station', clause: '5.1', outcome: { to: 'accept' } },
      data: [{ subject: 'person/user-7', payload: { phone: '13800000000', name: '示例人' } }],
    },
    { stream: 'case/S-2026-000002-2' },
    ...Array.from({ length: 298 }, (_, i) => ({ stream: `record/${String(i).padStart(4, '0')}` })),
  );
  await evidence.anchor();
  [waiting = ''] = await evidence.write({ stream: own, seq: 2, type: 'case.accepted' });
});
afterAll(() => evidence.close());

const entries = '/p/sample/api/entries';
const receipts = '/p/sample/api/receipts';

describe.each([
  ['an entry', entries],
  ['a receipt', receipts],
])('%s', (_, path) => {
  test('is 401 without a session', async () => {
    expect((await evidence.get(undefined, `${path}/${filed}`)).statusCode).toBe(401);
  });

  test('is 400 under what is no id', async () => {
    expect((await evidence.get('window-1', `${path}/first`)).statusCode).toBe(400);
  });

  test('is 403 for the applicant of another case, with the next step', async () => {
    const answer = await evidence.get('applicant-1', `${path}/${other}`);
    expect([answer.statusCode, answer.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'evidence.not_yours', next: expect.any(String) }),
    ]);
  });

  test('is 404 under an unknown id and in another park', async () => {
    const unknown = `${path}/${crypto.randomUUID()}`;
    const elsewhere = `${path}/${filed}`.replace('sample', 'empty');
    for (const url of [unknown, elsewhere]) {
      const answer = await evidence.get('window-1', url);
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'evidence.not_found']);
    }
  });

  test('is 200 for its applicant and for staff', async () => {
    for (const user of ['applicant-1', 'window-1']) {
      expect((await evidence.get(user, `${path}/${filed}`)).statusCode).toBe(200);
    }
  });
});

describe('the view of an entry', () => {
  test('says where it stands and names the file of its receipt after the case', async () => {
    const view = entryView.parse((await evidence.get('applicant-1', `${entries}/${filed}`)).json());
    expect(view).toMatchObject({
      entryId: filed,
      caseNumber: 'S-2026-000001-4',
      type: 'case.filed',
      at: evidenceNow,
      state: 'anchored',
      index: 0,
      fileName: 'S-2026-000001-4-1.receipt.json',
    });
    expect(JSON.parse(view.actJson ?? '')).toMatchObject({ actor: 'user-7', clause: '5.1' });
    expect(JSON.stringify(view)).not.toMatch(/13800000000|示例人/);
  });

  test('is pending without a place until a checkpoint covers it', async () => {
    const answer = await evidence.get('applicant-1', `${entries}/${waiting}`);
    expect(answer.json()).toMatchObject({ state: 'pending', index: null });
  });

  test('of another stream than a case has no case number', async () => {
    const [id] = await evidence.write({ stream: 'visit/v1' });
    const answer = await evidence.get('window-1', `${entries}/${id}`);
    expect(answer.json()).toMatchObject({ caseNumber: null, fileName: 'visit-v1-1.receipt.json' });
  });
});

describe('a receipt', () => {
  test('is saved under the case number and verifies under the published policy', async () => {
    const answer = await evidence.get('applicant-1', `${receipts}/${filed}`);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.headers['content-disposition']).toContain(
      'attachment; filename="S-2026-000001-4-1.receipt.json"',
    );
    const policyText = (await evidence.get(undefined, '/p/sample/log/policy')).body;
    const { policy } = parsePolicy(policyText, suites);
    const verdict = verifyReceipt(answer.body, policy, { suites });
    expect([verdict.ok, verdict.issuer, verdict.findings]).toEqual([true, 'known', []]);
  });

  test('opens the act and nothing that people wrote', async () => {
    const { body } = await evidence.get('applicant-1', `${receipts}/${filed}`);
    expect(parseReceipt(body)?.act.value.actor).toBe('user-7');
    expect(parseReceipt(body)?.data).toEqual([]);
    expect(body).not.toMatch(/13800000000|示例人/);
  });

  test('is refused by a verifier once a byte of it is changed', async () => {
    const { body } = await evidence.get('applicant-1', `${receipts}/${filed}`);
    const changed = body.replace('"5.1"', '"5.2"');
    expect(verifyReceipt(changed, undefined, { suites }).findings).toMatchObject([
      { code: 'act-mismatch' },
    ]);
  });

  test('is also given as a proof that a foreign tool reads', async () => {
    const answer = await evidence.get('applicant-1', `${receipts}/${filed}/proof`);
    expect(answer.headers['content-disposition']).toContain('S-2026-000001-4-1.tlog-proof');
    const proof = parseTlogProof(answer.body);
    const checkpoint = parseCheckpoint(parseNote(proof?.checkpoint ?? '')?.text ?? '');
    const entry = entryView.parse((await evidence.get('window-1', `${entries}/${filed}`)).json());
    const leafHash = hashLeaf(nodeSha256Ed25519.hash, Buffer.from(entry.entryJson));
    const claim = { leafHash, index: proof?.index ?? -1, proof: proof?.hashes ?? [] };
    const tree = { size: checkpoint?.size ?? 0, root: checkpoint?.root ?? new Uint8Array() };
    expect(verifyInclusion(nodeSha256Ed25519.hash, { ...claim, ...tree })).toBe(true);
    const others = await evidence.get('applicant-1', `${receipts}/${other}/proof`);
    expect(others.statusCode).toBe(403);
  });

  test('is 409 with the time to ask again while it is pending', async () => {
    const answer = await evidence.get('applicant-1', `${receipts}/${waiting}`);
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([
      409,
      'evidence.pending',
      '1',
    ]);
  });
});

describe('the published log', () => {
  const get = (path: string) => evidence.get(undefined, `/p/sample/log/${path}`);

  test('is described to everybody', async () => {
    const view = logView.parse((await evidence.get(undefined, '/p/sample/api/log')).json());
    expect(view).toMatchObject({ origin: evidence.origin, suite: 'sha256-ed25519', demo: true });
    expect(view.size).toBe(300);
    expect(view.pending).toBeGreaterThanOrEqual(1);
    expect(view.checkpointAt).toBe(evidenceNow);
    expect(view.policy).toContain(`log ${view.vkey}\n`);
  });

  test('has bundles and tiles from which a stranger computes the signed root', async () => {
    const full = (await get('tile/entries/000')).rawPayload;
    const partial = (await get(`tile/entries/001.p/${300 - tileWidth}`)).rawPayload;
    const leaves = [...entriesIn(full), ...entriesIn(partial)].map((entry) =>
      hashLeaf(nodeSha256Ed25519.hash, entry),
    );
    expect(leaves).toHaveLength(300);
    const root = encodeBase64(treeHash(nodeSha256Ed25519.hash, leaves));
    const note = (await get('checkpoint')).body;
    expect(note.split('\n').slice(0, 3)).toEqual([evidence.origin, '300', root]);
    const { rootBase64 } = (await evidence.get(undefined, '/p/sample/api/log')).json();
    expect(rootBase64).toBe(root);
    const tile = (await get('tile/0/000')).rawPayload;
    expect(tile.equals(Buffer.concat(leaves.slice(0, tileWidth)))).toBe(true);
  });

  test('lets full tiles be kept for ever, narrower ones not, a checkpoint never', async () => {
    const caching = async (path: string) => (await get(path)).headers['cache-control'];
    expect(await caching('tile/0/000')).toBe('public, max-age=31536000, immutable');
    expect(await caching('tile/entries/000')).toContain('immutable');
    expect(await caching('tile/0/001.p/44')).toBe('public, max-age=60');
    expect(await caching('checkpoint')).toBe('no-cache');
    expect((await get('tile/0/000')).headers['content-type']).toBe('application/octet-stream');
  });

  test.each([
    'tile/0/001',
    'tile/0/001.p/45',
    'tile/9/000',
    'tile/0/0000',
    'tile/0/0',
    'tile/1/001.p/1',
  ])('has no %s', async (path) => {
    const answer = await get(path);
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'evidence.no_tile']);
  });

  test('of a park where nothing happened has a policy, no checkpoint, no root', async () => {
    const view = (await evidence.get(undefined, '/p/empty/api/log')).json();
    expect(view).toMatchObject({ size: 0, rootBase64: null, checkpointAt: null, pending: 0 });
    const note = await evidence.get(undefined, '/p/empty/log/checkpoint');
    expect([note.statusCode, note.json().code]).toEqual([404, 'evidence.no_checkpoint']);
  });
});

describe('the audit of a page', () => {
  const path = '/p/sample/api/log/audit';

  test('is 401 without a session, 403 for an applicant and a window', async () => {
    expect((await evidence.post(undefined, path)).statusCode).toBe(401);
    for (const user of ['applicant-1', 'window-1']) {
      expect((await evidence.post(user, path)).statusCode).toBe(403);
    }
  });

  test('is 200 for the director and says how much holds', async () => {
    const answer = await evidence.post('director-1', path);
    expect(auditView.parse(answer.json())).toEqual({
      entries: 300,
      leaves: 300,
      ok: true,
      broken: null,
    });
  });
});

/** The entries of a bundle: each after its length in two bytes. */
function entriesIn(bundle: Buffer): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at)) {
    found.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
  }
  return found;
}

describe('a log whose quorum is missing', () => {
  test('says why a receipt is withheld, and since when, on every surface', async () => {
    const at = await evidenceFixture();
    const first = (await at.write({ stream: own }))[0] ?? '';
    await at.anchor();
    // A witness is asked for that never answers: the checkpoint is open again, and late.
    await sql`update journal.log set witnesses = ${unreachable}`.execute(at.owner);
    await sql`update journal.checkpoint
                 set settled_at = null, stored_at = '2026-01-02T03:04:05Z'`.execute(at.owner);
    const view = entryView.parse((await at.get('applicant-1', `${entries}/${first}`)).json());
    expect(view).toMatchObject({
      state: 'pending',
      withheld: { reason: 'quorum', since: '2026-01-02T03:04:05.000Z' },
    });
    const answer = await at.get('applicant-1', `${receipts}/${first}`);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'evidence.quorum_missing']);
    expect(answer.json().detail).toContain('since 2026-01-02T03:04:05.000Z');
    expect(answer.headers['retry-after']).toBe('60');
    const log = logView.parse((await at.get(undefined, '/p/sample/api/log')).json());
    expect(log).toMatchObject({ size: 0, pending: 1, withheld: { reason: 'quorum' } });
    expect(log.witnesses).toMatchObject([{ name: 'peer', size: 0 }]);
    expect(log.policy).toContain('quorum peer');
    // The window stays open.
    expect(await at.write({ stream: own, seq: 2, type: 'case.accepted' })).toHaveLength(1);
    const roots = await at.get(undefined, '/p/sample/log/timestamp-roots');
    expect([roots.statusCode, roots.json().code]).toEqual([404, 'evidence.no_roots']);
    await at.close();
  });
});

const peer = ed25519Key('peer.example/w', seedOf(3));
const vkey = vkeyOf(nodeSha256Ed25519, peer, 'cosignature');
const unreachable = `witness peer ${vkey} http://127.0.0.1:9/\nquorum peer\n`;
