import type { WebSlice } from '#platform/ui/page-spec.ts';

/** Pages of this noun; each is declared here with `definePage` (see apps/web/README.md). */
export const parties: WebSlice = {
  name: 'parties',
  texts: {
    'zh-CN': () => import('./text/zh-CN.json'),
    en: () => import('./text/en.json'),
  },
  pages: [],
};
