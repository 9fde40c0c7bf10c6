import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Told, useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { CaseView } from '../../model/index.ts';
import { CaseAdverse } from '../case/CaseAdverse.tsx';
import { CaseAnswers, CaseMaterials } from '../case/CaseAnswers.tsx';
import { CaseClocks } from '../case/CaseClocks.tsx';
import { CaseDocuments } from '../case/CaseDocuments.tsx';
import { CaseEdition } from '../case/CaseEdition.tsx';
import { CaseJournal } from '../case/CaseJournal.tsx';
import { CaseParts } from '../case/CaseParts.tsx';
import { CaseReceipts } from '../case/CaseReceipts.tsx';
import { CaseStanding } from '../case/CaseStanding.tsx';
import { caseQuery } from '../case/case-reads.ts';
import { Acted } from './Acted.tsx';
import { CaseReaders } from './CaseReaders.tsx';
import { FiledNote } from './FiledNote.tsx';
import { MyActions } from './MyActions.tsx';
import { MyTurn } from './MyTurn.tsx';
import { useActingOrganisation } from './PartySwitch.tsx';
import { RatePart } from './RatePart.tsx';
import '../case/case.css';
import './my.css';

/** The page of a case for whoever asked: where it stands, what I must do, what happened, its proof. */
export default function MyCasePage(props: PageProps<'/p/$park/my/cases/$number'>) {
  const { params, search } = props;
  const { park, number } = params;
  const { t } = useTranslation('cases');
  const say = useSay();
  const me = useMe(park);
  useActingOrganisation(park);
  const { data: view } = useSuspenseQuery(caseQuery(params));
  const { zone } = me.park;
  return (
    <div className="my">
      <Page
        title={number}
        heading={<CaseHeading view={view} />}
        crumbs={[
          { label: say(me.park.title), to: to.park({ park }) },
          { label: t('my.title'), to: to.my({ park }) },
        ]}
      >
        {search['filed'] !== undefined && view.acts.length === 1 && (
          <FiledNote park={park} view={view} />
        )}
        <Acted view={view}>
          <div className="my-case">
            <div className="my-case-main">
              <CaseStanding view={view} isMine />
              <CaseAdverse park={park} view={view} zone={zone} />
              <MyTurn park={park} view={view} />
              <CaseParts view={view} addressOf={(each) => to.myCase({ park, number: each })} />
              <RatePart park={park} view={view} />
              <CaseClocks park={park} view={view} zone={zone} />
              <CaseJournal park={park} view={view} zone={zone} />
            </div>
            <div className="my-case-side">
              <MyActions park={park} view={view} />
              <CaseAnswers view={view} />
              <CaseMaterials park={park} view={view} />
              <CaseDocuments park={park} view={view} />
              <CaseReceipts park={park} view={view} zone={zone} />
              <CaseEdition park={park} view={view} />
              <CaseReaders park={park} number={number} zone={zone} />
            </div>
          </div>
        </Acted>
      </Page>
    </div>
  );
}

function CaseHeading({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const { card, demo } = view;
  return (
    <header className="page-head">
      <h1>{say(card.serviceTitle)}</h1>
      <p className="my-number">
        <span>{t(card.need ? 'case.need-number' : 'case.number', { number: card.number })}</span>
        <span>
          <Told text={t('case.applicant', { name: card.applicant })} />
        </span>
        <span>{t(`case.channel.${card.channel}`, { defaultValue: card.channel })}</span>
        {card.needClass !== null && <span>{say(card.needClass.title)}</span>}
        {demo && <span className="tag">{t('case.demo')}</span>}
      </p>
    </header>
  );
}
