import { definePage, type WebSlice } from '#platform/ui/page-spec.ts';
import { entryQuery } from './reads.ts';

/** Public pages of evidence: verify a receipt, look at one. */
export const evidence: WebSlice = {
  name: 'evidence',
  texts: {
    'zh-CN': () => import('./text/zh-CN.json'),
    en: () => import('./text/en.json'),
  },
  pages: [
    definePage({ path: '/verify', page: () => import('./VerifyAnywherePage.tsx') }),
    definePage({ path: '/p/$park/verify', page: () => import('./VerifyPage.tsx') }),
    definePage({
      path: '/p/$park/receipts/$entry',
      load: ({ params, query }) => query.ensureQueryData(entryQuery(params.park, params.entry)),
      page: () => import('./ReceiptPage.tsx'),
    }),
  ],
};
