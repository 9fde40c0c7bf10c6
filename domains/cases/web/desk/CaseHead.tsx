import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/case.ts';
import { HolderText } from '../case/HolderText.tsx';
import { CaseTime } from '../case/CaseTime.tsx';

type CaseHeadProps = { readonly title: string; readonly view: CaseView };

/** Number and kind, where it stands, who holds it, until when, and what happens by itself. */
export function CaseHead({ title, view }: CaseHeadProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const { card } = view;
  const { end } = card;
  const phase = t(`case.phase.${card.phase}`);
  return (
    <header className="case-head">
      <p className="quiet">
        <span className="case-number">{card.number}</span>
        {' · '}
        {say(card.serviceTitle)}
        {card.needClass !== null && ` · ${say(card.needClass.title)}`}
        {view.demo && <span className="tag">{t('desk.demo')}</span>}
        {card.imported && <span className="tag">{t('desk.imported')}</span>}
      </p>
      <h1>{title}</h1>
      <dl className="case-stand">
        <Fact term={t('desk.case.phase')}>
          <strong>{end === null ? phase : `${phase} · ${say(end.title)}`}</strong>
        </Fact>
        {end === null && (
          <>
            <Fact term={t('desk.case.due')}>
              <CaseTime card={card} />
            </Fact>
            <Fact term={t('desk.case.holder')}>
              <HolderText view={view} />
            </Fact>
            <Fact term={t('desk.case.ahead')}>{view.ifNobodyActs}</Fact>
          </>
        )}
      </dl>
    </header>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
