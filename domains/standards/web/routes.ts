import { definePage, type WebSlice } from '#platform/ui/page-spec.ts';
import { clauseQuery, standardQuery, systemQuery } from './reads.ts';

/** Public pages of standards: the system, each standard, each clause. */
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
        query.ensureQueryData(standardQuery({ ...params, edition: search.edition })),
      page: () => import('./StandardPage.tsx'),
    }),
    definePage({
      path: '/p/$park/standards/$code/clauses/$clause',
      load: ({ params, query }) => query.ensureQueryData(clauseQuery(params)),
      page: () => import('./ClausePage.tsx'),
    }),
  ],
};
