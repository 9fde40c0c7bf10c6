import { describe, expect, it } from 'vitest';
import { definePage, type WebSlice } from '#platform/ui/page-spec.ts';
import { to, type Url } from '#platform/ui/urls.ts';
import { menuOf } from './menu.ts';
import { slices as ours } from './routes.ts';

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

const at = (pathname: string, permissions: readonly string[] = []) => ({
  park: 'a',
  pathname,
  permissions,
});

describe('the work menu', () => {
  it('shows the pages of the open door in their order, whichever slice they come from', () => {
    const menu = menuOf(slices, at('/p/a/desk/cases/1'));
    expect(menu.map((line) => line.href)).toEqual(['/p/a/desk/record', '/p/a/desk/visits']);
  });

  it('is empty behind a door without pages', () => {
    expect(menuOf(slices, at('/p/a/my'))).toEqual([]);
  });

  it('leaves out what somebody may not read', () => {
    const labels = (permissions: readonly string[]) =>
      menuOf(ours, at('/p/a/office', permissions)).map((line) => line.label);
    expect(labels([])).not.toContain('cases:office.menu.test');
    expect(labels(['cases.test'])).toContain('cases:office.menu.test');
  });
});

describe('the entry of the open page', () => {
  const here = (pathname: string) =>
    menuOf(ours, at(pathname, ['cases.test', 'standards.revise']))
      .filter((line) => line.isHere)
      .map((line) => line.label);

  it.each([
    ['/p/a/desk/queue/overdue', 'cases:desk.menu.queue'],
    ['/p/a/desk/cases/a-2026-000001-8', 'cases:desk.menu.queue'],
    ['/p/a/desk/ledgers/needs', 'cases:desk.menu.ledgers'],
    ['/p/a/desk/file/need.general', 'cases:desk.menu.file'],
    ['/p/a/office', 'cases:office.menu.overview'],
    ['/p/a/office/rhythm/today', 'cases:office.menu.today'],
    ['/p/a/office/rhythm/month/2026-09', 'cases:office.menu.month'],
    ['/p/a/office/revise/need.general/4.1', 'services:office.standards.title'],
    ['/p/a/office/revisions/1', 'services:office.revisions.title'],
    ['/p/a/my/cases/a-2026-000001-8', 'cases:my.menu.matters'],
  ])('of %s is %s', (pathname, label) => {
    expect(here(pathname)).toEqual([label]);
  });

  it('is one and only one for every page behind a door', () => {
    const pages = ours
      .flatMap((slice) => slice.pages)
      .map(({ path }) => path.replaceAll(/\$\w+/g, 'a'))
      // The door of the desk only leads on to a queue.
      .filter((path) => /^\/p\/a\/(my|desk|office)/.test(path) && path !== '/p/a/desk');
    expect(pages.length).toBeGreaterThan(15);
    // A page only some may read has its entry for them alone.
    const asked = ours.flatMap(({ pages: all }) => all.map(({ menu }) => menu?.permission ?? ''));
    const hereFor = (path: string) => menuOf(ours, at(path, asked)).filter((line) => line.isHere);
    expect(pages.filter((path) => hereFor(path).length !== 1)).toEqual([]);
  });
});
