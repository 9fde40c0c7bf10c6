import { describe, expect, test } from 'vitest';
import { buildEntry, canonicalJson, saltBytes } from '#engines/ledger/index.ts';
import { auditHasher } from './audit-hash.ts';
import type { AuditRow } from './audit-page.ts';
import { checkRow } from './audit-row.ts';
import { sealEntry } from './sealing.ts';
import { nodeSha256Ed25519 as suite } from './suites.ts';
import { sampleEntry } from './testing.ts';

const origin = 'north.example/log';
const log = { origin, suite, hasher: auditHasher(suite.name) };
const payload = { 名称: '甲', amountFen: 100 };
const entry = {
  ...sampleEntry({ data: [{ subject: 'party/1', payload }] }),
  id: '01a200c6-919b-7000-9525-56464e02b770',
};

/** The row of a sealed entry as the audit reads it. */
function rowOf(sealed: ReturnType<typeof sealEntry>): AuditRow {
  const { data, at, ...rest } = sealed;
  return {
    ...rest,
    at: `${at.slice(0, 10)} ${at.slice(11, -1)}+00`,
    leafIndex: 0,
    data: data.map((datum, ordinal) => ({ ordinal, ...datum })),
  };
}

const toOther = (row: AuditRow): AuditRow => ({
  ...row,
  data: row.data.map((datum) => ({ ...datum, subject: 'party/2' })),
});

describe('the row of a datum', () => {
  test('holds as it was sealed, and not when it is given to another subject', () => {
    const row = rowOf(sealEntry({ origin, suite }, entry));
    expect(checkRow(log, row)).toBeUndefined();
    expect(checkRow(log, toOther(row))).toMatchObject({ what: 'datum-differs' });
  });

  test('of a first release, which commits to the payload alone, holds still', () => {
    const sealed = sealEntry({ origin, suite }, entry);
    const salt = new Uint8Array(saltBytes).fill(3);
    const { id, type, at, stream, seq } = entry;
    const built = buildEntry(suite.hash, {
      ...{ suite: suite.name, log: origin, id, type, at },
      act: { salt: sealed.actSalt, value: { ...entry.act, stream, seq } },
      data: [{ salt, value: payload }],
    });
    const data = [{ subject: 'party/1', payload: canonicalJson(payload), salt }];
    const row = rowOf({ ...sealed, entry: built.canonical, data });
    expect(checkRow(log, row)).toBeUndefined();
    const changed = [{ ...data[0]!, payload: canonicalJson({ 名称: '乙' }) }];
    expect(
      checkRow(log, rowOf({ ...sealed, entry: built.canonical, data: changed })),
    ).toMatchObject({ what: 'datum-differs', column: 'payload' });
  });
});
