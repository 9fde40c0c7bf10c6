import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attachmentHeader } from './file-answer.ts';
import { cutPage, readCursor, writeCursor } from './page.ts';
import { entityTag, namesTag, requireMatch } from './precondition.ts';

describe('a cursor', () => {
  test('comes back as the position it was made of', () => {
    const position = z.array(z.union([z.string(), z.number(), z.null()]));
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null))), (values) => {
        expect(readCursor(writeCursor(values), position)).toEqual(values);
      }),
    );
  });

  test.each(['', 'nonsense', writeCursor(['text']), '%00'])('of %j is refused', (cursor) => {
    expect(() => readCursor(cursor, z.tuple([z.number()]))).toThrow('http.cursor_invalid');
  });

  test('is absent on the first page', () => {
    expect(readCursor(undefined, z.tuple([z.number()]))).toBeUndefined();
  });
});

describe('a list read page by page', () => {
  test('shows every row once, whatever the size of a page', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 9 }), (count, limit) => {
        const rows = Array.from({ length: count }, (_, n) => n);
        const seen: number[] = [];
        let from = 0;
        for (let page = 0; page <= count; page += 1) {
          const read = rows.filter((n) => n >= from).slice(0, limit + 1);
          const { items, next } = cutPage(read, limit, (n) => [n]);
          seen.push(...items);
          if (next === null) break;
          from = (readCursor(next, z.tuple([z.number()]))?.[0] ?? 0) + 1;
        }
        expect(seen).toEqual(rows);
      }),
    );
  });
});

describe('an entity tag', () => {
  test.each([
    ['"7"', true],
    ['W/"7"', true],
    ['"6", "7"', true],
    ['*', true],
    ['"6"', false],
    ['7', false],
    ['', false],
  ])('in %s is found: %s', (header, expected) => {
    expect(namesTag(header, entityTag(7))).toBe(expected);
  });

  test('that is not sent refuses nothing, a stale one does', () => {
    expect(() => requireMatch(undefined, 7)).not.toThrow();
    expect(() => requireMatch('"6"', 7)).toThrow('http.stale');
  });
});

test('a file name in any script is sent so that every browser reads it', () => {
  expect(attachmentHeader(`台账 (1)'s.xlsx`)).toBe(
    `attachment; filename="____1__s.xlsx"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6%20%281%29%27s.xlsx`,
  );
});
