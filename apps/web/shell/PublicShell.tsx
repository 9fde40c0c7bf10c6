import { Outlet, useLocation, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '#domains/parties/model.ts';
import { useMe } from '#domains/parties/web/index.ts';
import { SiteName } from '#platform/ui/PageTitle.tsx';
import { ParkBanners } from '#platform/ui/banners.tsx';
import { Link, MenuLink } from '#platform/ui/Link.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { Footer } from './Footer.tsx';
import { Frame } from './Frame.tsx';
import { Header } from './Header.tsx';

/** Frame of a park's public pages. Nothing of the workbench is loaded here. */
export function PublicShell() {
  const { park = '' } = useParams({ strict: false });
  const me = useMe(park);
  const { t } = useTranslation('web');
  const say = useSay();
  const { pathname } = useLocation();
  const header = (
    <Header
      home={to.park({ park })}
      title={say(me.park.title)}
      subtitle={t('shell.park-subtitle')}
      links={<ParkLinks park={park} />}
      end={<Doors me={me} />}
    />
  );
  return (
    <SiteName value={say(me.park.title)}>
      <Frame
        banners={<ParkBanners {...me.park} />}
        header={header}
        footer={<Footer park={park} />}
        isHome={pathname.replace(/\/$/, '') === to.park({ park })}
      >
        <Outlet />
      </Frame>
    </SiteName>
  );
}

function ParkLinks({ park }: { readonly park: string }) {
  const { t } = useTranslation('web');
  return (
    <>
      <MenuLink to={to.services({ park })}>{t('nav.services')}</MenuLink>
      <MenuLink to={to.standards({ park })}>{t('nav.standards')}</MenuLink>
      <MenuLink to={to.verify({ park })}>{t('nav.verify')}</MenuLink>
    </>
  );
}

/** The doors this person may open; to a visitor, the way to sign in. */
function Doors({ me }: { readonly me: Me }) {
  const { t } = useTranslation('web');
  const { pathname, searchStr } = useLocation();
  const park = me.park.code;
  if (me.user === null)
    return <Link to={to.signIn({ next: pathname + searchStr })}>{t('nav.sign-in')}</Link>;
  return (
    <>
      {me.doors.includes('my') && <Link to={to.my({ park })}>{t('nav.my')}</Link>}
      {me.doors.includes('desk') && <Link to={to.desk({ park })}>{t('nav.desk')}</Link>}
      {me.doors.includes('office') && <Link to={to.office({ park })}>{t('nav.office')}</Link>}
    </>
  );
}
