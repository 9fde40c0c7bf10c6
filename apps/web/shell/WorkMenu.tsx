import { Layout, Menu } from 'antd';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '#domains/parties/model.ts';
import { Link } from '#platform/ui/Link.tsx';
import type { Url } from '#platform/ui/urls.ts';
import { menuOf } from '../menu.ts';
import { slices } from '../routes.ts';

const menuWidthPixels = 208;

/** The menu of the open door, made of the pages that name a place in it; nothing else stands here. */
export function WorkMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation(slices.map((slice) => slice.name));
  const { pathname } = useLocation();
  const router = useRouter();
  const entries = menuOf(slices, { park: me.park.code, pathname });
  if (entries.length === 0) return null;
  const items = entries.map(({ href, label }) => ({
    key: href,
    // Menu addresses are made by `to` in each slice's routes.
    label: <Link to={href as Url}>{t(label)}</Link>,
  }));
  const chosen = entries.filter(({ href }) => pathname.startsWith(href)).map(({ href }) => href);
  return (
    <Layout.Sider width={menuWidthPixels} breakpoint="lg" collapsedWidth={0} theme="light">
      <nav aria-label={t('web:shell.work-menu')}>
        <Menu
          items={items}
          selectedKeys={chosen.slice(-1)}
          onClick={({ key, domEvent }) => domEvent.defaultPrevented || router.history.push(key)}
        />
      </nav>
    </Layout.Sider>
  );
}
