import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { Empty, Loading } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import type { Visit } from '../../model/ledgers.ts';
import { DeskFrame } from './DeskFrame.tsx';
import { MoreButton } from './MoreButton.tsx';
import { visitsQuery } from './reads.ts';
import { VisitForm } from './VisitForm.tsx';

/** 走访: write one down, and see which firms were visited. */
export default function VisitsPage({ params }: PageProps<'/p/$park/desk/visits'>) {
  const { park } = params;
  const { t } = useTranslation('cases');
  const visits = useInfiniteQuery(visitsQuery(park));
  const { zone } = useMe(park).park;
  if (visits.isError && visits.data === undefined) throw visits.error;
  const rows = visits.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <DeskFrame park={park} title={t('desk.visits.title')} lead={t('desk.visits.lead')}>
      <div className="record">
        <VisitForm park={park} />
        <section aria-labelledby="visits">
          <h2 id="visits" className="desk-h2">
            {t('desk.visits.latest')}
            <Link to={to.ledger({ park, name: 'visits' })}>{t('desk.ledger.name.visits')}</Link>
          </h2>
          {visits.data === undefined && <Loading />}
          {visits.data !== undefined && rows.length === 0 && (
            <Empty title={t('desk.visits.none')}>
              <p>{t('desk.visits.none-text')}</p>
            </Empty>
          )}
          <ul className="record-rows">
            {rows.map((row) => (
              <li key={row.id}>
                <VisitRow row={row} zone={zone} />
              </li>
            ))}
          </ul>
          <MoreButton list={visits} />
        </section>
      </div>
    </DeskFrame>
  );
}

function VisitRow({ row, zone }: { readonly row: Visit; readonly zone: string }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const date = useDate(zone);
  return (
    <>
      <p>
        <strong>{row.organisation}</strong>
        {row.imported && <span className="tag">{t('desk.imported')}</span>}
      </p>
      <p className="desk-text">{row.summary}</p>
      <p className="quiet">
        {date(row.visitedOn)} · {say(row.nodeTitle)} · {row.by}
      </p>
    </>
  );
}
