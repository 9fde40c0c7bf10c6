import type { Me } from '#domains/parties/model.ts';
import { to, type Url } from '#platform/ui/urls.ts';

/** Who follows an address, with the parameters of its path. */
type Follower = {
  readonly park: string;
  readonly params: Readonly<Record<string, string>>;
  readonly me: Me;
};

/** An address people write or remember, and where its page is. */
export type Redirect = { readonly path: string; readonly to: (follower: Follower) => Url };

const month = /^\d{4}-\d\d$/;
const views = ['today', 'dispatch', 'week'] as const;

/**
 * Addresses that name a thing without its door, or stand for a list: each leads to the page that
 * shows it to whoever asks. Paths are those below `/p/$park`.
 *
 * @source 9-pages (“Routes read like sentences”: `/cases/<number>`, `/office/rhythm/2026-11`)
 */
export const redirects: readonly Redirect[] = [
  { path: '/cases/$number', to: caseOf },
  {
    path: '/cases',
    to: ({ park, me }) => (opens(me, 'desk') ? to.desk({ park }) : to.my({ park })),
  },
  { path: '/my/cases', to: ({ park }) => to.my({ park }) },
  { path: '/my/applications', to: ({ park }) => to.my({ park }) },
  { path: '/my/apply', to: ({ park }) => to.services({ park }) },
  { path: '/desk/queue', to: ({ park }) => to.desk({ park }) },
  { path: '/desk/cases', to: ({ park }) => to.desk({ park }) },
  { path: '/desk/ledgers', to: ({ park }) => to.ledger({ park, name: 'cases' }) },
  { path: '/office/rhythm', to: ({ park }) => to.rhythm({ park, view: 'today' }) },
  { path: '/office/rhythm/$month', to: rhythmOf },
  { path: '/my/receipts', to: ({ park }) => to.my({ park }) },
  { path: '/receipts', to: ({ park }) => to.verify({ park }) },
];

const opens = (me: Me, door: Me['doors'][number]): boolean => me.doors.includes(door);

/** A case is one page for who works on it and another for who asked for it. */
function caseOf({ park, params, me }: Follower): Url {
  const { number = '' } = params;
  return opens(me, 'desk') ? to.deskCase({ park, number }) : to.myCase({ park, number });
}

/** A month by its name; what is none leads to today. */
function rhythmOf({ park, params }: Follower): Url {
  const { month: named = '' } = params;
  const view = views.find((each) => each === named) ?? 'today';
  return month.test(named) ? to.month({ park, month: named }) : to.rhythm({ park, view });
}
