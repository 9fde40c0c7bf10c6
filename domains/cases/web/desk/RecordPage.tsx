import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { catalogueQuery } from '#domains/services/web/index.ts';
import { useMe } from '#domains/parties/web/index.ts';
import { dayIn } from '#platform/ui/dates.ts';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Empty, Loading } from '#platform/ui/states.tsx';
import { DeskFrame } from './DeskFrame.tsx';
import { MoreButton } from './MoreButton.tsx';
import { useOutbox } from './outbox.ts';
import { recordsQuery } from './reads.ts';
import { RecordForm } from './RecordForm.tsx';
import { RecordRows } from './RecordRows.tsx';
import { WaitingRecords } from './WaitingRecords.tsx';

/** 记一笔服务: whom, what, one line; written down within 15 seconds, on a phone with one hand. */
export default function RecordPage({ params }: PageProps<'/p/$park/desk/record'>) {
  const { park } = params;
  const { t } = useTranslation('cases');
  const { data: catalogue } = useSuspenseQuery(catalogueQuery({ park }));
  const records = useInfiniteQuery(recordsQuery(park));
  const outbox = useOutbox(park);
  if (records.isError && records.data === undefined) throw records.error;
  const rows = records.data?.pages.flatMap((page) => page.items) ?? [];
  const needs = catalogue.items.find(({ need }) => need)?.code;
  const { zone, now } = useMe(park).park;
  const today = dayIn(zone, now);
  const count = rows.filter((row) => dayIn(zone, row.at) === today).length;
  return (
    <DeskFrame park={park} title={t('desk.record.title')} lead={t('desk.record.lead')}>
      <div className="record">
        <RecordForm park={park} services={catalogue.items} onSave={outbox.add} />
        <div>
          <WaitingRecords park={park} outbox={outbox} />
          <section aria-labelledby="records">
            <h2 id="records" className="desk-h2">
              {t('desk.record.latest')}
              <span className="quiet">{t('desk.record.today', { count })}</span>
            </h2>
            {records.data === undefined && <Loading />}
            {records.data !== undefined && rows.length === 0 && (
              <Empty title={t('desk.record.none')}>
                <p>{t('desk.record.none-text')}</p>
              </Empty>
            )}
            <RecordRows park={park} rows={rows} zone={zone} needs={needs} />
            <MoreButton list={records} />
          </section>
        </div>
      </div>
    </DeskFrame>
  );
}
