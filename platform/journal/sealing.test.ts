import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildEntry,
  checkAct,
  checkDatum,
  parseEntry,
  type Act as LedgerAct,
  type JsonValue,
} from '#engines/ledger/index.ts';
import { sealEntry, subjectsPerEntryMax } from './sealing.ts';
import { nodeSha256Ed25519 as suite } from './suites.ts';
import { sampleEntry } from './testing.ts';

const log = { origin: 'north.example/log', suite };
const id = '01a200c6-919b-7000-9525-56464e02b770';
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
// A canonical value survives JSON; jsonValue() may hold -0, which does not.
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)));

describe('sealEntry', () => {
  test('makes what the engine makes of the same salts, byte for byte', () => {
    const events = fc.record({
      stream: text,
      seq: fc.integer({ min: 1, max: 1_000_000 }),
      type: text,
      act: fc.record(
        { actor: text, outcome: json, bundle: text, clause: text, mandate: text, node: text },
        { requiredKeys: ['actor', 'outcome'] },
      ),
      data: fc.array(fc.record({ subject: text, payload: json }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(events, (event) => {
        const entry = { ...sampleEntry(event), id };
        const sealed = sealEntry(log, entry);
        const act: LedgerAct = { stream: event.stream, seq: event.seq, ...event.act };
        const built = buildEntry(suite.hash, {
          ...{ suite: suite.name, log: log.origin, id, type: event.type, at: entry.at },
          act: { salt: sealed.actSalt, value: act },
          data: sealed.data.map(({ salt, subject }, at) => ({
            salt,
            // As many as were given.
            value: { subject, value: event.data[at]?.payload as JsonValue },
          })),
        });
        expect(sealed.entry).toBe(built.canonical);
        const parsed = parseEntry(sealed.entry);
        if (!parsed) throw new Error('the engine cannot read the entry');
        const opened = JSON.parse(sealed.act) as LedgerAct;
        expect(checkAct(suite.hash, parsed, { salt: sealed.actSalt, value: opened })).toBe(true);
        for (const [position, { salt, subject, payload }] of sealed.data.entries()) {
          const value = { subject, value: JSON.parse(payload) as JsonValue };
          expect(checkDatum(suite.hash, parsed, { position, salt, value })).toBe(true);
          const swapped = { ...value, subject: `${subject}x` };
          expect(checkDatum(suite.hash, parsed, { position, salt, value: swapped })).toBe(false);
        }
      }),
    );
  });

  test('no salt is used twice and none is all zeroes', () => {
    const data = [1, 2, 3].map((payload) => ({ subject: 's', payload }));
    const salts = Array.from({ length: 200 }, () => {
      const sealed = sealEntry(log, { ...sampleEntry({ data }), id });
      return [sealed.actSalt, ...sealed.data.map((datum) => datum.salt)];
    }).flat();
    const texts = salts.map((salt) => Buffer.from(salt).toString('hex'));
    expect(new Set(texts).size).toBe(800);
    expect(texts).not.toContain('00'.repeat(32));
  });

  test.each([
    [{ seq: 0 }, 'no place'],
    [{ seq: 1.5 }, 'no place'],
    [{ stream: '' }, 'needs a stream'],
    [{ at: '2026-09-18T10:00:00+08:00' }, 'not an instant'],
    [{ id: 'x' }, 'not a UUID'],
    [{ act: { actor: 'u', outcome: Number.NaN } }, 'not finite'],
    [
      {
        data: Array.from({ length: subjectsPerEntryMax + 1 }, () => ({ subject: 's', payload: 1 })),
      },
      'too many subjects',
    ],
  ])('an entry that cannot be is refused before it is written (%#)', (given, reason) => {
    expect(() => sealEntry(log, { ...sampleEntry(), id, ...given })).toThrow(reason);
  });
});
