import { cases } from '#domains/cases/web/routes.ts';
import { evidence } from '#domains/evidence/web/routes.ts';
import { parties } from '#domains/parties/web/routes.ts';
import { services } from '#domains/services/web/routes.ts';
import { clauseQuery } from '#domains/standards/web/reads.ts';
import { standards } from '#domains/standards/web/routes.ts';
import { parksQuery } from '#domains/parties/web/reads.ts';
import { definePage, type WebSlice } from '#platform/ui/page-spec.ts';
import { loadHome } from './pages/home-reads.ts';

/** Texts of the design system; they come with the first page. */
const ui: WebSlice = {
  name: 'ui',
  texts: {
    'zh-CN': () => import('#platform/ui/text/zh-CN.json'),
    en: () => import('#platform/ui/text/en.json'),
  },
  pages: [],
};

/** Pages that belong to no single noun. */
const web: WebSlice = {
  name: 'web',
  texts: {
    'zh-CN': () => import('./text/zh-CN.json'),
    en: () => import('./text/en.json'),
  },
  pages: [
    definePage({
      path: '/',
      load: ({ query }) => query.ensureQueryData(parksQuery()),
      page: () => import('./pages/ParksPage.tsx'),
    }),
    definePage({ path: '/sign-in', page: () => import('./pages/SignInPage.tsx') }),
    definePage({
      path: '/p/$park',
      texts: ['services', 'standards'],
      load: ({ params, query }) => loadHome(query, params.park),
      page: () => import('./pages/HomePage.tsx'),
    }),
    definePage({
      path: '/p/$park/standards/$code/clauses/$clause',
      texts: ['standards'],
      load: ({ params, query }) => query.ensureQueryData(clauseQuery(params)),
      page: () => import('./pages/ClausePage.tsx'),
    }),
  ],
};

/** Every page of the product, by slice. The whole map is this list. */
export const slices: readonly WebSlice[] = [ui, web, parties, services, standards, cases, evidence];
