import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { ButtonLink } from '#platform/ui/Button.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { Empty, Loading } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import type { MyCase } from '../../model/index.ts';
import { Drafts } from './Drafts.tsx';
import { MatterRow } from './MatterRow.tsx';
import { Notices } from './Notices.tsx';
import { PartySwitch } from './PartySwitch.tsx';
import { myCasesQuery } from './reads.ts';
import '../case/case.css';
import './my.css';

/**
 * My matters: what is open by its next deadline with one action each, then what is closed. What I
 * have begun to write comes first unless something open waits for me.
 */
export default function MyPage({ params: { park } }: PageProps<'/p/$park/my'>) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const me = useMe(park);
  const { data: open } = useSuspenseQuery(myCasesQuery(park, 'open'));
  // Who is called back is asked as well: confirming is up to them.
  const waiting = open.items.filter(
    ({ holder, phase }) => holder?.role === 'applicant' || phase === 'to-call-back',
  ).length;
  return (
    <div className="my">
      <Page
        title={t('my.title')}
        lead={waiting > 0 ? t('my.lead-waiting', { count: waiting }) : t('my.lead')}
        crumbs={[{ label: say(me.park.title), to: to.park({ park }) }]}
      >
        <div className="my-top">
          <PartySwitch park={park} />
          <ButtonLink to={to.services({ park })}>{t('my.new')}</ButtonLink>
        </div>
        {waiting === 0 && <Drafts park={park} />}
        <section className="case-part" aria-labelledby="open">
          <h2 id="open">{t('my.open', { count: open.items.length })}</h2>
          {open.items.length === 0 ? (
            <Empty title={t('my.empty.title')} rank={3}>
              <p>{t('my.empty.text')}</p>
              <p className="state-act">
                <ButtonLink look="quiet" to={to.services({ park })}>
                  {t('my.empty.act')}
                </ButtonLink>
              </p>
            </Empty>
          ) : (
            <Matters park={park} cards={open.items} />
          )}
        </section>
        {waiting > 0 && <Drafts park={park} />}
        <Notices park={park} />
        <ClosedMatters park={park} />
      </Page>
    </div>
  );
}

type MattersProps = { readonly park: string; readonly cards: readonly MyCase[] };

function Matters({ park, cards }: MattersProps) {
  return (
    <ul className="my-list">
      {cards.map((card) => (
        <MatterRow key={card.number} park={park} card={card} />
      ))}
    </ul>
  );
}

function ClosedMatters({ park }: { readonly park: string }) {
  const { t } = useTranslation('cases');
  const closed = useQuery(myCasesQuery(park, 'closed'));
  if (closed.isError) throw closed.error;
  const items = closed.data?.items ?? [];
  return (
    <section className="case-part" aria-labelledby="closed">
      <h2 id="closed">
        {closed.isSuccess ? t('my.closed', { count: items.length }) : t('case.phase.closed')}
      </h2>
      {closed.isPending && <Loading />}
      {closed.isSuccess && items.length === 0 && <p className="quiet">{t('my.closed-none')}</p>}
      {items.length > 0 && <Matters park={park} cards={items} />}
    </section>
  );
}
