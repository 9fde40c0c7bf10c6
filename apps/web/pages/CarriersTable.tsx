import { useTranslation } from 'react-i18next';
import type { ClauseCarriers } from '#domains/services/model/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Say } from '#platform/ui/say.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import { useLimit } from '#platform/ui/use-limit.ts';

type Carrier = ClauseCarriers['carriers'][number];
type CarriersTableProps = { readonly park: string; readonly carriers: readonly Carrier[] };

/** The parts of running definitions that a clause stands behind. */
export function CarriersTable({ park, carriers }: CarriersTableProps) {
  const { t } = useTranslation('web');
  const limit = useLimit();
  const columns: Column<Carrier>[] = [
    {
      key: 'service',
      title: t('column.service'),
      cell: (each) => (
        <Link to={to.service({ park, code: each.service })}>
          <Say text={each.serviceTitle} />
        </Link>
      ),
    },
    { key: 'kind', title: t('column.element'), cell: (each) => t(`carrier.${each.kind}`) },
    {
      key: 'summary',
      title: t('column.says'),
      cell: (each) => (
        <>
          <Say text={each.summary} />
          {each.limit !== null && ` ${limit(each.limit)}`}
        </>
      ),
    },
  ];
  return (
    <Table
      caption={t('clause.carriers-caption')}
      columns={columns}
      rows={carriers}
      stacks
      rowKey={(each) => `${each.service} ${each.kind} ${each.element}`}
    />
  );
}
