import { describe, expect, it } from 'vitest';
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
