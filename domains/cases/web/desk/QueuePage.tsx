import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Empty, Loading } from '#platform/ui/states.tsx';
import type { QueueFilter } from '#platform/ui/urls.ts';
import { DeskFrame } from './DeskFrame.tsx';
import { MoreButton } from './MoreButton.tsx';
import { QueueFilters } from './QueueFilters.tsx';
import { QueueRows } from './QueueRows.tsx';
import { QueueTabs } from './QueueTabs.tsx';
import { nodesQuery } from '../my/reads.ts';
import { queueQuery } from './reads.ts';
import { useQueueKeys } from './use-queue-keys.ts';

/** What first: a queue of the desk, least remaining working time on top, worked by keyboard. */
export default function QueuePage({ params, search }: PageProps<'/p/$park/desk/queue/$name'>) {
  const { park, name } = params;
  const { t } = useTranslation('cases');
  const filter: QueueFilter = { q: search.q, node: search.node, phase: search.phase };
  const { data: network } = useSuspenseQuery(nodesQuery(park));
  const queue = useInfiniteQuery(queueQuery({ park, name, ...filter }));
  useQueueKeys();
  if (queue.isError && queue.data === undefined) throw queue.error;
  const pages = queue.data?.pages ?? [];
  const cards = pages.flatMap((page) => page.items);
  return (
    <DeskFrame park={park} title={t('desk.queue.title')}>
      <QueueTabs park={park} name={name} counts={pages[0]?.counts} filter={filter} />
      <QueueFilters park={park} name={name} filter={filter} nodes={network.items} />
      {queue.data === undefined && <Loading />}
      {queue.data !== undefined && cards.length === 0 && <NoCases filter={filter} name={name} />}
      {cards.length > 0 && (
        <>
          <p className="desk-help">
            <span>{t(name === 'closed' ? 'desk.queue.order-closed' : 'desk.queue.order')}</span>
            <span className="desk-keys">{t('desk.queue.keys')}</span>
          </p>
          <QueueRows park={park} cards={cards} />
        </>
      )}
      <MoreButton list={queue} />
    </DeskFrame>
  );
}

function NoCases({ filter, name }: { readonly filter: QueueFilter; readonly name: string }) {
  const { t } = useTranslation('cases');
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value !== '');
  if (isFiltered)
    return (
      <Empty title={t('desk.queue.none-found')}>
        <p>{t('desk.queue.none-found-text')}</p>
      </Empty>
    );
  return (
    <Empty title={t(name === 'mine' ? 'desk.queue.none-mine' : 'desk.queue.none')}>
      <p>{t('desk.queue.none-text')}</p>
    </Empty>
  );
}
