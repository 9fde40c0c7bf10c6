import { useTranslation } from 'react-i18next';
import { Say, Told } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/index.ts';
import { HolderText } from './HolderText.tsx';
import { CaseTime } from './CaseTime.tsx';

type CaseStandingProps = {
  readonly view: CaseView;
  /** The reader is who asked: where the case waits for the applicant, it waits for them. */
  readonly isMine?: boolean;
};

/** Where a case stands, who holds it, until when, and what happens if nobody acts. */
export function CaseStanding({ view, isMine = false }: CaseStandingProps) {
  const { t } = useTranslation('cases');
  const { card } = view;
  const waitsForMe = isMine && card.holder?.role === 'applicant';
  return (
    <section className="case-standing" aria-labelledby="standing">
      <h2 id="standing" className="case-phase">
        {t(`case.phase.${card.phase}`)}
      </h2>
      {card.end !== null && (
        <p className="case-end">
          {t('case.end')} <Say text={card.end.title} />
        </p>
      )}
      {card.end === null && (
        <p className="case-next">{waitsForMe ? t(nextForMe(card)) : <Told text={card.next} />}</p>
      )}
      <dl className="case-facts">
        {card.holder !== null && (
          <div>
            <dt>{t('case.holder')}</dt>
            <dd>{waitsForMe ? t('case.you') : <HolderText view={view} />}</dd>
          </div>
        )}
        {card.end === null && (
          <div>
            <dt>{t('case.due')}</dt>
            <dd>
              <CaseTime card={card} />
            </dd>
          </div>
        )}
        {card.end === null && (
          <div>
            <dt>{t('case.if-nobody')}</dt>
            <dd>
              <Told text={view.ifNobodyActs} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** What the reader does next, as a text key. */
export const nextForMe = ({ phase }: Pick<CaseView['card'], 'phase'>): string =>
  phase === 'to-amend' ? 'case.next-you-amend' : 'case.next-you';
