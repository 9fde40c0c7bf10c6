import { definePage, type WebSlice } from '#platform/ui/page-spec.ts';
import { to } from '#platform/ui/urls.ts';
import { erasuresQuery } from './erasure-reads.ts';
import { entryQuery, logQuery, receiptQuery } from './reads.ts';

/** Public pages of evidence: verify a receipt, look at one. */
export const evidence: WebSlice = {
  name: 'evidence',
  texts: {
    'zh-CN': () => import('./text/zh-CN.json'),
    en: () => import('./text/en.json'),
  },
  pages: [
    definePage({ path: '/verify', page: () => import('./VerifyAnywherePage.tsx') }),
    definePage({
      path: '/p/$park/verify',
      load: async ({ params, search, query }) => {
        // What cannot be read is said beside the form, which takes any other receipt.
        if (search['receipt'])
          await query.prefetchQuery(receiptQuery(params.park, search['receipt']));
      },
      page: () => import('./VerifyPage.tsx'),
    }),
    definePage({
      path: '/p/$park/log',
      load: ({ params, query }) => query.ensureQueryData(logQuery(params.park)),
      page: () => import('./LogPage.tsx'),
    }),
    definePage({
      path: '/p/$park/office/log',
      load: ({ params, query }) => query.ensureQueryData(logQuery(params.park)),
      page: () => import('./OfficeLogPage.tsx'),
      menu: { order: 80, label: 'evidence:log.menu', href: (park) => to.officeLog({ park }) },
    }),
    definePage({
      path: '/p/$park/office/erasures',
      load: ({ params, query }) => query.ensureQueryData(erasuresQuery(params.park)),
      page: () => import('./ErasurePage.tsx'),
      menu: {
        order: 85,
        label: 'evidence:erasure.menu',
        href: (park) => to.erasures({ park }),
        permission: 'parties.manage',
      },
    }),
    definePage({
      path: '/p/$park/receipts/$entry',
      load: ({ params, query }) => query.ensureQueryData(entryQuery(params.park, params.entry)),
      page: () => import('./ReceiptPage.tsx'),
    }),
  ],
};
