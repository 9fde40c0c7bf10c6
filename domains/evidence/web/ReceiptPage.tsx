import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { pathOf } from '#platform/ui/api.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { ProofMark } from '#platform/ui/ProofMark.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { entryQuery } from './reads.ts';

/** One entry of the log: where it stands, its receipt to take home, and how to verify it. */
export default function ReceiptPage({ params }: PageProps<'/p/$park/receipts/$entry'>) {
  const { park } = params;
  const { data: entry } = useSuspenseQuery(entryQuery(park, params.entry));
  const { t } = useTranslation('evidence');
  const say = useSay();
  const me = useMe(park);
  const date = useDate(me.park.zone);
  const file = pathOf('/p/:park/api/receipts/:entry', params);
  return (
    <Page
      title={t('receipt.title')}
      lead={t('receipt.lead')}
      crumbs={[
        { label: say(me.park.title), to: to.park({ park }) },
        { label: t('verify.title'), to: to.verify({ park }) },
      ]}
    >
      <output>
        <ProofMark state={entry.state} />
      </output>
      <dl className="facts facts-wide">
        <dt>{t('fact.stream')}</dt>
        <dd>{entry.caseNumber ?? t('fact.none')}</dd>
        <dt>{t('fact.type')}</dt>
        <dd>{t(`type.${entry.type}`, { defaultValue: entry.type })}</dd>
        <dt>{t('fact.at')}</dt>
        <dd>{date(entry.at)}</dd>
        <dt>{t('fact.place')}</dt>
        <dd>{entry.index === null ? t('receipt.pending') : entry.index + 1}</dd>
      </dl>
      {entry.withheld !== null && (
        <p className="note prose">
          <output>
            {t(`receipt.withheld.${entry.withheld.reason}`, { since: date(entry.withheld.since) })}
          </output>
        </p>
      )}
      {entry.state === 'anchored' && (
        <p className="state-act no-print">
          <a className="button" href={file} download={entry.fileName}>
            {t('receipt.download')}
          </a>
          <Link className="button button-quiet" to={to.verify({ park, receipt: params.entry })}>
            {t('receipt.verify')}
          </Link>
          <a href={pathOf('/p/:park/api/receipts/:entry/proof', params)} download>
            {t('receipt.proof')}
          </a>
        </p>
      )}
      <p className="section note prose">{t('verify.statement')}</p>
    </Page>
  );
}
