import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, nearest } from './nearest.ts';

const services = [
  { item: 'space', titles: ['园区空间入驻评审（示例）', 'Admission to park space (sample)'] },
  { item: 'menu', titles: ['公共文化菜单点单（示例）', 'Menu of public culture (sample)'] },
  { item: 'need', titles: ['企业需求（示例）', 'Enterprise need (sample)'] },
];
const meant = (query: string) => nearest(query, services, 3);

describe('what may have been meant', () => {
  test.each([
    ['入住评审', 'space'],
    ['ruzhupingsehng', 'space'],
    ['ruzhupinshen', 'space'],
    ['spcae', 'space'],
    ['admision', 'space'],
    ['文化采单', 'menu'],
    ['entreprise need', 'need'],
    ['怎么提企业须求', 'need'],
  ])('%s was meant for %s', (typed, service) => {
    expect(meant(typed)[0]).toBe(service);
  });

  test('nothing is named that is not near', () => {
    for (const typed of ['火星移民', 'xyz', '', '!!', 'qq']) expect(meant(typed)).toEqual([]);
  });

  test('no more are named than asked for', () => {
    expect(nearest('sampel', services, 2)).toHaveLength(2);
  });
});

describe('the distance of two words', () => {
  test.each([
    ['space', 'space', 0],
    ['spcae', 'space', 1],
    ['spce', 'space', 1],
    ['spaace', 'space', 1],
    ['spade', 'space', 1],
    ['', 'ab', 2],
    ['abcdef', 'uvwxyz', 4],
  ])('%s and %s', (one, other, expected) => {
    expect(distance(one, other, 3)).toBe(expected);
  });

  test('is the same both ways, nothing for the same, and never more than one beyond the most', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat({ max: 4 }), (one, other, most) => {
        const between = distance(one, other, most);
        expect(between).toBe(distance(other, one, most));
        expect(between === 0).toBe(one === other);
        expect(between).toBeLessThanOrEqual(most + 1);
      }),
    );
  });
});
