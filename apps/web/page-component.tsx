import {
  lazyRouteComponent,
  useParams,
  useSearch,
  type RouteComponent,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { PageProps, PageSpec, SearchParams } from '#platform/ui/page-spec.ts';

type PageContent = ComponentType<PageProps> & { preload?: () => Promise<unknown> };

/** Makes the route component of a page: its code comes lazily, its parameters come as props. */
export function pageComponent(page: PageSpec): RouteComponent {
  // The router types its lazy component by a module's exports; every page has the one shape.
  const Content = lazyRouteComponent(() => page.page()) as unknown as PageContent;
  const PageRoute = () => {
    const params: Readonly<Record<string, string>> = useParams({ strict: false });
    // The router's parser (router.tsx) gives strings only.
    const search = useSearch({ strict: false }) as SearchParams;
    return <Content params={params} search={search} />;
  };
  // The router preloads whatever component has a `preload`; its type knows only React's lazy ones.
  return Object.assign(PageRoute, { preload: Content.preload }) as unknown as RouteComponent;
}
