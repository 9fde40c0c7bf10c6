import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { CaseCard } from '../../model/case.ts';
import { CaseTime } from '../case/CaseTime.tsx';

type QueueRowsProps = { readonly park: string; readonly cards: readonly CaseCard[] };

/** The lines of a queue as the server sorted them; each line is one link. */
export function QueueRows({ park, cards }: QueueRowsProps) {
  const { t } = useTranslation('cases');
  return (
    <>
      <div className="queue-head" aria-hidden="true">
        <span>{t('desk.queue.column.due')}</span>
        <span>{t('desk.queue.column.matter')}</span>
        <span>{t('desk.queue.column.phase')}</span>
        <span>{t('desk.queue.column.holder')}</span>
      </div>
      <ol className="queue">
        {cards.map((card) => (
          <li key={card.number}>
            <QueueRow park={park} card={card} />
          </li>
        ))}
      </ol>
    </>
  );
}

function QueueRow({ park, card }: { readonly park: string; readonly card: CaseCard }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const { holder, needClass } = card;
  const service = say(card.serviceTitle);
  const title = card.summary === '' ? service : card.summary;
  const kind = needClass === null ? service : say(needClass.title);
  return (
    <Link to={to.deskCase({ park, number: card.number })} className="queue-row" data-queue-row="">
      <span className="queue-due">
        <CaseTime card={card} />
      </span>
      <span className="queue-matter">
        <strong>{title}</strong>
        <span className="queue-text">
          {[card.number, kind === title ? '' : kind, card.applicant]
            .filter((part) => part !== '')
            .join(' · ')}
          {card.imported && <span className="tag">{t('desk.imported')}</span>}
        </span>
      </span>
      <span className="queue-phase">{t(`case.phase.${card.phase}`)}</span>
      <span className="queue-holder">
        {holder === null
          ? ''
          : t('case.post', { node: say(holder.nodeTitle), role: say(holder.roleTitle) })}
      </span>
    </Link>
  );
}
