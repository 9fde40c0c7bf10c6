import { definePage, type WebSlice } from '#platform/ui/page-spec.ts';
import { __nouns__Query } from './reads.ts';

/** Pages of __nouns__; list the slice in apps/web/routes.ts. */
export const __nouns__: WebSlice = {
  name: '__nouns__',
  texts: {
    'zh-CN': () => import('./text/zh-CN.json'),
    en: () => import('./text/en.json'),
  },
  pages: [
    definePage({
      path: '/p/$park/__nouns__',
      load: ({ params, query }) => query.ensureQueryData(__nouns__Query(params.park)),
      page: () => import('./__Nouns__Page.tsx'),
    }),
  ],
};
