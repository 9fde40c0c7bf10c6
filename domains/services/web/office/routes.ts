import { systemQuery } from '#domains/standards/web/index.ts';
import { definePage, type PageSpec } from '#platform/ui/page-spec.ts';
import { to } from '#platform/ui/urls.ts';
import { catalogueQuery } from '../reads.ts';
import { revisableQuery, revisionQuery, revisionsQuery } from './reads.ts';

/** Pages of the standards officer, in the workbench. */
export const officePages: readonly PageSpec[] = [
  definePage({
    path: '/p/$park/office/standards',
    load: ({ params: { park }, query }) =>
      Promise.all([
        query.ensureQueryData(systemQuery(park)),
        query.ensureQueryData(catalogueQuery({ park })),
      ]),
    page: () => import('./StandardsPage.tsx'),
    menu: {
      order: 60,
      label: 'services:office.standards.title',
      href: (park) => to.officeStandards({ park }),
      under: ['/p/$park/office/standards', '/p/$park/office/revise'],
    },
  }),
  definePage({
    path: '/p/$park/office/revise/$service/$clause',
    load: ({ params, query }) => query.ensureQueryData(revisableQuery(params)),
    page: () => import('./RevisePage.tsx'),
  }),
  definePage({
    path: '/p/$park/office/revisions',
    load: ({ params, query }) => query.ensureQueryData(revisionsQuery(params.park)),
    page: () => import('./RevisionsPage.tsx'),
    menu: {
      order: 70,
      label: 'services:office.revisions.title',
      href: (park) => to.revisions({ park }),
      under: ['/p/$park/office/revisions'],
      permission: 'standards.revise',
    },
  }),
  definePage({
    path: '/p/$park/office/revisions/$id',
    load: async ({ params, query }) => {
      const { service, clause } = await query.ensureQueryData(revisionQuery(params));
      await query.ensureQueryData(revisableQuery({ park: params.park, service, clause }));
    },
    page: () => import('./RevisionPage.tsx'),
  }),
];
