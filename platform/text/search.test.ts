import { describe, expect, test } from 'vitest';
import { searchQuery, searchWords } from './search.ts';

describe('search words', () => {
  test('a Chinese title is found by its words, its pinyin and its initials', () => {
    const words = searchWords('园区空间入驻评审');
    expect(words).toEqual(expect.arrayContaining(['园区', '入驻', 'ruzhu', 'rzps', 'yqkjrzps']));
  });

  test('punctuation is no word and letters are folded', () => {
    const words = searchWords('Q/SJSY 301.12—2014，（示例）');
    expect(words).toContain('sjsy');
    expect(words.every((word) => /[\p{L}\p{N}]/u.test(word))).toBe(true);
  });

  test('every word of a query must be found, Latin words as prefixes', () => {
    expect(searchQuery('入驻 ps')).toBe("'入驻' & 'ps':*");
    expect(searchQuery(' ,。')).toBeUndefined();
  });

  test('the number of a case is found whole, by its beginning and by its middle', () => {
    const words = searchWords('park-2026-000012-3');
    for (const query of ['park-2026-000012-3', 'park-2026', '000012']) {
      const asked = [...(searchQuery(query) ?? '').matchAll(/'([^']+)'/g)].map(([, part]) => part);
      expect(asked.length, query).toBeGreaterThan(0);
      for (const part of asked) expect(words.some((one) => one.startsWith(`${part}`))).toBe(true);
    }
  });

  test('operators of the query language are not passed on', () => {
    expect(searchQuery("a' | !b & (c)")).toBe("'a':* & 'b':* & 'c':*");
  });
});
