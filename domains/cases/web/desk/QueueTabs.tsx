import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { useSightOfHere } from '#platform/ui/use-sight-of-here.ts';
import { to, type QueueFilter } from '#platform/ui/urls.ts';
import type { QueuePage } from '../../model/case.ts';

/** In the order people ask for them; the model's list would ship zod to the browser. */
const names = ['mine', 'asked', 'same-day', 'overdue', 'paused', 'all-open', 'closed'] as const;

type QueueTabsProps = {
  readonly park: string;
  readonly name: string;
  readonly counts: QueuePage['counts'] | undefined;
  readonly filter: QueueFilter;
};

/** The queues as links with their counts; a filter stays on when another queue is opened. */
export function QueueTabs({ park, name, counts, filter }: QueueTabsProps) {
  const { t } = useTranslation('cases');
  const line = useSightOfHere<HTMLUListElement>(name);
  return (
    <nav className="desk-tabs" aria-label={t('desk.queue.tabs')}>
      <ul ref={line}>
        {names.map((each) => (
          <li key={each}>
            <Link
              to={to.queue({ park, name: each, ...filter })}
              aria-current={each === name ? 'page' : undefined}
            >
              {t(`desk.queue.name.${each}`)}
              <span className="desk-count">{counts?.[each] ?? ''}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
