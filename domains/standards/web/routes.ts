import { definePage, type WebSlice } from '#platform/ui/page-spec.ts';
import { standardQuery, systemQuery } from './reads.ts';

/** Public pages of standards: the system and each standard. */
export const standards: WebSlice = {
  name: 'standards',
  texts: {
    'zh-CN': () => import('./text/zh-CN.json'),
    en: () => import('./text/en.json'),
  },
  pages: [
    definePage({
      path: '/p/$park/standards',
      load: ({ params, query }) => query.ensureQueryData(systemQuery(params.park)),
      page: () => import('./SystemPage.tsx'),
    }),
    definePage({
      path: '/p/$park/standards/$code',
      load: ({ params, search, query }) =>
        query.ensureQueryData(standardQuery({ ...params, on: search.on })),
      page: () => import('./StandardPage.tsx'),
    }),
  ],
};
