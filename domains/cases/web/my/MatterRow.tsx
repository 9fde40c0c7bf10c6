import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { ButtonLink } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import { Say, Told, useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { MyCase } from '../../model/index.ts';
import { nextForMe } from '../case/CaseStanding.tsx';
import { CaseTime } from '../case/CaseTime.tsx';

type NextAct = 'amend' | 'act' | 'confirm' | 'rate' | 'result' | 'follow';

/** What one does with a matter next: put right, confirm, rate, look at the result, or follow it. */
function nextAct({ holder, phase, end, canRate }: MyCase): NextAct {
  if (end !== null) return canRate ? 'rate' : 'result';
  if (phase === 'to-amend') return 'amend';
  if (phase === 'to-call-back') return 'confirm';
  return holder?.role === 'applicant' ? 'act' : 'follow';
}

type MatterRowProps = { readonly park: string; readonly card: MyCase };

/** One matter: what it is, where it stands, what happens next and until when, one action. */
export function MatterRow({ park, card }: MatterRowProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const next = nextAct(card);
  const isMine = next === 'amend' || next === 'act' || next === 'confirm';
  return (
    <li className={isMine ? 'my-matter my-matter-mine' : 'my-matter'}>
      <div className="my-matter-what">
        <h3 id={card.number}>
          <Say text={card.serviceTitle} />
        </h3>
        {card.summary !== '' && card.summary !== say(card.serviceTitle) && (
          <p className="my-summary">
            <Told text={card.summary} />
          </p>
        )}
        <p className="note my-number">
          {card.number}
          {card.needClass !== null && (
            <span>
              <Say text={card.needClass.title} />
            </span>
          )}
          {card.imported && <span className="tag">{t('my.imported')}</span>}
        </p>
      </div>
      <Standing park={park} card={card} />
      <div className="my-matter-act">
        <ButtonLink look={isMine ? 'main' : 'quiet'} to={to.myCase({ park, number: card.number })}>
          {t(`my.act.${next}`)}
          <span className="unseen"> {card.number}</span>
        </ButtonLink>
      </div>
    </li>
  );
}

function Standing({ park, card }: MatterRowProps) {
  const { t } = useTranslation('cases');
  const date = useDate(useMe(park).park.zone);
  if (card.end !== null)
    return (
      <div>
        <p>
          <strong>{t('case.phase.closed')}</strong>
          {card.end.id !== '' && (
            <span>
              {' '}
              <Say text={card.end.title} />
            </span>
          )}
        </p>
        <p className="note">{t('my.closed-at', { at: date(card.updatedAt) })}</p>
      </div>
    );
  return (
    <div>
      <p className="my-phase">
        <strong>{t(`case.phase.${card.phase}`)}</strong>
      </p>
      <CaseTime card={card} />
      <p>{card.holder?.role === 'applicant' ? t(nextForMe(card)) : <Told text={card.next} />}</p>
    </div>
  );
}
