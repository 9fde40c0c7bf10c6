import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation, useParams, useRouter } from '@tanstack/react-router';
import { ConfigProvider, Layout } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#domains/parties/model.ts';
import { useMe } from '#domains/parties/web/index.ts';
import { actForNobody } from '#platform/ui/acting-party.ts';
import { SiteName } from '#platform/ui/PageTitle.tsx';
import { ParkBanners } from '#platform/ui/banners.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { LanguageSwitch } from '#platform/ui/LanguageSwitch.tsx';
import { useLanguage, useSay } from '#platform/ui/say.tsx';
import { SignedOut } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import { signOut } from '../pages/sign-in.ts';
import { doorsOf } from './doors.ts';
import { useDark } from './use-dark.ts';
import { useMainFocus } from './use-main-focus.ts';
import { WorkMenu } from './WorkMenu.tsx';
import { workTheme } from './work-theme.ts';
import './work.css';

/** Frame of /my, /desk and /office. Only this chunk brings Ant Design. */
export function WorkbenchShell() {
  const { park = '' } = useParams({ strict: false });
  const me = useMe(park);
  const { t } = useTranslation('web');
  const say = useSay();
  const language = useLanguage();
  const isDark = useDark();
  const main = useMainFocus();
  return (
    <ConfigProvider
      theme={workTheme(isDark)}
      locale={language === 'en' ? enUS : zhCN}
      // “受理” is a word, not two characters to be set apart.
      button={{ autoInsertSpace: false }}
    >
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <ParkBanners {...me.park} />
      <WorkHeader me={me} />
      <Layout className="work">
        <WorkMenu park={park} />
        <Layout.Content ref={main} id="main" tabIndex={-1} className="work-main">
          <SiteName value={say(me.park.title)}>
            {me.user === null ? <SignedOut /> : <Outlet />}
          </SiteName>
        </Layout.Content>
      </Layout>
    </ConfigProvider>
  );
}

/** Park, doors, person, language: one line, so that work starts near the top; folded on a phone. */
function WorkHeader({ me }: { readonly me: Me }) {
  const { t } = useTranslation('web');
  const say = useSay();
  const { pathname } = useLocation();
  // Opened for one page: going to another closes the menu by itself.
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === pathname;
  const park = me.park.code;
  return (
    <header className="work-top">
      <Link to={to.park({ park })} className="work-park">
        {say(me.park.title)}
      </Link>
      <button
        type="button"
        className="menu-button"
        aria-expanded={isOpen}
        aria-controls="work-nav"
        onClick={() => setOpenAt(isOpen ? undefined : pathname)}
      >
        {t(isOpen ? 'shell.menu-close' : 'shell.menu')}
      </button>
      <div id="work-nav" className="work-nav" {...(isOpen ? { 'data-open': '' } : {})}>
        <DoorLinks me={me} />
        <span className="work-end">
          {me.user !== null && <span className="quiet work-person">{me.user.name}</span>}
          {me.user !== null && <SignOut park={park} />}
          <LanguageSwitch />
        </span>
      </div>
    </header>
  );
}

function DoorLinks({ me }: { readonly me: Me }) {
  const { t } = useTranslation('web');
  const { pathname } = useLocation();
  return (
    <nav className="work-doors" aria-label={t('shell.nav')}>
      {doorsOf(me, pathname).map(({ door, href, isHere }) => (
        <Link key={door} to={href} aria-current={isHere ? 'page' : undefined}>
          {t(`nav.${door}`)}
        </Link>
      ))}
    </nav>
  );
}

function SignOut({ park }: { readonly park: string }) {
  const { t } = useTranslation('web');
  const router = useRouter();
  const query = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      actForNobody();
      query.clear();
      router.history.push(to.park({ park }));
    },
  });
  return (
    <button type="button" className="language" onClick={() => leave.mutate()}>
      {t('shell.sign-out')}
    </button>
  );
}
