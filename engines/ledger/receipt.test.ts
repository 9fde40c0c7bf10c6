import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeUtf8,
  encodeUtf8,
  formatReceipt,
  formatTlogProof,
  isDemonstrationLog,
  logSigner,
  parsePolicy,
  parseReceipt,
  parseTlogProof,
  receiptStatement,
  signNote,
  verifyReceipt,
  parseNote,
  type Policy,
  type Receipt,
  type ReceiptVerdict,
} from './index.ts';
import { policyOf, receiptOf, seedOf, witnessedAt, type TestLog } from './testing/log.ts';
import { ed25519, ed25519Key, sm, sm2Key } from './testing/suites.ts';

const parts: TestLog = {
  suite: ed25519,
  log: ed25519Key('park.example/log', seedOf(1)),
  witness: ed25519Key('witness.example/w1', seedOf(2)),
};
const smParts: TestLog = {
  suite: sm,
  log: sm2Key('park.example/log', seedOf(1)),
  witness: sm2Key('witness.example/w1', seedOf(2)),
};
const crypto = { suites: [ed25519, sm] };

function policyFrom(text: string): Policy {
  const { policy } = parsePolicy(text, crypto.suites);
  if (!policy) throw new Error('policy has findings');
  return policy;
}

const policy = policyFrom(policyOf(parts));
const text = receiptOf(parts, { index: 37, size: 100 });
const judge = (receipt: string, by: Policy | undefined = policy): ReceiptVerdict =>
  verifyReceipt(receipt, by, crypto);
const codes = (verdict: ReceiptVerdict): string[] => verdict.findings.map((each) => each.code);

function parsed(): Receipt {
  const receipt = parseReceipt(text);
  if (!receipt) throw new Error('receipt does not parse');
  return receipt;
}
const changed = (change: Partial<Receipt>): string => formatReceipt({ ...parsed(), ...change });

describe.each([parts, smParts])('a receipt of a log under $suite.name', (of) => {
  const receipt = receiptOf(of, { index: 4, size: 11 });

  it('passes under the policy that names its log and witness', () => {
    const verdict = judge(receipt, policyFrom(policyOf(of)));
    expect(verdict).toMatchObject({ ok: true, issuer: 'known', findings: [] });
    expect(verdict.cosigners).toEqual([{ name: 'peer', seconds: witnessedAt }]);
    expect(verdict.receipt?.data).toHaveLength(1);
  });

  it('says integrity only when there is no policy', () => {
    const verdict = verifyReceipt(receipt, undefined, crypto);
    expect(verdict).toMatchObject({ ok: true, issuer: 'unknown', cosigners: [] });
  });

  it('is refused where its suite is not known', () => {
    const verdict = verifyReceipt(receipt, undefined, { suites: [] });
    expect(codes(verdict)).toEqual(['suite-unknown']);
  });
});

