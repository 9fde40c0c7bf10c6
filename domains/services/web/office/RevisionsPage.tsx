import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import { catalogueQuery } from '../reads.ts';
import { revisionsQuery, type RevisionLine } from './reads.ts';
import './office.css';

/** Every revision of the park, open drafts and published ones, latest first. */
export default function RevisionsPage({ params }: PageProps<'/p/$park/office/revisions'>) {
  const { park } = params;
  const { data } = useSuspenseQuery(revisionsQuery(park));
  const { t } = useTranslation('services');
  return (
    <Page
      title={t('office.revisions.title')}
      lead={t('office.revisions.lead')}
      crumbs={[{ label: t('office.title'), to: to.office({ park }) }]}
    >
      {data.items.length === 0 ? (
        <Empty title={t('office.revisions.none')}>
          <p>
            <Link to={to.officeStandards({ park })}>{t('office.revisions.begin')}</Link>
          </p>
        </Empty>
      ) : (
        <RevisionTable park={park} revisions={data.items} />
      )}
    </Page>
  );
}

type RevisionTableProps = { readonly park: string; readonly revisions: readonly RevisionLine[] };

/** Revisions as a table; the reason opens the revision. */
export function RevisionTable({ park, revisions }: RevisionTableProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const date = useDate(useMe(park).park.zone);
  const services = useQuery(catalogueQuery({ park })).data?.items ?? [];
  const titles = new Map(services.map(({ code, title }) => [code, say(title)]));
  const columns: Column<RevisionLine>[] = [
    {
      key: 'reason',
      title: t('office.reason'),
      cell: ({ id, reason }) => <Link to={to.revision({ park, id })}>{reason}</Link>,
    },
    {
      key: 'service',
      title: t('row.service'),
      cell: ({ service }) => titles.get(service) ?? service,
    },
    {
      key: 'clause',
      title: t('row.rule'),
      cell: ({ clause }) => t('rule.clause', { clause }),
    },
    {
      key: 'state',
      title: t('office.column.state'),
      cell: ({ state }) => <span className="tag">{t(`office.state.${state}`)}</span>,
    },
    {
      key: 'opened',
      title: t('office.column.opened'),
      isWhole: true,
      cell: ({ openedAt }) => date(openedAt),
    },
  ];
  return (
    <Table
      caption={t('office.revisions.caption')}
      columns={columns}
      rows={revisions}
      rowKey={({ id }) => id}
      stacks
    />
  );
}
