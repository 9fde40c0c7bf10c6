import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { to } from '#platform/ui/urls.ts';
import { Footer } from './Footer.tsx';
import { Frame } from './Frame.tsx';
import { Header } from './Header.tsx';

/** Frame of the pages outside any park. */
export function SiteShell() {
  return (
    <SiteFrame>
      <Outlet />
    </SiteFrame>
  );
}

/** The frame itself, for states that belong to no page: an unknown address, an unknown park. */
export function SiteFrame({ children }: { readonly children: ReactNode }) {
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
      {children}
    </Frame>
  );
}
