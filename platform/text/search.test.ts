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

  test('operators of the query language are not passed on', () => {
    expect(searchQuery("a' | !b & (c)")).toBe("'a':* & 'b':* & 'c':*");
  });
});
