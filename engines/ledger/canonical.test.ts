import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CanonicalError, canonicalJson, parseCanonicalJson } from './index.ts';
import { readVectors } from './testing/vectors.ts';

type Rfc8785 = {
  readonly vectors: readonly { id: string; input: string; output: string }[];
  readonly numbers_hexIeee754_expected: readonly [string, string][];
};

const published = readVectors<Rfc8785>('rfc8785');

function doubleOf(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits.padStart(16, '0')}`));
  return view.getFloat64(0);
}

describe('the published vectors of RFC 8785', () => {
  it.each(published.vectors)('writes $id as published', ({ input, output }) => {
    expect(canonicalJson(JSON.parse(input))).toBe(output);
  });

  it.each(published.numbers_hexIeee754_expected)('writes the double %s as %s', (bits, text) => {
    expect(canonicalJson(doubleOf(bits))).toBe(text);
  });

  it.each([Number.NaN, Infinity, -Infinity, '\ud800', '\udfff\ud800', { '\udc00': 1 }])(
    'refuses %j, which no JSON can carry',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(CanonicalError);
    },
  );

  it('refuses a name that occurs twice', () => {
    expect(parseCanonicalJson('{"a":1,"a":1}')).toBeUndefined();
  });
});

describe('laws of canonical JSON', () => {
  it('writes what JSON reads back as an equal value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is idempotent: reading and writing again changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
      }),
    );
  });

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        const reversed = Object.fromEntries(Object.entries(members).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson({ ...members }));
      }),
    );
  });

  it('refuses every other spelling of a value', () => {
    for (const text of ['{ }', '[1, 2]', '1.0', '"\\u0061"', '{"b":1,"a":2}', '-0', '', 'x']) {
      expect(parseCanonicalJson(text)).toBeUndefined();
    }
  });
});

describe('values that are no JSON', () => {
  it('leaves out undefined members but refuses undefined items', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(() => canonicalJson([undefined])).toThrow('undefined has no JSON form at /0');
  });

  it('names the place of what it refuses', () => {
    expect(() => canonicalJson({ a: [1, { b: 1n }] })).toThrow('bigint has no JSON form at /a/1/b');
    expect(() => canonicalJson({ at: new Date(0) })).toThrow('not a plain object at /at');
    expect(() => canonicalJson({ of: new Map() })).toThrow('not a plain object at /of');
  });

  it('refuses a cycle instead of running for ever', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(() => canonicalJson(cycle)).toThrow('nested too deep');
  });
});
