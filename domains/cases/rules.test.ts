import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  checkCharacter,
  closedRateBp,
  formatCaseNumber,
  percentText,
  readCaseNumber,
  readsAsTitle,
  numberText,
} from './rules.ts';

describe('case numbers', () => {
  test('a published licence id checks as ISO 7064 says', () => {
    expect(checkCharacter('11100000000013338W01111430000006122244L20230000403001')).toBe('U');
    expect(checkCharacter('11100000000013338W00911330105002500287C2025052201002')).toBe('0');
  });

  test('what is written is read again, whatever its case', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/),
        fc.integer({ min: 2000, max: 2999 }),
        fc.integer({ min: 1, max: 999_999_999 }),
        (park, year, n) => {
          const text = formatCaseNumber({ park, year, n });
          expect(readCaseNumber(` ${text.toUpperCase()} `)).toEqual({ park, year, n });
        },
      ),
    );
  });

  test('any one wrong digit is noticed', () => {
    const number = formatCaseNumber({ park: 'qinchuangyuan', year: 2026, n: 1270 });
    const at = number.indexOf('001270');
    const others = Array.from({ length: 60 }, (_, index) => {
      const place = at + Math.floor(index / 10);
      return number.slice(0, place) + String(index % 10) + number.slice(place + 1);
    }).filter((other) => other !== number);
    expect(others).toHaveLength(54);
    expect(others.filter((other) => readCaseNumber(other) !== undefined)).toEqual([]);
  });
});

describe('the closed rate', () => {
  test('1261 of 1270 prints 99.3 and 1260 prints 99.2', () => {
    expect(percentText(1261, 1270)).toBe('99.3');
    expect(percentText(1260, 1270)).toBe('99.2');
    expect(closedRateBp(1261, 1270)).toBe(9929);
  });

  test('nothing to count has no rate', () => {
    expect(closedRateBp(0, 0)).toBeUndefined();
    expect(percentText(0, 0)).toBe('–');
  });

  test('a rate never exceeds the whole and is whole only when all are closed to the basis point', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), (closed, open) => {
        fc.pre(closed + open > 0);
        const rate = closedRateBp(closed, closed + open) ?? -1;
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(10_000);
        expect(open > 0 || rate === 10_000).toBe(true);
      }),
    );
  });
});

describe('what a case is called by', () => {
  it.each(['寻找中试场地', 'Lidar', '用电 380V', '2026 年展会', 'A1'])('is words: %s', (text) => {
    expect(readsAsTitle(text)).toBe(true);
  });
  it.each([
    ['', '138 0013 8000'],
    ['010-12345678', '+86 (10) 1234-5678'],
    ['11010519491231002X', '91110000MA01ABCD2X'],
    ['someone@park.example', '2026/11/22'],
  ])('is no number of somebody: %s %s', (one, other) => {
    expect([readsAsTitle(one), readsAsTitle(other)]).toEqual([false, false]);
  });
});

test('money is read in yuan with its thousands apart, a ratio in per cent, a number as it is', () => {
  const read = [
    numberText(123_456_789, 'money'),
    numberText(7, 'money'),
    numberText(8_050, 'ratio'),
  ];
  expect([...read, numberText(1_000, undefined)]).toEqual([
    '1,234,567.89',
    '0.07',
    '80.5%',
    '1000',
  ]);
});
