import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { parksQuery } from '#domains/parties/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { Say } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';

/** The parks this server runs; the way to each of them. */
export default function ParksPage() {
  const { t } = useTranslation('web');
  const { data } = useSuspenseQuery(parksQuery());
  return (
    <Page title={t('parks.title')} lead={t('parks.lead')} crumbs={[]}>
      {data.items.length === 0 && (
        <Empty title={t('parks.empty.title')}>
          <p>{t('parks.empty.text')}</p>
        </Empty>
      )}
      <ul className="rows">
        {data.items.map((park) => (
          <li key={park.code} className="row">
            <Link to={to.park({ park: park.code })} className="row-link">
              <span>
                <span className="row-title">
                  <Say text={park.title} />
                </span>
                {park.demo && <span className="row-text">{t('parks.demo')}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
