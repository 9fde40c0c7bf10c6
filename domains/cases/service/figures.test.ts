import { expect, test } from 'vitest';
import { matterFigures, ratingFigure } from './figures.ts';
import { wordsOf } from './words.ts';

const ground = { words: wordsOf('zh-CN', 'Asia/Shanghai') };
const none = {
  ...{ total: 0, closed: 0, kept: 0, broken: 0, imported: 0 },
  ...{ overdue: 0, sameDay: 0, stuck: 0 },
};

test('a share of nothing is a dash, without the two noughts it would be of', () => {
  const figures = [
    ...matterFigures(ground, 'needs', none),
    ratingFigure(ground, 'needs', { n: 0, good: 0 }),
  ];
  expect(figures.map(({ note }) => note)).toEqual(figures.map(() => null));
  const some = matterFigures(ground, 'needs', { ...none, total: 4, closed: 1 });
  expect(some.find(({ id }) => id === 'needs-rate')).toMatchObject({
    value: '25.0',
    note: '4 件中的 1 件。',
  });
});
