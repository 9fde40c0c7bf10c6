import { useLocation } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '#platform/ui/LanguageSwitch.tsx';
import { Link } from '#platform/ui/Link.tsx';
import type { Url } from '#platform/ui/urls.ts';

type HeaderProps = {
  readonly home: Url;
  readonly title: string;
  readonly subtitle: string;
  /** Links of the main navigation, and what stands at its end (doors, sign-in). */
  readonly links: ReactNode;
  readonly end: ReactNode;
};

/** Compass and square (规矩): the mark of the product. */
function Mark() {
  return (
    <svg width="32" height="32" viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M6 4v24h23M6 16h10.5A12.5 12.5 0 0 1 29 28"
        stroke="currentColor"
        strokeWidth="2.6"
      />
    </svg>
  );
}

/** The head of every public page; on a phone the navigation folds into a menu. */
export function Header({ home, title, subtitle, links, end }: HeaderProps) {
  const { t } = useTranslation('web');
  const { pathname } = useLocation();
  // Opened for one page: going to another closes the menu by itself.
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === pathname;
  return (
    <header className="top">
      <div className="wide top-row">
        <Link to={home} className="wordmark">
          <Mark />
          <span>
            {title}
            <small>{subtitle}</small>
          </span>
        </Link>
        <button
          type="button"
          className="menu-button"
          aria-expanded={isOpen}
          aria-controls="nav"
          onClick={() => setOpenAt(isOpen ? undefined : pathname)}
        >
          {t(isOpen ? 'shell.menu-close' : 'shell.menu')}
        </button>
        <nav
          id="nav"
          className="nav"
          aria-label={t('shell.nav')}
          {...(isOpen ? { 'data-open': '' } : {})}
        >
          <div className="nav-links">{links}</div>
          <div className="nav-end">
            {end}
            <LanguageSwitch />
          </div>
        </nav>
      </div>
    </header>
  );
}
