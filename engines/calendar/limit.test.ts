import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendLimit, formatLimit, isLimitError, LIMIT_MAX, limitOf, parseLimit } from './index.ts';
import { anyLimit } from './testing/arbitraries.ts';

describe('limits', () => {
  it.each([
    ['5wd', { nature: 'count', unit: 'wd', amount: 5 }],
    ['0.5wd', { nature: 'span', unit: 'wd', hundredths: 50 }],
    ['1.25wd', { nature: 'span', unit: 'wd', hundredths: 125 }],
    ['4wh', { nature: 'span', unit: 'wh', hundredths: 400 }],
    ['1.5wh', { nature: 'span', unit: 'wh', hundredths: 150 }],
    ['3d', { nature: 'count', unit: 'd', amount: 3 }],
    ['2m', { nature: 'count', unit: 'm', amount: 2 }],
    ['same-day', { nature: 'same-day' }],
  ])('%s is read', (text, limit) => {
    expect(parseLimit(text)).toEqual(limit);
  });

  it.each([
    ['5', 'syntax'],
    ['wd', 'syntax'],
    ['-1wd', 'syntax'],
    ['5 wd', 'syntax'],
    ['1.234wd', 'syntax'],
    ['5WD', 'syntax'],
    ['0wd', 'zero'],
    ['0.0wh', 'zero'],
    ['1.0wd', 'not-whole'],
    ['1.5d', 'not-whole'],
    ['0.5m', 'not-whole'],
    ['4.0wh', 'not-whole'],
    [`${LIMIT_MAX.wd + 1}wd`, 'too-long'],
    [`${LIMIT_MAX.m + 1}m`, 'too-long'],
    ['999999d', 'too-long'],
  ])('%s is refused as %s', (text, error) => {
    expect(parseLimit(text)).toEqual({ error, text });
    expect(() => limitOf(text)).toThrow(RangeError);
  });

  it('have one way to be written', () => {
    const texts = ['5wd', '0.5wd', '1.25wd', '0.05wd', '4wh', '1.5wh', '3d', '2m', 'same-day'];
    expect(texts.map((text) => formatLimit(limitOf(text)))).toEqual(texts);
    fc.assert(
      fc.property(anyLimit, (limit) => {
        expect(parseLimit(formatLimit(limit))).toEqual(limit);
      }),
    );
  });

  it('never cross from count to span: every text is one nature or refused', () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(99), (whole, decimals) => {
        const text = `${whole}.${String(decimals).padStart(2, '0')}wd`;
        const limit = parseLimit(text);
        expect(isLimitError(limit) || limit.nature === 'span').toBe(true);
        const days = parseLimit(`${whole}wd`);
        expect(isLimitError(days) || days.nature === 'count').toBe(true);
      }),
    );
  });

  it('lengthen by their own unit only', () => {
    const extended = (a: string, b: string) => extendLimit(limitOf(a), limitOf(b));
    expect(extended('20wd', '10wd')).toEqual(limitOf('30wd'));
    expect(extended('0.5wd', '0.25wd')).toEqual(limitOf('0.75wd'));
    expect([extended('5wd', '0.5wd'), extended('5wd', '3d'), extended('same-day', '1wd')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
