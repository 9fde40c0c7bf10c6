import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Told } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { noticesQuery } from './reads.ts';

/** Notices shown at first; the rest unfold. */
const shownFirst = 3;

/** What I was told, latest first; each leads to its matter. */
export function Notices({ park }: { readonly park: string }) {
  const { t } = useTranslation('cases');
  const date = useDate(useMe(park).park.zone);
  const notices = useQuery(noticesQuery(park));
  const items = notices.data?.items ?? [];
  if (items.length === 0) return null;
  const line = ({ id, number, title, text, at }: (typeof items)[number]) => (
    <li key={id}>
      <p>
        <Link to={to.myCase({ park, number })}>
          <Told text={title} />
        </Link>
      </p>
      {text !== '' && (
        <p>
          <Told text={text} />
        </p>
      )}
      <time className="note" dateTime={at}>
        {date(at)}
      </time>
    </li>
  );
  return (
    <section className="case-part" aria-labelledby="notices">
      <h2 id="notices">{t('my.notices.title')}</h2>
      <ul className="my-notices">{items.slice(0, shownFirst).map(line)}</ul>
      {items.length > shownFirst && (
        <details className="my-others">
          <summary>{t('my.notices.more', { count: items.length - shownFirst })}</summary>
          <ul className="my-notices">{items.slice(shownFirst).map(line)}</ul>
        </details>
      )}
    </section>
  );
}
