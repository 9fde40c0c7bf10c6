import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerAddCheckpoint,
  consistencyProof,
  formatAddCheckpoint,
  formatCheckpoint,
  hashLeaf,
  logSigner,
  mergeCosignatures,
  openNote,
  parseAddCheckpoint,
  parseWitnessedSize,
  signNote,
  treeHash,
  uintBytes,
  vkeyOf,
  witnessSigner,
  type AddCheckpoint,
  type SigningKey,
  type WitnessAnswer,
  type WitnessedLog,
  type WitnessRecord,
} from './index.ts';
import { seedOf, treeOf } from './testing/log.ts';
import { ed25519, ed25519Key } from './testing/suites.ts';

const { hash } = ed25519;
const log = ed25519Key('park.example/log', seedOf(1));
const witness = ed25519Key('witness.example/w1', seedOf(2));
const verifierOf = (key: SigningKey, kind: 'note' | 'cosignature') => {
  const verifier = ed25519.verifierFrom(vkeyOf(ed25519, key, kind));
  if (!verifier) throw new Error('no verifier');
  return verifier;
};
const cosigner = witnessSigner(ed25519, witness, 1_700_000_000);
const leaves = Array.from({ length: 64 }, (_, at) => hashLeaf(hash, uintBytes(at, 2)));
const { readHash } = treeOf(ed25519, leaves);
const rootAt = (size: number): Uint8Array => treeHash(hash, leaves.slice(0, size));

function checkpointAt(size: number, root = rootAt(size), key = log): string {
  const text = formatCheckpoint({ origin: log.name, size, root, extensions: [] });
  return signNote(text, [logSigner(ed25519, key)]);
}
function requestFor(oldSize: number, newSize: number): AddCheckpoint {
  const proof = consistencyProof(hash, { oldSize, newSize, readHash });
  return { oldSize, proof, checkpoint: checkpointAt(newSize) };
}
function ask(request: AddCheckpoint | string, latest?: WitnessRecord): WitnessAnswer {
  const known: WitnessedLog = { hash, verifiers: [verifierOf(log, 'note')] };
  const body = typeof request === 'string' ? request : formatAddCheckpoint(request);
  const logOf = ({ origin }: { origin: string }): WitnessedLog | undefined =>
    origin === log.name ? { ...known, ...(latest && { latest }) } : undefined;
  return answerAddCheckpoint(body, logOf, [cosigner]);
}
const recordAt = (size: number): WitnessRecord => ({ size, root: rootAt(size) });

describe('a witness', () => {
  it('cosigns every honest growth, and the log can use what it answers', () => {
    const sizes = fc.tuple(fc.nat(64), fc.nat(64));
    fc.assert(
      fc.property(sizes, ([one, other]) => {
        const [oldSize, newSize] = [Math.min(one, other), Math.max(one, other)];
        const latest = oldSize === 0 ? undefined : recordAt(oldSize);
        const answer = ask(requestFor(oldSize, newSize), latest);
        expect(answer).toMatchObject({ status: 200, record: recordAt(newSize) });
        const verifier = verifierOf(witness, 'cosignature');
        const merged = mergeCosignatures(checkpointAt(newSize), answer.body, [verifier]);
        expect(merged?.added).toHaveLength(1);
        expect(openNote(merged?.checkpoint ?? '', [verifier]).ok).toBe(true);
      }),
    );
  });

  it('refuses a fork: another history of the same log', () => {
    const forked = [...leaves.slice(0, 9), hashLeaf(hash, uintBytes(999, 2)), ...leaves.slice(10)];
    const other = treeOf(ed25519, forked);
    const proof = consistencyProof(hash, { oldSize: 20, newSize: 64, readHash: other.readHash });
    const checkpoint = checkpointAt(64, other.root);
    expect(ask({ oldSize: 20, proof, checkpoint }, recordAt(20)).status).toBe(422);
    const same = { oldSize: 64, proof: [], checkpoint };
    expect(ask(same, recordAt(64))).toMatchObject({ status: 409 });
  });

  it('refuses an old backup that was put back, and says how far the log had come', () => {
    const answer = ask(requestFor(10, 12), recordAt(30));
    expect(answer).toEqual({ status: 409, body: '30\n', contentType: 'text/x.tlog.size' });
    expect(parseWitnessedSize(answer.body)).toBe(30);
    expect(ask({ oldSize: 30, proof: [], checkpoint: checkpointAt(12) }, recordAt(30))).toEqual({
      status: 400,
      body: 'old size above checkpoint\n',
    });
  });

  it('answers a first request with a proof, unknown logs and foreign keys with a no', () => {
    const { proof } = requestFor(3, 7);
    expect(ask({ ...requestFor(0, 7), proof }).status).toBe(422);
    expect(ask(requestFor(3, 7)).status).toBe(409);
    const foreign = checkpointAt(7, rootAt(7), ed25519Key(log.name, seedOf(9)));
    expect(ask({ oldSize: 0, proof: [], checkpoint: foreign }).status).toBe(403);
    const text = formatCheckpoint({ ...recordAt(7), origin: 'other.example', extensions: [] });
    const other = signNote(text, [logSigner(ed25519, log)]);
    expect(ask({ oldSize: 0, proof: [], checkpoint: other }).status).toBe(404);
  });

  it.each([
    '',
    'old 0\n',
    'old 00\n\n',
    'new 0\n\n',
    'old -1\n\n',
    'old 0\nAAA\n\n',
    `old 1\n${'AAAA\n'.repeat(64)}\n`,
  ])('answers the malformed %j with 400', (head) => {
    expect(ask(`${head}${checkpointAt(7)}`).status).toBe(400);
  });
});

describe('a request', () => {
  it('is written and read back', () => {
    const request = requestFor(11, 53);
    expect(parseAddCheckpoint(formatAddCheckpoint(request))).toEqual(request);
    expect(parseAddCheckpoint(formatAddCheckpoint(requestFor(0, 5)))?.proof).toEqual([]);
  });

  it('is not written with more hashes than a witness reads', () => {
    const proof = Array.from({ length: 64 }, () => seedOf(1));
    expect(() => formatAddCheckpoint({ ...requestFor(1, 2), proof })).toThrow(RangeError);
  });
});

describe('the answer of a witness', () => {
  const checkpoint = checkpointAt(5);
  const verifier = verifierOf(witness, 'cosignature');

  it('is used only as far as known keys signed this checkpoint', () => {
    const other = ask(requestFor(0, 6));
    expect(mergeCosignatures(checkpoint, other.body, [verifier])?.added).toEqual([]);
    const good = ask(requestFor(0, 5));
    expect(mergeCosignatures(checkpoint, good.body, [])?.checkpoint).toBe(checkpoint);
    const asLog = verifierOf(log, 'note');
    const line = checkpoint.slice(checkpoint.indexOf('—'));
    expect(mergeCosignatures(checkpoint, line, [asLog])?.added).toEqual([]);
  });

  it.each(['', 'no signature\n', '\nother\n\n— a AAAAAAAA\n'])('may not be %j', (answer) => {
    expect(mergeCosignatures(checkpoint, answer, [verifier])?.added ?? []).toEqual([]);
  });

  it('names a size or nothing', () => {
    expect(parseWitnessedSize('0\n')).toBe(0);
    for (const body of ['', '5', '05\n', 'x\n']) expect(parseWitnessedSize(body)).toBeUndefined();
  });
});
