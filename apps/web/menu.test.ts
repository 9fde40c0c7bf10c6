import { describe, expect, it } from 'vitest';
import { definePage, type WebSlice } from '#platform/ui/page-spec.ts';
import { to, type Url } from '#platform/ui/urls.ts';
import { menuOf } from './menu.ts';

const page = (path: string, order?: number, href?: (at: { park: string }) => Url) => {
  const draw = () => Promise.resolve({ default: () => null });
  if (order === undefined || href === undefined) return definePage({ path, page: draw });
  const menu = { order, label: path, href: (park: string) => href({ park }) };
  return definePage({ path, menu, page: draw });
};
const slice = (name: string, pages: WebSlice['pages']): WebSlice => ({
  name,
  texts: {
    'zh-CN': () => Promise.resolve({ default: {} }),
    en: () => Promise.resolve({ default: {} }),
  },
  pages,
});
const slices = [
  slice('cases', [
    page('/p/$park/desk/visits', 20, to.visits),
    page('/p/$park/desk/cases/$number'),
  ]),
  slice('services', [
    page('/p/$park/desk/record', 10, to.record),
    page('/p/$park/office', 5, to.office),
  ]),
];

describe('the work menu', () => {
  it('shows the pages of the open door in their order, whichever slice they come from', () => {
    const menu = menuOf(slices, { park: 'a', pathname: '/p/a/desk/cases/1' });
    expect(menu.map((line) => line.href)).toEqual(['/p/a/desk/record', '/p/a/desk/visits']);
  });

  it('is empty behind a door without pages', () => {
    expect(menuOf(slices, { park: 'a', pathname: '/p/a/my' })).toEqual([]);
  });
});
