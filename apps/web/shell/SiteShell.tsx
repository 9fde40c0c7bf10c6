import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { to } from '#platform/ui/urls.ts';
import { Frame } from './Frame.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';

/** Frame of the pages outside any park. */
export function SiteShell() {
  const { t } = useTranslation('web');
  const header = (
    <Header
      home={to.parks()}
      title={t('shell.product')}
      subtitle={t('shell.motto')}
      links={null}
      end={null}
    />
  );
  return (
    <Frame header={header} footer={<Footer />}>
      <Outlet />
    </Frame>
  );
}
