import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildEntry,
  CanonicalError,
  canonicalJson,
  checkAct,
  checkDatum,
  commitmentOf,
  concatBytes,
  encodeBase64,
  encodeUtf8,
  entrySubjectLimit,
  hashLeaf,
  isAct,
  parseEntry,
  type Act,
  type EntryDraft,
} from './index.ts';
import { seedOf } from './testing/log.ts';
import { sha256, sm3 } from './testing/suites.ts';

const act: Act = {
  stream: 'case/X-1',
  seq: 3,
  clause: '5.4',
  actor: 'post-7',
  outcome: { to: 'end' },
};
const draft: EntryDraft = {
  suite: 'sha256-ed25519',
  log: 'park.example/log',
  id: '0192-1',
  type: 'case.closed',
  at: '2026-09-18T09:30:00.000Z',
  act: { salt: seedOf(1), value: act },
  data: [
    { salt: seedOf(2), value: { subject: 'a', value: { name: '甲' } } },
    { salt: seedOf(3), value: { subject: 'b', value: { name: '乙' } } },
  ],
};
const { entry, canonical, bytes, leafHash } = buildEntry(sha256, draft);

describe('building an entry', () => {
  it('publishes commitments and nothing of what they hide', () => {
    expect(Object.keys(JSON.parse(canonical)).sort()).toEqual(
      ['act', 'at', 'data', 'id', 'log', 'suite', 'type', 'v'].sort(),
    );
    for (const hidden of ['甲', 'post-7', 'case/X-1', '5.4'])
      expect(canonical).not.toContain(hidden);
  });

  it('commits to salt and canonical JSON, and hashes the canonical text as leaf', () => {
    const committed = sha256(concatBytes(seedOf(1), encodeUtf8(canonicalJson(act))));
    expect(entry.act).toBe(encodeBase64(committed));
    expect(leafHash).toEqual(hashLeaf(sha256, encodeUtf8(canonical)));
    expect(bytes).toEqual(encodeUtf8(canonical));
    expect(parseEntry(canonical)).toEqual(entry);
  });

  it('hides equal data behind different salts', () => {
    const value = { subject: 'a', value: 1 };
    const one = commitmentOf(sha256, { salt: seedOf(1), value });
    expect(one).not.toEqual(commitmentOf(sha256, { salt: seedOf(2), value }));
    expect(one).not.toEqual(commitmentOf(sm3, { salt: seedOf(1), value }));
  });

  it('fits into a bundle with as many subjects as the limit allows', () => {
    const datum = { salt: seedOf(4), value: null };
    const data = Array.from({ length: entrySubjectLimit }, () => datum);
    expect(buildEntry(sha256, { ...draft, data }).entry.data).toHaveLength(entrySubjectLimit);
    expect(() => buildEntry(sha256, { ...draft, data: [...data, datum] })).toThrow(RangeError);
  });

  it.each([
    { at: '2026-09-18' },
    { at: '2026-09-18T09:30:00Z' },
    { id: '' },
    { log: '' },
    { type: '' },
    { id: 'x'.repeat(70_000) },
    { act: { salt: new Uint8Array(31), value: act } },
    { act: { salt: seedOf(1), value: { ...act, seq: -1 } } },
    { act: { salt: seedOf(1), value: { ...act, stream: '' } } },
  ])('refuses the malformed part %#', (part) => {
    expect(() => buildEntry(sha256, { ...draft, ...part })).toThrow(RangeError);
  });

  it('refuses what canonical JSON cannot say', () => {
    const value = { ...act, outcome: Number.NaN };
    const broken = { ...draft, act: { salt: seedOf(1), value } };
    expect(() => buildEntry(sha256, broken)).toThrow(CanonicalError);
  });
});

describe('opening a commitment', () => {
  it('accepts the act and each datum at its place', () => {
    expect(checkAct(sha256, entry, draft.act)).toBe(true);
    draft.data.forEach((datum, position) => {
      expect(checkDatum(sha256, entry, { ...datum, position })).toBe(true);
      expect(checkDatum(sha256, entry, { ...datum, position: 1 - position })).toBe(false);
      expect(checkDatum(sha256, entry, { ...datum, position: 2 })).toBe(false);
    });
  });

  it('refuses any other act, salt or hash', () => {
    const { salt } = draft.act;
    const others: Act[] = [
      { ...act, seq: 4 },
      { ...act, clause: null },
      { ...act, node: null },
      { ...act, outcome: { to: 'End' } },
    ];
    for (const value of others) expect(checkAct(sha256, entry, { salt, value })).toBe(false);
    expect(checkAct(sha256, entry, { salt: seedOf(9), value: act })).toBe(false);
    expect(checkAct(sha256, entry, { salt: new Uint8Array(), value: act })).toBe(false);
    expect(checkAct(sm3, entry, draft.act)).toBe(false);
  });

  it('binds every value: another value never opens', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        fc.pre(canonicalJson(one) !== canonicalJson(other));
        const data = [{ salt: seedOf(8), value: JSON.parse(canonicalJson(one)) }];
        const built = buildEntry(sha256, { ...draft, data }).entry;
        const opened = { salt: seedOf(8), position: 0 };
        expect(checkDatum(sha256, built, { ...opened, value: data[0]?.value })).toBe(true);
        const swapped = JSON.parse(canonicalJson(other));
        expect(checkDatum(sha256, built, { ...opened, value: swapped })).toBe(false);
      }),
    );
  });
});

describe('reading an entry', () => {
  it.each([
    canonicalJson({ ...entry, v: 2 }),
    canonicalJson({ ...entry, suite: 'md5' }),
    canonicalJson({ ...entry, more: 1 }),
    canonicalJson({ ...entry, at: undefined }),
    canonicalJson({ ...entry, act: 'no base 64' }),
    canonicalJson({ ...entry, data: [1] }),
    canonicalJson({ ...entry, data: {} }),
    ` ${canonical}`,
    'null',
    '',
  ])('refuses %s', (text) => {
    expect(parseEntry(text)).toBeUndefined();
  });

  it('knows an act by its members', () => {
    const { stream, seq, outcome } = act;
    expect(isAct({ stream, seq, outcome })).toBe(true);
    expect(isAct({ stream, seq, outcome, node: null, mandate: null })).toBe(true);
    expect(isAct({ stream, seq })).toBe(false);
    expect(isAct({ stream, seq: 1.5, outcome })).toBe(false);
    expect(isAct({ stream, seq, outcome, clause: 5 })).toBe(false);
    expect(isAct({ stream, seq, outcome, phone: '1' })).toBe(false);
    expect(isAct([])).toBe(false);
    expect(isAct(null)).toBe(false);
  });
});
