import { describe, expect, it } from 'vitest';
import type { Me } from '#domains/parties/model.ts';
import { redirects } from './redirects.ts';
import { slices } from './routes.ts';

const pages = slices.flatMap((slice) =>
  slice.pages.map((page) => ({ slice: slice.name, ...page })),
);

describe('the map of pages', () => {
  it('gives each address to one page', () => {
    const shapes = pages.map((page) => page.path.replaceAll(/\$\w+/g, '$'));
    expect(shapes.length).toBeGreaterThan(8);
    expect(shapes.filter((shape, at) => shapes.indexOf(shape) !== at)).toEqual([]);
  });

  it('names only slices that have texts', () => {
    const names = new Set(slices.map((slice) => slice.name));
    const unknown = pages.flatMap((page) => page.texts.filter((text) => !names.has(text)));
    expect(unknown).toEqual([]);
  });

  it('keeps menus behind the doors of the workbench', () => {
    const outside = pages.filter(
      (page) => page.menu !== undefined && !/^\/p\/\$park\/(my|desk|office)(\/|$)/.test(page.path),
    );
    expect(outside).toEqual([]);
  });
});

describe('addresses without a page of their own', () => {
  const me = (...doors: Me['doors']) => ({ doors }) as Me; // what a redirect looks at
  const lead = (path: string, params: Record<string, string>, who: Me) =>
    redirects.find((each) => each.path === path)?.to({ park: 'p', params, me: who });

  it('never hide a page, and lead to one', () => {
    const shapeOf = (path: string) => path.replaceAll(/\$\w+/g, '$');
    const known = new Set(pages.map((page) => shapeOf(page.path)));
    for (const { path, to } of redirects) {
      expect(known).not.toContain(shapeOf(`/p/$park${path}`));
      const [target = ''] = to({ park: 'p', params: { number: 'n' }, me: me('my') }).split('?');
      const shapes = [...known].map((shape) => shape.replaceAll(/\$/g, '[^/]+'));
      const isPage = shapes.some((shape) => new RegExp(`^${shape}$`).test(target));
      expect([target, isPage]).toEqual([target, true]);
    }
  });

  it('know a case by its number alone, behind the door one may open', () => {
    expect(lead('/cases/$number', { number: 'S-1' }, me('my'))).toBe('/p/p/my/cases/S-1');
    expect(lead('/cases/$number', { number: 'S-1' }, me('my', 'desk'))).toBe('/p/p/desk/cases/S-1');
  });

  it('know a month of the rhythm by its name', () => {
    const rhythm = (month: string) => lead('/office/rhythm/$month', { month }, me('my'));
    expect(rhythm('2026-11')).toBe('/p/p/office/rhythm/month/2026-11');
    expect(rhythm('nonsense')).toBe('/p/p/office/rhythm/today');
  });
});
