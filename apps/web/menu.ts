import type { WebSlice } from '#platform/ui/page-spec.ts';
import type { Url } from '#platform/ui/urls.ts';

export type MenuLine = { readonly href: Url; readonly label: string };

/** `my`, `desk` or `office`: the second part of a path inside a park. */
const doorOf = (path: string): string | undefined => path.split('/')[3];

/** The menu of the door that `pathname` lies behind, by the pages' own order. */
export function menuOf(
  slices: readonly WebSlice[],
  at: { readonly park: string; readonly pathname: string },
): MenuLine[] {
  const door = doorOf(at.pathname);
  return slices
    .flatMap((slice) => slice.pages)
    .filter((page) => page.menu !== undefined && doorOf(page.path) === door)
    .flatMap(({ menu }) => (menu === undefined ? [] : [menu]))
    .toSorted((one, other) => one.order - other.order)
    .map(({ href, label }) => ({ href: href(at.park), label }));
}
