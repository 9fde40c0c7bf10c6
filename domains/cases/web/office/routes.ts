import { definePage, type PageSpec } from '#platform/ui/page-spec.ts';
import { to } from '#platform/ui/urls.ts';
import { monthQuery, oldEditionsQuery, overviewQuery, sheetQuery } from './reads.ts';

/** Pages of the director and the assessor, in the workbench. */
export const officePages: readonly PageSpec[] = [
  definePage({
    path: '/p/$park/office',
    load: ({ params, query }) => query.ensureQueryData(overviewQuery(params.park)),
    page: () => import('./OverviewPage.tsx'),
    menu: { order: 10, label: 'cases:office.menu.overview', href: (park) => to.office({ park }) },
  }),
  definePage({
    path: '/p/$park/office/rhythm/today',
    load: ({ params: { park }, search, query }) =>
      query.ensureQueryData(sheetQuery({ park, kind: 'today', on: search.on })),
    page: () => import('./TodayPage.tsx'),
    menu: {
      order: 20,
      label: 'cases:office.menu.today',
      href: (park) => to.rhythm({ park, view: 'today' }),
    },
  }),
  definePage({
    path: '/p/$park/office/rhythm/dispatch',
    load: ({ params: { park }, search, query }) =>
      query.ensureQueryData(sheetQuery({ park, kind: 'dispatch', on: search.on })),
    page: () => import('./DispatchPage.tsx'),
    menu: {
      order: 25,
      label: 'cases:office.menu.dispatch',
      href: (park) => to.rhythm({ park, view: 'dispatch' }),
    },
  }),
  definePage({
    path: '/p/$park/office/rhythm/week',
    load: ({ params: { park }, search, query }) =>
      query.ensureQueryData(sheetQuery({ park, kind: 'week', on: search.on })),
    page: () => import('./WeekPage.tsx'),
    menu: {
      order: 30,
      label: 'cases:office.menu.week',
      href: (park) => to.rhythm({ park, view: 'week' }),
    },
  }),
  definePage({
    path: '/p/$park/office/rhythm/month',
    page: () => import('./MonthNowPage.tsx'),
    menu: {
      order: 35,
      label: 'cases:office.menu.month',
      href: (park) => to.month({ park }),
      under: ['/p/$park/office/rhythm/month'],
    },
  }),
  definePage({
    path: '/p/$park/office/rhythm/month/$month',
    load: ({ params, query }) => query.ensureQueryData(monthQuery(params)),
    page: () => import('./MonthPage.tsx'),
  }),
  definePage({
    path: '/p/$park/office/migrations',
    load: ({ params, query }) => query.ensureQueryData(oldEditionsQuery(params.park)),
    page: () => import('./MigrationsPage.tsx'),
    menu: {
      order: 80,
      label: 'cases:office.menu.migrations',
      href: (park) => to.migrations({ park }),
      permission: 'standards.revise',
    },
  }),
  definePage({
    path: '/p/$park/office/test',
    page: () => import('./TestPage.tsx'),
    menu: {
      order: 40,
      label: 'cases:office.menu.test',
      href: (park) => to.test({ park }),
      permission: 'cases.test',
    },
  }),
];
