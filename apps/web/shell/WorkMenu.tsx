import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { useSightOfHere } from '#platform/ui/use-sight-of-here.ts';
import { doorOf, menuOf, type MenuLine } from '../menu.ts';
import { slices } from '../routes.ts';
import { doorsOf } from './doors.ts';

/**
 * The menu of the open door, made of the pages that name a place in it; behind a door somebody may
 * not open, the doors they may.
 */
export function WorkMenu({ park }: { readonly park: string }) {
  const { t } = useTranslation(slices.map((slice) => slice.name));
  const { pathname } = useLocation();
  const me = useMe(park);
  const { permissions } = me;
  const mayEnter = me.doors.some((door) => door === doorOf(pathname));
  const doors = doorsOf(me, pathname).map((door) => ({ ...door, label: `web:nav.${door.door}` }));
  const lines: MenuLine[] = mayEnter ? menuOf(slices, { park, pathname, permissions }) : doors;
  const menu = useSightOfHere<HTMLElement>(pathname);
  if (lines.length === 0) return null;
  return (
    <nav ref={menu} className="work-menu" aria-label={t('web:shell.work-menu')}>
      <ul>
        {lines.map(({ href, label, isHere }) => (
          <li key={href}>
            <Link to={href} aria-current={isHere ? 'page' : undefined}>
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
