import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { Say } from '#platform/ui/say.tsx';
import { Loading } from '#platform/ui/states.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import { useLimit } from '#platform/ui/use-limit.ts';
import { keptQuery, type KeptPromises } from './home-reads.ts';
import { onTimeText } from './on-time.ts';

type Line = KeptPromises['items'][number];

/** Promise against practice of the month: one line a service, with the exact figures. */
export function KeptTable({ park }: { readonly park: string }) {
  const { t } = useTranslation('web');
  const kept = useQuery(keptQuery(park));
  return (
    <section className="band-section wide" aria-labelledby="kept">
      <div className="section-head">
        <h2 id="kept">{t('kept.title')}</h2>
      </div>
      {kept.isPending && <Loading />}
      {kept.isError && <p className="quiet">{t('kept.unavailable')}</p>}
      {kept.data !== undefined && !hasClosed(kept.data) && (
        <p className="quiet">{t('kept.none')}</p>
      )}
      {kept.data !== undefined && hasClosed(kept.data) && <Lines park={park} kept={kept.data} />}
    </section>
  );
}

/** Without one closed matter there is nothing to hold against the promises. */
const hasClosed = ({ items }: KeptPromises): boolean => items.some(({ closed }) => closed > 0);

function Lines({ park, kept }: { readonly park: string; readonly kept: KeptPromises }) {
  const { t } = useTranslation('web');
  const limit = useLimit();
  const median = ({ medianTenthDays: tenths }: Line) => {
    if (tenths === null) return t('kept.nothing');
    return tenths === 0 ? t('kept.at-once') : limit(`${tenths / 10}wd`);
  };
  const columns: Column<Line>[] = [
    {
      key: 'service',
      title: t('kept.service'),
      cell: (line) => (
        <Link to={to.service({ park, code: line.service })}>
          <Say text={line.title} />
        </Link>
      ),
    },
    { key: 'promised', title: t('kept.promised'), cell: (line) => limit(line.promised) },
    { key: 'median', title: t('kept.median'), cell: median },
    {
      key: 'closed',
      title: t('kept.closed'),
      cell: (line) => line.closed,
      isNumber: true,
    },
    {
      key: 'on-time',
      title: t('kept.on-time'),
      cell: (line) => onTimeText(line.onTime, line.closed) ?? t('kept.nothing'),
      isNumber: true,
    },
  ];
  return (
    <Table
      caption={t('kept.caption', { month: kept.month })}
      columns={columns}
      rows={kept.items}
      rowKey={(line) => line.service}
      stacks
    />
  );
}
