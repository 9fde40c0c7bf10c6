import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { caseReadsQuery } from './reads.ts';

type CaseReadersProps = {
  readonly park: string;
  readonly number: string;
  readonly zone: string;
};

/** Who of the staff has opened my matter, by post, and what for. */
export function CaseReaders({ park, number, zone }: CaseReadersProps) {
  const { t } = useTranslation('cases');
  const date = useDate(zone);
  const reads = useQuery(caseReadsQuery(park, number));
  const items = reads.data?.items ?? [];
  return (
    <section className="case-part no-print" aria-labelledby="readers">
      <h2 id="readers">{t('my.readers.title')}</h2>
      {reads.isError && <p className="quiet">{t('my.readers.failed')}</p>}
      {reads.isSuccess && items.length === 0 && <p className="quiet">{t('my.readers.none')}</p>}
      <ul className="case-receipts">
        {items.map(({ post, purposeText, at }) => (
          <li key={`${post} ${at} ${purposeText}`}>
            <span>
              {post} · {purposeText}
            </span>
            <time className="quiet" dateTime={at}>
              {date(at)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
