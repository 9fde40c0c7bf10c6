import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concatBytes,
  decodeBase64,
  decodeBase64Url,
  decodeHex,
  decodeUtf8,
  encodeBase64,
  encodeBase64Url,
  encodeHex,
  encodeUtf8,
  equalBytes,
  readUint,
  uintBytes,
} from './index.ts';

const bytes = fc.uint8Array({ maxLength: 200 });
const text = fc.string({ unit: 'binary', maxLength: 200 });

describe('UTF-8', () => {
  it('writes what the platform writes and reads it back', () => {
    fc.assert(
      fc.property(text, (given) => {
        const encoded = encodeUtf8(given);
        expect([...encoded]).toEqual([...new TextEncoder().encode(given)]);
        expect(decodeUtf8(encoded)).toBe(given);
      }),
    );
  });

  it('accepts and refuses the same bytes as a fatal decoder', () => {
    const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const near = fc.array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xf0, 0xf4));
    fc.assert(
      fc.property(fc.oneof(bytes, near), (given) => {
        const input = Uint8Array.from(given);
        let expected: string | undefined;
        try {
          expected = fatal.decode(input);
        } catch {
          expected = undefined;
        }
        expect(decodeUtf8(input)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('reads long texts in chunks', () => {
    const long = '规矩𠮷'.repeat(5000);
    expect(decodeUtf8(encodeUtf8(long))).toBe(long);
  });

  it('refuses to replace a lone surrogate', () => {
    expect(() => encodeUtf8('a\ud800b')).toThrow(RangeError);
  });
});

describe('base 64 and base 16', () => {
  it('agree with the platform and read back', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const peer = Buffer.from(given);
        expect(encodeBase64(given)).toBe(peer.toString('base64'));
        expect(encodeBase64Url(given)).toBe(peer.toString('base64url'));
        expect(encodeHex(given)).toBe(peer.toString('hex'));
        expect(decodeBase64(encodeBase64(given))).toEqual(given);
        expect(decodeBase64Url(encodeBase64Url(given))).toEqual(given);
        expect(decodeHex(encodeHex(given))).toEqual(given);
      }),
    );
  });

  it('give a byte string one text only', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('AQgw/+-_=9 ')) }), (given) => {
        const [read, readUrl] = [decodeBase64(given), decodeBase64Url(given)];
        expect(read === undefined ? given : encodeBase64(read)).toBe(given);
        expect(readUrl === undefined ? given : encodeBase64Url(readUrl)).toBe(given);
      }),
    );
  });

  it.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', 'AA==\n', 'A===', 'AAAA=', 'AA=A', '规矩aa'])(
    'refuse %j as padded base 64',
    (given) => {
      expect(decodeBase64(given)).toBeUndefined();
    },
  );

  it.each(['A', 'AB', 'A+', 'AA=='])('refuse %j as URL-safe base 64', (given) => {
    expect(decodeBase64Url(given)).toBeUndefined();
  });

  it.each(['a', 'AB', 'g0', '0x'])('refuse %j as base 16', (given) => {
    expect(decodeHex(given)).toBeUndefined();
  });
});

describe('bytes', () => {
  it('join in order and compare by content', () => {
    const joined = concatBytes(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3));
    expect(equalBytes(joined, Uint8Array.of(1, 2, 3))).toBe(true);
    expect(equalBytes(joined, Uint8Array.of(1, 2))).toBe(false);
    expect(equalBytes(joined, Uint8Array.of(1, 2, 4))).toBe(false);
  });

  it('hold integers up to the largest exact one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (value) => {
        expect(readUint(uintBytes(value, 6), 0, 6)).toBe(value);
      }),
    );
    expect(() => uintBytes(65_536, 2)).toThrow('does not fit');
    expect(() => uintBytes(-1, 2)).toThrow('not an unsigned integer');
    expect(() => readUint(Uint8Array.of(1), 0, 2)).toThrow('past the end');
  });
});
