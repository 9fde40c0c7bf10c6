import { useTranslation } from 'react-i18next';
import { pathOf } from '#platform/ui/api.ts';
import { useDate } from '#platform/ui/dates.ts';
import { ProofMark } from '#platform/ui/ProofMark.tsx';
import { to } from '#platform/ui/urls.ts';
import type { ActView, CaseView } from '../../model/index.ts';
import { ClauseLink } from './ClauseLink.tsx';

type CaseJournalProps = { readonly park: string; readonly view: CaseView; readonly zone: string };

/** Every act, latest first: what, when, by which post, on which clause, and its proof. */
export function CaseJournal({ park, view, zone }: CaseJournalProps) {
  const { t } = useTranslation('cases');
  return (
    <section className="case-part" aria-labelledby="journal">
      <h2 id="journal">{t('case.journal')}</h2>
      <ol className="case-acts">
        {view.acts.map((one) => (
          <li key={one.entryId} className={one.adverse ? 'case-act case-act-adverse' : 'case-act'}>
            <JournalAct park={park} view={view} zone={zone} one={one} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function JournalAct({ park, view, zone, one }: CaseJournalProps & { readonly one: ActView }) {
  const { t } = useTranslation('cases');
  const date = useDate(zone);
  return (
    <>
      <p className="case-act-title">{one.title}</p>
      {one.detail !== '' && <p>{one.detail}</p>}
      <p className="case-act-line">
        <time dateTime={one.at}>{date(one.at)}</time>
        <span>{one.actor}</span>
        <ClauseLink park={park} standard={view.standard} clause={one.clause} />
        <ProofMark state={one.proof.state} to={to.receipt({ park, entry: one.entryId })} />
      </p>
      {one.voucher !== null && (
        <p>
          <a
            className="case-download"
            href={pathOf('/p/:park/api/cases/:number/vouchers/:entry.docx', {
              park,
              number: view.card.number,
              entry: one.entryId,
            })}
            download
          >
            {t('case.voucher', { title: one.voucher })}
          </a>
        </p>
      )}
      {one.occurredAt !== null && (
        <p className="note">{t('case.occurred', { at: date(one.occurredAt) })}</p>
      )}
    </>
  );
}
