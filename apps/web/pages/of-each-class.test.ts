import { expect, it } from 'vitest';
import type { ServiceCard } from '#domains/services/model/index.ts';
import { ofEachClass } from './of-each-class.ts';

const card = (code: string) => ({ code, class: { code: code[0] } }) as unknown as ServiceCard; // what is read of it
const shown = (codes: readonly string[], most: number) =>
  ofEachClass(codes.map(card), most).map(({ code }) => code);

it('shows the first service of each class before a second of any', () => {
  expect(shown(['a1', 'a2', 'b1', 'c1', 'c2'], 4)).toEqual(['a1', 'b1', 'c1', 'a2']);
});

it('shows all there are where they are few, and no more than asked', () => {
  expect(shown(['a1', 'a2'], 5)).toEqual(['a1', 'a2']);
  expect(shown(['a1', 'b1', 'c1'], 2)).toEqual(['a1', 'b1']);
  expect(shown([], 5)).toEqual([]);
});
