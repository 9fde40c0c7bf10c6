import { definePage, type WebSlice } from '#platform/ui/page-spec.ts';
import { officePages } from './office/routes.ts';
import { catalogueQuery, guideQuery } from './reads.ts';

/** Public pages of services: the catalogue and the guide of each service. */
export const services: WebSlice = {
  name: 'services',
  texts: {
    'zh-CN': () => import('./text/zh-CN.json'),
    en: () => import('./text/en.json'),
  },
  pages: [
    definePage({
      path: '/p/$park/services',
      load: ({ params, search, query }) =>
        query.ensureQueryData(
          catalogueQuery({ park: params.park, q: search.q, class: search.class }),
        ),
      page: () => import('./CataloguePage.tsx'),
    }),
    definePage({
      path: '/p/$park/services/$code',
      load: ({ params, search, query }) =>
        query.ensureQueryData(guideQuery({ ...params, on: search.on })),
      page: () => import('./ServicePage.tsx'),
    }),
    ...officePages,
  ],
};
