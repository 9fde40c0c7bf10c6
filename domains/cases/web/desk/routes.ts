import { catalogueQuery } from '#domains/services/web/index.ts';
import { definePage, type PageSpec } from '#platform/ui/page-spec.ts';
import { to } from '#platform/ui/urls.ts';
import { caseQuery } from '../case/case-reads.ts';
import { formQuery, nodesQuery } from '../my/reads.ts';
import { queueQuery } from './reads.ts';

/** Pages of the desk (/desk): queue, case, records, visits, ledgers, filing for a firm. */
export const deskPages: readonly PageSpec[] = [
  definePage({ path: '/p/$park/desk', page: () => import('./DeskPage.tsx') }),
  definePage({
    path: '/p/$park/desk/queue/$name',
    menu: {
      order: 10,
      label: 'cases:desk.menu.queue',
      href: (park) => to.queue({ park, name: 'mine' }),
      under: ['/p/$park/desk/queue', '/p/$park/desk/cases'],
    },
    load: ({ params, search, query }) =>
      Promise.all([
        query.ensureQueryData(nodesQuery(params.park)),
        query.ensureInfiniteQueryData(
          queueQuery({ ...params, q: search.q, node: search.node, phase: search.phase }),
        ),
      ]),
    page: () => import('./QueuePage.tsx'),
  }),
  definePage({
    path: '/p/$park/desk/cases/$number',
    load: ({ params, query }) =>
      Promise.all([
        query.ensureQueryData(nodesQuery(params.park)),
        query.ensureQueryData(caseQuery(params)),
      ]),
    page: () => import('./DeskCasePage.tsx'),
  }),
  definePage({
    path: '/p/$park/desk/file',
    menu: {
      order: 20,
      label: 'cases:desk.menu.file',
      href: (park) => to.deskFile({ park }),
      under: ['/p/$park/desk/file'],
    },
    load: ({ params, query }) => query.ensureQueryData(catalogueQuery({ park: params.park })),
    page: () => import('./FileChoosePage.tsx'),
  }),
  definePage({
    path: '/p/$park/desk/file/$service',
    load: ({ params, query }) =>
      Promise.all([
        query.ensureQueryData(nodesQuery(params.park)),
        query.ensureQueryData(formQuery({ park: params.park, code: params.service })),
      ]),
    page: () => import('./FilePage.tsx'),
  }),
  definePage({
    path: '/p/$park/desk/record',
    menu: { order: 30, label: 'cases:desk.menu.record', href: (park) => to.record({ park }) },
    load: ({ params, query }) =>
      Promise.all([
        query.ensureQueryData(nodesQuery(params.park)),
        query.ensureQueryData(catalogueQuery({ park: params.park })),
      ]),
    page: () => import('./RecordPage.tsx'),
  }),
  definePage({
    path: '/p/$park/desk/visits',
    menu: { order: 40, label: 'cases:desk.menu.visits', href: (park) => to.visits({ park }) },
    load: ({ params, query }) => query.ensureQueryData(nodesQuery(params.park)),
    page: () => import('./VisitsPage.tsx'),
  }),
  definePage({
    path: '/p/$park/desk/ledgers/$name',
    menu: {
      order: 50,
      label: 'cases:desk.menu.ledgers',
      href: (park) => to.ledger({ park, name: 'services' }),
      under: ['/p/$park/desk/ledgers'],
    },
    load: ({ params, query }) => query.ensureQueryData(nodesQuery(params.park)),
    page: () => import('./LedgerPage.tsx'),
  }),
];