describe('a receipt that was tampered with', () => {
  it('is refused after any single bit flips', () => {
    const bytes = encodeUtf8(text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const flipped = bytes.slice();
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        const decoded = decodeUtf8(flipped);
        expect(decoded !== undefined && judge(decoded).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  /** All that a receipt says, without the signature lines of its checkpoint. */
  const provedBy = (receipt: string): string => {
    const { proof, ...rest } = parseReceipt(receipt) ?? {};
    const checkpoint = proof && parseNote(proof.checkpoint)?.text;
    return JSON.stringify({ ...rest, proof: { ...proof, checkpoint } });
  };

  it('is refused after any of a thousand edits', () => {
    const places = fc.tuple(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 40 }));
    const copies = fc.tuple(fc.nat(text.length), fc.nat(400), fc.nat(text.length));
    const edits = fc.oneof(
      places.map(([at, drop, put]) => text.slice(0, at) + put + text.slice(at + drop)),
      copies.map(([from, length, to]) => {
        const piece = text.slice(from, from + length);
        return text.slice(0, to) + piece + text.slice(to + length);
      }),
      fc.tuple(fc.nat(9), fc.nat(9), fc.nat(60)).map(([digit, other, nth]) => {
        let seen = 0;
        return text.replaceAll(String(digit), (found) => {
          seen += 1;
          return seen === nth ? String(other) : found;
        });
      }),
    );
    fc.assert(
      fc.property(edits, (edited) => {
        fc.pre(edited !== text);
        // A copied signature line may be one of an unknown key: it changes nothing that is proved.
        expect(judge(edited).ok && provedBy(edited) !== provedBy(text)).toBe(false);
      }),
      { numRuns: 1000, maxSkipsPerRun: 10_000 },
    );
  });

  it('is refused under SM3 and SM2 as well', () => {
    const smText = receiptOf(smParts, { index: 2, size: 5 });
    const smPolicy = policyFrom(policyOf(smParts));
    fc.assert(
      fc.property(fc.nat(smText.length - 1), fc.constantFrom('A', '0', 'x'), (at, letter) => {
        fc.pre(smText[at] !== letter);
        const edited = smText.slice(0, at) + letter + smText.slice(at + 1);
        expect(judge(edited, smPolicy).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('says what does not hold', () => {
    const { entry, act, proof } = parsed();
    const [datum] = parsed().data;
    if (!datum) throw new Error('receipt has no data');
    expect(codes(judge(changed({ entry: { ...entry, id: 'other' } })))).toEqual(['not-included']);
    const otherAct = { ...act, value: { ...act.value, clause: '5.5' } };
    expect(codes(judge(changed({ act: otherAct })))).toEqual(['act-mismatch']);
    const otherDatum = { ...datum, value: { subject: 'party-2', value: 1 } };
    expect(codes(judge(changed({ data: [otherDatum] })))).toEqual(['datum-mismatch']);
    expect(codes(judge(changed({ proof: { ...proof, index: 38 } })))).toEqual(['not-included']);
    const withoutWitness = proof.checkpoint.split('\n').slice(0, -2).join('\n');
    const alone = changed({ proof: { ...proof, checkpoint: `${withoutWitness}\n` } });
    expect(codes(judge(alone))).toEqual(['quorum-missing']);
  });
});

describe('trust', () => {
  const foreign: TestLog = { ...parts, log: ed25519Key('park.example/log', seedOf(99)) };

  it('refuses a receipt that is sound in itself but made under a foreign key', () => {
    const verdict = judge(receiptOf(foreign, { index: 37, size: 100 }));
    expect(verdict).toMatchObject({ ok: false, issuer: 'unknown' });
    expect(codes(verdict)).toEqual(['foreign-issuer']);
  });

  it('refuses an entry of another log under this log’s checkpoint', () => {
    const other = { ...parts, log: { ...parts.log, name: 'other.example/log' } };
    const elsewhere = parseReceipt(receiptOf(other, { index: 37, size: 100 }));
    const text2 = formatReceipt({ ...parsed(), entry: elsewhere?.entry ?? parsed().entry });
    expect(codes(judge(text2))).toContain('log-mismatch');
  });

  it('refuses a tree of one suite under a trusted key of another', () => {
    const note = parseNote(receiptOfSm.proof.checkpoint);
    const resigned = signNote(note?.text ?? '', [logSigner(ed25519, parts.log)]);
    const proof = { ...receiptOfSm.proof, checkpoint: resigned };
    const loose = policyFrom(`${policyOf(parts).split('\n')[0]}\nquorum none`);
    const verdict = judge(formatReceipt({ ...receiptOfSm, proof }), loose);
    expect(codes(verdict)).toEqual(['foreign-issuer']);
  });
  const receiptOfSm = parseReceipt(receiptOf(smParts, { index: 1, size: 3 })) ?? parsed();

  it('opens nothing that was left closed', () => {
    const closed = changed({ data: [] });
    expect(judge(closed)).toMatchObject({ ok: true, issuer: 'known' });
    expect(closed).not.toContain('某企业');
  });
});

describe('the form of a receipt', () => {
  it('is written back to the byte', () => {
    expect(formatReceipt(parsed())).toBe(text);
    expect(decodeUtf8(encodeUtf8(text))).toBe(text);
  });

  it('carries the limits of what it proves, word for word', () => {
    expect(text).toContain(receiptStatement['zh-CN']);
    expect(parseReceipt(text.replace('仅证明', '证明'))).toBeUndefined();
  });

  it('refuses another layout, more members, and members twice', () => {
    const value: unknown = JSON.parse(text);
    expect(parseReceipt(JSON.stringify(value))).toBeUndefined();
    expect(parseReceipt(text.replace('{\n', '{\n  "extra": 1,\n'))).toBeUndefined();
    expect(parseReceipt(text.replace('"act":', '"act": 1,\n  "act":'))).toBeUndefined();
    expect(parseReceipt(`${text}\n`)).toBeUndefined();
    expect(parseReceipt('')).toBeUndefined();
  });

  it('holds a proof that other tools read', () => {
    const { proof } = parsed();
    const written = formatTlogProof({ ...proof, extra: Uint8Array.of(1, 2) });
    expect(written.startsWith('c2sp.org/tlog-proof@v1\nextra AQI=\nindex 37\n')).toBe(true);
    expect(parseTlogProof(written)).toEqual({ ...proof, extra: Uint8Array.of(1, 2) });
    expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
  });

  it.each([
    ['c2sp.org/tlog-proof@v1', 'c2sp.org/tlog-proof@v2'],
    ['index 37', 'index 037'],
    ['index 37', 'index -1'],
    ['index 37', 'extra !\nindex 37'],
    ['index 37\n', ''],
    ['index 37\n', 'index 37\nshort\n'],
    ['\n\n', '\n'],
  ])('refuses a proof with %j replaced by %j', (found, put) => {
    expect(parseTlogProof(formatTlogProof(parsed().proof).replace(found, put))).toBeUndefined();
  });
});

describe('timestamps', () => {
  const stamped = (): string => changed({ timestamps: [Uint8Array.of(1), Uint8Array.of(2)] });

  it('are reported as not checked where nothing can check them', () => {
    expect(judge(stamped())).toMatchObject({ ok: true, timestamps: [], uncheckedTimestamps: 2 });
  });

  it('are given the text of the checkpoint, and refuse the receipt when they do not hold', () => {
    const timestampOf = (token: Uint8Array, message: Uint8Array): number | undefined =>
      token[0] === 1 && decodeUtf8(message)?.startsWith('park.example/log\n100\n') ? 5 : undefined;
    const verdict = verifyReceipt(stamped(), policy, { ...crypto, timestampOf });
    expect(verdict).toMatchObject({ ok: false, timestamps: [5], uncheckedTimestamps: 0 });
    expect(verdict.findings).toEqual([{ code: 'timestamp-bad', values: { count: 1 } }]);
  });
});

describe('demonstration logs', () => {
  it('are known by the last part of their origin', () => {
    expect(isDemonstrationLog('park.example/demo')).toBe(true);
    expect(isDemonstrationLog('park.example/log')).toBe(false);
    expect(isDemonstrationLog('demo.example/log')).toBe(false);
  });
});
