import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type AnyRoute,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { meQuery } from '#domains/parties/web/reads.ts';
import type { PageSpec } from '#platform/ui/page-spec.ts';
import { Loading, Missing } from '#platform/ui/states.tsx';
import { loadTexts } from '#platform/ui/text-loading.ts';
import { to as addressOf } from '#platform/ui/urls.ts';
import { pageComponent } from './page-component.tsx';
import { RouteError } from './RouteError.tsx';
import { redirects, type Redirect } from './redirects.ts';
import { slices } from './routes.ts';
import { PublicShell } from './shell/PublicShell.tsx';
import { SiteFrame, SiteShell } from './shell/SiteShell.tsx';

type Context = { readonly query: QueryClient };
type Placed = { readonly slice: string; readonly page: PageSpec };

const parkPrefix = '/p/$park';
const workDoors = /^\/p\/\$park\/(my|desk|office)(\/|$)/;

const placed: readonly Placed[] = slices.flatMap((slice) =>
  slice.pages.map((page) => ({ slice: slice.name, page })),
);
const isWork = ({ page }: Placed) => workDoors.test(page.path);
const isInPark = ({ page }: Placed) => page.path.startsWith(parkPrefix);

/** One route of a page under its frame: texts and data are read while the code of the page comes. */
function routeOf({ slice, page }: Placed, parent: AnyRoute, prefix: string): AnyRoute {
  return createRoute({
    getParentRoute: () => parent,
    path: page.path.slice(prefix.length) || '/',
    component: pageComponent(page),
    loader: async ({ params, location, context }) => {
      const search = Object.fromEntries(new URLSearchParams(location.searchStr));
      // Every ancestor is the root below, whose context is this one.
      const { query } = context as Context;
      await Promise.all([
        loadTexts([slice, ...page.texts]),
        page.load?.({ params, search, query }),
      ]);
    },
  });
}

/** A route without a page: it leads to where the page is, in place of itself in the history. */
function redirectOf({ path, to }: Redirect, parent: AnyRoute): AnyRoute {
  return createRoute({
    getParentRoute: () => parent,
    path,
    loader: async ({ params, context }) => {
      // Every ancestor is the root below, whose context is this one; the parent's path has a park.
      const { query } = context as Context;
      const { park = '', ...rest }: Readonly<Record<string, string>> = params;
      const me = await query.ensureQueryData(meQuery(park));
      throw redirect({ href: to({ park, params: rest, me }), replace: true });
    },
  });
}

/** Before a frame stands, waiting is all the page there is. */
const Waiting = () => (
  <main>
    <Loading />
  </main>
);

type Entering = {
  readonly context: Context;
  readonly params: { readonly park: string };
  readonly location: { readonly href: string };
};

/** Whoever is not signed in goes to sign in and comes back; nothing of a desk is loaded before. */
async function askToSignIn({ context, params, location }: Entering): Promise<void> {
  // Signed in elsewhere meanwhile, one is not asked again: what is old is read anew.
  const me = await context.query.fetchQuery(meQuery(params.park));
  if (me.user === null) {
    throw redirect({ href: addressOf.signIn({ next: location.href }), replace: true });
  }
}

/** States outside every shell still need a page around them. */
const framed = (state: ReactNode) => <SiteFrame>{state}</SiteFrame>;

function routeTree() {
  const root = createRootRouteWithContext<Context>()({
    notFoundComponent: () => framed(<Missing />),
    errorComponent: (problem) => framed(<RouteError {...problem} />),
  });
  const site = createRoute({ getParentRoute: () => root, id: 'site', component: SiteShell });
  const park = createRoute({
    getParentRoute: () => root,
    path: parkPrefix,
    pendingComponent: Waiting,
    loader: ({ context, params }) => context.query.ensureQueryData(meQuery(params.park)),
    errorComponent: (problem) => framed(<RouteError {...problem} />),
  });
  const open = createRoute({ getParentRoute: () => park, id: 'public', component: PublicShell });
  const work = createRoute({
    getParentRoute: () => park,
    id: 'work',
    pendingComponent: Waiting,
    beforeLoad: askToSignIn,
    errorComponent: (problem) => framed(<RouteError {...problem} />),
    component: lazyRouteComponent(() => import('./shell/WorkbenchShell.tsx'), 'WorkbenchShell'),
  });
  const under = (parent: AnyRoute, prefix: string, pages: readonly Placed[]) =>
    parent.addChildren(pages.map((each) => routeOf(each, parent, prefix)));
  const inPark = placed.filter(isInPark);
  return root.addChildren([
    under(
      site,
      '',
      placed.filter((each) => !isInPark(each)),
    ),
    park.addChildren([
      under(
        open,
        parkPrefix,
        inPark.filter((each) => !isWork(each)),
      ),
      under(work, parkPrefix, inPark.filter(isWork)),
      ...redirects.map((each) => redirectOf(each, park)),
    ]),
  ]);
}

/** The router of the whole application, built from the slices' pages. */
export function makeRouter(query: QueryClient) {
  return createRouter({
    routeTree: routeTree(),
    context: { query },
    defaultPendingComponent: Loading,
    defaultPendingMs: 200,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: () => <Missing />,
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text === '' ? '' : `?${text}`;
    },
  });
}
