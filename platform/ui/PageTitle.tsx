import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';

/** The name of the park whose page is shown; nothing outside of any. The frame of a park gives it. */
export const SiteName = createContext<string | undefined>(undefined);

/** The title of the document: what the page is, then whose: the park, or the product outside of any. */
export function PageTitle({ title }: { readonly title: string }) {
  const { t } = useTranslation('ui');
  const park = useContext(SiteName);
  // A park's home bears its name already; there the product tells what it is.
  const site = park === undefined || park === title ? t('page.product') : park;
  return <title>{site === title ? title : t('page.title', { title, site })}</title>;
}
