import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMainFocus } from './use-main-focus.ts';

type FrameProps = {
  readonly banners?: ReactNode;
  readonly header: ReactNode;
  readonly footer: ReactNode;
  /** The page draws its own full-width bands; the frame then adds no margin. */
  readonly isHome?: boolean;
  readonly children: ReactNode;
};

/** Landmarks every public page has: skip link, banners, header, main, footer. */
export function Frame({ banners, header, footer, isHome, children }: FrameProps) {
  const { t } = useTranslation('web');
  const main = useMainFocus();
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <Progress />
      {banners}
      {header}
      <main id="main" ref={main} tabIndex={-1} className={isHome ? 'main main-home' : 'main'}>
        {isHome === true ? children : <div className="wide">{children}</div>}
      </main>
      {footer}
    </div>
  );
}

function Progress() {
  const isLoading = useRouterState({ select: (state) => state.status === 'pending' });
  return isLoading ? <div className="progress" aria-hidden="true" /> : null;
}
