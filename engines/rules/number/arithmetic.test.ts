import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { add, compareNumbers, divide, multiply, roundTo, subtract } from './arithmetic.ts';
import { formatNumber, numberFromDouble, numberOf, parseNumber, scaledOf } from './decimal.ts';
import type { Num } from './decimal.ts';

/** Numbers of every representation: doubles, scaled doubles and decimals beyond them. */
const anyNumber = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: -3, max: 12 }))
  .map(([coefficient, scale]): Num => numberOf(coefficient, scale) ?? 0);

/** The exact rational a number stands for, over a common denominator of 10^40. */
function exact(value: Num): bigint {
  const { coefficient, scale } = scaledOf(value);
  return coefficient * 10n ** BigInt(40 - scale);
}

describe('numbers', () => {
  it('adds as decimals, not as doubles', () => {
    expect(add(0.1, 0.2)).toBe(0.3);
    expect(subtract(0.3, 0.1)).toBe(0.2);
    expect(multiply(1.1, 1.1)).toBe(1.21);
  });

  it('carries 34 digits and rounds half to even', () => {
    expect(formatNumber(divide(1, 3) ?? 0)).toBe('0.3333333333333333333333333333333333');
    expect(formatNumber(divide(2, 3) ?? 0)).toBe('0.6666666666666666666666666666666667');
    const even = parseNumber('10000000000000000000000000000000000.5') ?? 0;
    expect(formatNumber(even)).toBe('10000000000000000000000000000000000');
  });

  it('has no value for a division by zero and beyond decimal128', () => {
    expect(divide(1, 0)).toBe(null);
    expect(multiply(parseNumber('1e6000') ?? 0, parseNumber('1e6000') ?? 0)).toBe(null);
  });

  it('rounds half-even to a scale', () => {
    expect(roundTo(2.5, 0, 'half-even')).toBe(2);
    expect(roundTo(3.5, 0, 'half-even')).toBe(4);
    expect(roundTo(-1.5, 0, 'floor')).toBe(-2);
  });

  it('agrees with exact rational arithmetic wherever 34 digits suffice', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        expect(exact(add(a, b) ?? 0)).toBe(exact(a) + exact(b));
        expect(exact(subtract(a, b) ?? 0)).toBe(exact(a) - exact(b));
        expect(compareNumbers(a, b)).toBe(Math.sign(Number(exact(a) - exact(b))));
      }),
    );
  });

  it('has one representation for each value', () => {
    fc.assert(
      fc.property(anyNumber, (a) => {
        expect(parseNumber(formatNumber(a))).toEqual(a);
        expect(subtract(add(a, 1) ?? 0, 1)).toEqual(a);
      }),
    );
  });

  it('multiplies and divides back', () => {
    const factor = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(fc.integer(), factor, (a, b) => {
        expect(divide(multiply(a, b) ?? 0, b)).toBe(a === 0 ? 0 : a);
      }),
    );
  });

  it('reads a double as the shortest decimal that writes it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
        const value = numberFromDouble(double) ?? 0;
        expect(Number(formatNumber(value))).toBe(double === 0 ? 0 : double);
      }),
    );
  });
});
