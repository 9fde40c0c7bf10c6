import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { FigureGroups } from './FigureGroups.tsx';
import { NodeChart } from './NodeChart.tsx';
import { OpenNeeds } from './OpenNeeds.tsx';
import { PrintButton } from './PrintButton.tsx';
import { overviewQuery } from './reads.ts';
import './office.css';

/** The office's first screen: are we keeping our standards? Every figure leads to its records. */
export default function OverviewPage({ params }: PageProps<'/p/$park/office'>) {
  const { park } = params;
  const { data } = useSuspenseQuery(overviewQuery(park));
  const { t } = useTranslation('cases');
  const say = useSay();
  const date = useDate();
  const me = useMe(park);
  return (
    <Page
      title={t('office.overview.title')}
      lead={t('office.overview.lead', { on: date(data.on) })}
      crumbs={[{ label: say(me.park.title), to: to.park({ park }) }]}
    >
      <PrintButton />
      <FigureGroups park={park} figures={data.figures} />
      <OpenNeeds park={park} needs={data.openNeeds} />
      <NodeChart park={park} ledger="needs" nodes={data.byNode} />
      <NodeChart park={park} ledger="cases" nodes={data.casesByNode} />
    </Page>
  );
}
