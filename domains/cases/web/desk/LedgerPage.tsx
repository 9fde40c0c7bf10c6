import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { pathOf } from '#platform/ui/api.ts';
import { Link } from '#platform/ui/Link.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Empty, Loading } from '#platform/ui/states.tsx';
import { Table } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import type { LedgerPage as Ledger } from '../../model/ledgers.ts';
import { nodesQuery } from '../my/reads.ts';
import { DeskFrame } from './DeskFrame.tsx';
import { ledgerFilterOf, ledgerNames, type LedgerSearch } from './ledger-filter.ts';
import { LedgerFilters } from './LedgerFilters.tsx';
import { LedgerImport } from './LedgerImport.tsx';
import { MoreButton } from './MoreButton.tsx';
import { ledgerQuery } from './reads.ts';

/** One of the four ledgers, each counted by itself: filter in the address, out and in as .xlsx. */
export default function LedgerPage({ params, search }: PageProps<'/p/$park/desk/ledgers/$name'>) {
  const { park, name } = params;
  const { t } = useTranslation('cases');
  const filter = ledgerFilterOf(search);
  const { data: network } = useSuspenseQuery(nodesQuery(park));
  const ledger = useInfiniteQuery(ledgerQuery({ park, name, filter }));
  if (ledger.isError && ledger.data === undefined) throw ledger.error;
  const first = ledger.data?.pages[0];
  const title = t(`desk.ledger.name.${name}`, { defaultValue: name });
  return (
    <DeskFrame park={park} title={title} lead={t('desk.ledger.lead')}>
      <LedgerTabs park={park} name={name} />
      <LedgerFilters park={park} name={name} filter={filter} nodes={network.items} />
      <div className="ledger-bar">
        <p aria-live="polite">
          {first !== undefined && t('desk.ledger.total', { count: first.total })}
          {first?.demo === true && <span className="tag">{t('desk.demo')}</span>}
        </p>
        <a
          className="button button-quiet"
          href={pathOf(`/p/:park/api/ledgers/:name.xlsx`, { park, name }, filter)}
          download
        >
          {t('desk.ledger.export')}
        </a>
        <LedgerImport park={park} name={name} />
      </div>
      {first === undefined && <Loading />}
      {first !== undefined && first.rows.length === 0 && <NoRows filter={filter} />}
      {first !== undefined && first.rows.length > 0 && (
        <LedgerTable
          park={park}
          title={title}
          first={first}
          rows={ledger.data?.pages.flatMap((page) => page.rows) ?? []}
        />
      )}
      <MoreButton list={ledger} />
    </DeskFrame>
  );
}

function LedgerTabs({ park, name }: { readonly park: string; readonly name: string }) {
  const { t } = useTranslation('cases');
  return (
    <nav className="desk-tabs" aria-label={t('desk.ledger.tabs')}>
      <ul>
        {ledgerNames.map((each) => (
          <li key={each}>
            <Link
              to={to.ledger({ park, name: each })}
              aria-current={each === name ? 'page' : undefined}
            >
              {t(`desk.ledger.name.${each}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NoRows({ filter }: { readonly filter: LedgerSearch }) {
  const { t } = useTranslation('cases');
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <Empty title={t(isFiltered ? 'desk.ledger.none-found' : 'desk.ledger.none')}>
      <p>{t(isFiltered ? 'desk.ledger.none-found-text' : 'desk.ledger.none-text')}</p>
    </Empty>
  );
}

/** Columns of short words that are read at a glance: instants, states, numbers. */
const wholeColumns = new Set([
  ...['number', 'need', 'at', 'occurred', 'filed', 'due', 'closed', 'visitedOn'],
  ...['phase', 'kept', 'channel', 'edition', 'origin'],
]);

/** More columns than this do not fit beside each other: the table scrolls sideways. */
const columnsMax = 10;

type Row = Ledger['rows'][number];

/** The number of the case a row leads to; links of the server are paths inside the park. */
const caseIn = (link: string | null): string | undefined =>
  link === null ? undefined : /\/cases\/([^/?#]+)/.exec(link)?.[1];

function LedgerTable(props: {
  readonly park: string;
  readonly title: string;
  readonly first: Ledger;
  readonly rows: readonly Row[];
}) {
  const { park, title, first, rows } = props;
  const leads = first.columns.some(({ id }) => id === 'number') ? 'number' : 'need';
  const columns = first.columns.map((column) => ({
    key: column.id,
    title: column.title,
    isWhole: wholeColumns.has(column.id),
    cell: (row: Row) => {
      const text = row.cells[column.id] ?? '';
      const number = caseIn(row.link);
      if (column.id !== leads || number === undefined) return text;
      return <Link to={to.deskCase({ park, number })}>{text}</Link>;
    },
  }));
  return (
    <div className={columns.length > columnsMax ? 'ledger-table ledger-wide' : 'ledger-table'}>
      <Table caption={title} columns={columns} rows={rows} rowKey={(row) => row.id} stacks />
    </div>
  );
}
