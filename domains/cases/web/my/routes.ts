import { definePage, type PageSpec } from '#platform/ui/page-spec.ts';
import { to } from '#platform/ui/urls.ts';
import { caseQuery } from '../case/case-reads.ts';
import { draftQuery, formQuery, myCasesQuery } from './reads.ts';

/** Pages of whoever asks: my matters, a form, one case. */
export const myPages: readonly PageSpec[] = [
  definePage({
    path: '/p/$park/my',
    menu: {
      order: 1,
      label: 'cases:my.menu.matters',
      href: (park) => to.my({ park }),
      under: ['/p/$park/my/cases', '/p/$park/my/apply'],
    },
    load: ({ params, query }) => query.ensureQueryData(myCasesQuery(params.park, 'open')),
    page: () => import('./MyPage.tsx'),
  }),
  definePage({
    path: '/p/$park/my/apply/$service',
    load: ({ params: { park, service }, query }) =>
      Promise.all([
        query.ensureQueryData(formQuery({ park, code: service })),
        query.fetchQuery({ ...draftQuery(park, service), staleTime: 0 }),
      ]),
    page: () => import('./ApplyPage.tsx'),
  }),
  definePage({
    path: '/p/$park/my/cases/$number',
    load: ({ params, query }) => query.ensureQueryData(caseQuery(params)),
    page: () => import('./MyCasePage.tsx'),
  }),
];
