import type { WebSlice } from '#platform/ui/page-spec.ts';
import { deskPages } from './desk/routes.ts';
import { officePages } from './office/routes.ts';
import { myPages } from './my/routes.ts';

/** Pages of this noun; each is declared here with `definePage` (see apps/web/README.md). */
export const cases: WebSlice = {
  name: 'cases',
  texts: {
    'zh-CN': () => import('./text/zh-CN.json'),
    en: () => import('./text/en.json'),
  },
  pages: [...deskPages, ...officePages, ...myPages],
};
