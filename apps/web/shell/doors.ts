import type { Me } from '#domains/parties/model.ts';
import { to, type Url } from '#platform/ui/urls.ts';

const addresses = { my: to.my, desk: to.desk, office: to.office } as const;

/** A door of the workbench somebody may open; `isHere` when the open page lies behind it. */
export type DoorLine = {
  readonly door: keyof typeof addresses;
  readonly href: Url;
  readonly isHere: boolean;
};

/** The doors somebody may open, in their order. */
export function doorsOf(me: Pick<Me, 'doors' | 'park'>, pathname: string): DoorLine[] {
  return (['my', 'desk', 'office'] as const)
    .filter((door) => me.doors.includes(door))
    .map((door) => {
      const href = addresses[door]({ park: me.park.code });
      return { door, href, isHere: pathname === href || pathname.startsWith(`${href}/`) };
    });
}
