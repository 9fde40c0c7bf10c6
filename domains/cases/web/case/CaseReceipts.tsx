import { useTranslation } from 'react-i18next';
import { pathOf } from '#platform/ui/api.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { to } from '#platform/ui/urls.ts';
import type { CaseView } from '../../model/index.ts';

type CaseReceiptsProps = { readonly park: string; readonly view: CaseView; readonly zone: string };

/** The receipts of a case, to take home: one for each act, oldest first. */
export function CaseReceipts({ park, view, zone }: CaseReceiptsProps) {
  const { t } = useTranslation(['cases', 'ui']);
  const date = useDate(zone);
  const withheld =
    view.acts.find(({ proof }) => proof.withheld !== null)?.proof.withheld ?? undefined;
  return (
    <section className="case-part" aria-labelledby="receipts">
      <h2 id="receipts">{t('case.receipts')}</h2>
      <p className="quiet">{t('case.receipts-lead')}</p>
      {withheld !== undefined && (
        <p className="note">
          {t(`case.withheld.${withheld.reason}`, { since: date(withheld.since) })}
        </p>
      )}
      <ul className="case-receipts">
        {view.acts.toReversed().map((one) => (
          <li key={one.entryId}>
            <Link to={to.receipt({ park, entry: one.entryId })}>{one.title}</Link>
            <time className="quiet" dateTime={one.at}>
              {date(one.at)}
            </time>
            {one.proof.state !== 'anchored' ? (
              <span className="quiet">{t(`ui:proof.${one.proof.state}`)}</span>
            ) : (
              <a
                className="case-download"
                href={pathOf('/p/:park/api/receipts/:entry', { park, entry: one.entryId })}
                download
                aria-label={t('case.download-named', { act: one.title })}
              >
                {t('case.download')}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p className="note">{t('case.receipts-note')}</p>
    </section>
  );
}
