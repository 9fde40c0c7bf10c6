import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from './Link.tsx';
import { PageTitle } from './PageTitle.tsx';
import type { Url } from './urls.ts';

export type Crumb = { readonly label: string; readonly to: Url };

type PageProps = {
  readonly title: string;
  /** Shown under the title in larger, quieter type: what this page answers. */
  readonly lead?: ReactNode;
  /** What a link to the page says of it where it is shared; the lead where that is plain text. */
  readonly description?: string | undefined;
  /** The way from the park's home to here, this page not included; empty only at a home page. */
  readonly crumbs: readonly Crumb[];
  /** Replaces the standard heading where a page draws its own; it must contain the h1. */
  readonly heading?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of every page: document title, place in the breadcrumb, heading, content. */
export function Page({ title, lead, description, crumbs, heading, children }: PageProps) {
  return (
    <>
      <PageTitle title={title} />
      <Shared title={title} text={description ?? (typeof lead === 'string' ? lead : undefined)} />
      <Crumbs crumbs={crumbs} here={title} />
      {heading ?? (
        <header className="page-head">
          <h1>{title}</h1>
          {lead !== undefined && <p>{lead}</p>}
        </header>
      )}
      {children}
      <FragmentFocus />
    </>
  );
}

/** What search engines and messengers show of a link. @source Open Graph protocol */
function Shared({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  return (
    <>
      <meta property="og:title" content={title} />
      {text !== undefined && <meta name="description" content={text} />}
      {text !== undefined && <meta property="og:description" content={text} />}
    </>
  );
}

function Crumbs({ crumbs, here }: { crumbs: readonly Crumb[]; here: string }) {
  const { t } = useTranslation('ui');
  if (crumbs.length === 0) return null;
  return (
    <nav className="crumbs" aria-label={t('page.crumbs')}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.to}>
            <Link to={crumb.to}>{crumb.label}</Link>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}

/** A fragment (#5.2) names an element drawn only after its data came; go there once it is there. */
function FragmentFocus() {
  const done = useRef('');
  useEffect(() => {
    const { hash } = window.location;
    if (hash === '' || done.current === hash) return;
    const target = elementOf(decodeURIComponent(hash.slice(1)));
    if (target === null) return;
    done.current = hash;
    // The browser's own :target was decided before the element came.
    target.dataset['target'] = '';
    target.scrollIntoView();
  });
  return null;
}

/** The element of that name; for a clause without a text of its own, the first one below it. */
function elementOf(id: string): HTMLElement | null {
  return document.getElementById(id) ?? document.querySelector(`[id^="${CSS.escape(id)}."]`);
}
