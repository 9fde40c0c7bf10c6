import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { CaseJournal } from '../case/CaseJournal.tsx';
import { caseQuery } from '../case/case-reads.ts';
import { ActionPanel } from './ActionPanel.tsx';
import { CaseHead } from './CaseHead.tsx';
import { CaseMatter } from './CaseMatter.tsx';
import { DeskFrame } from './DeskFrame.tsx';
import { nodesQuery } from '../my/reads.ts';
import '../case/case.css';

/** A case at the desk in three columns: the matter · what may be done now · the journal. */
export default function DeskCasePage({ params }: PageProps<'/p/$park/desk/cases/$number'>) {
  const { park, number } = params;
  const { t } = useTranslation('cases');
  const say = useSay();
  const { zone } = useMe(park).park;
  const { data: view } = useSuspenseQuery(caseQuery(params));
  const { data: network } = useSuspenseQuery(nodesQuery(park));
  const { card } = view;
  const title = card.summary === '' ? say(card.serviceTitle) : card.summary;
  return (
    <DeskFrame
      park={park}
      title={title}
      crumbs={[{ label: t('desk.queue.title'), to: to.queue({ park, name: 'mine' }) }]}
      heading={<CaseHead title={title} view={view} />}
    >
      <div className="desk-case">
        {/* First in order: who tabs through the page meets what may be done before the reading. */}
        <ActionPanel key={number} park={park} view={view} nodes={network.items} />
        <CaseMatter view={view} park={park} />
        <div className="case-journal">
          <CaseJournal park={park} view={view} zone={zone} />
        </div>
      </div>
    </DeskFrame>
  );
}
