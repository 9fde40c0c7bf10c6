import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MenuLink } from '#platform/ui/Link.tsx';
import { menuOf } from '../menu.ts';
import { slices } from '../routes.ts';

/** The menu of the open door, made of the pages that name a place in it; nothing else stands here. */
export function WorkMenu({ park }: { readonly park: string }) {
  const { t } = useTranslation(slices.map((slice) => slice.name));
  const { pathname } = useLocation();
  const lines = menuOf(slices, { park, pathname });
  if (lines.length === 0) return null;
  return (
    <nav className="work-menu" aria-label={t('web:shell.work-menu')}>
      <ul>
        {lines.map(({ href, label }) => (
          <li key={href}>
            <MenuLink to={href} exact>
              {t(label)}
            </MenuLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
