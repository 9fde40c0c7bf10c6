import type { MenuEntry, WebSlice } from '#platform/ui/page-spec.ts';
import type { Url } from '#platform/ui/urls.ts';

/** A line of the menu; `isHere` marks the one that the open page belongs to. */
export type MenuLine = { readonly href: Url; readonly label: string; readonly isHere: boolean };

/** Where somebody is and what they may do there. */
export type MenuPlace = {
  readonly park: string;
  readonly pathname: string;
  readonly permissions: readonly string[];
};

/** `my`, `desk` or `office`: the second part of a path inside a park. */
export const doorOf = (path: string): string | undefined => path.split('/')[3];

/** The menu of the door that `pathname` lies behind, by the pages' own order. */
export function menuOf(slices: readonly WebSlice[], at: MenuPlace): MenuLine[] {
  const door = doorOf(at.pathname);
  return slices
    .flatMap((slice) => slice.pages)
    .filter((page) => doorOf(page.path) === door)
    .flatMap(({ menu }) => (menu !== undefined && isOpen(menu, at) ? [menu] : []))
    .toSorted((one, other) => one.order - other.order)
    .map((entry) => ({
      href: entry.href(at.park),
      label: entry.label,
      isHere: isHere(entry, at),
    }));
}

const isOpen = ({ permission }: MenuEntry, { permissions }: MenuPlace): boolean =>
  permission === undefined || permissions.includes(permission);

/** Whether the open page is the entry's own or lies under one of the paths it stands for. */
function isHere(entry: MenuEntry, { park, pathname }: MenuPlace): boolean {
  const here = plain(pathname);
  if (here === plain(entry.href(park).split(/[?#]/)[0] ?? '')) return true;
  return (entry.under ?? [])
    .map((path) => plain(path.replace('$park', park)))
    .some((path) => here === path || here.startsWith(`${path}/`));
}

const plain = (path: string): string => decodeURI(path).replace(/\/$/, '');
