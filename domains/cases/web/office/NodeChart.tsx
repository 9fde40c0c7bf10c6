import { useTranslation } from 'react-i18next';
import type { Localized } from '#platform/text/localized.ts';
import { Link } from '#platform/ui/Link.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';

type Held = {
  readonly node: string;
  readonly title: Localized;
  readonly open: number;
  readonly overdue: number;
  readonly sameDay: number;
};
type NodeChartProps = {
  readonly park: string;
  readonly ledger: 'needs' | 'cases';
  readonly nodes: readonly Held[];
};

/** What each node holds open, longest bar first; overdue stands out; the exact figures behind it. */
export function NodeChart({ park, ledger, nodes }: NodeChartProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const holding = nodes.filter(({ open }) => open > 0).toSorted((a, b) => b.open - a.open);
  const most = Math.max(1, ...holding.map(({ open }) => open));
  return (
    <section className="office-part" aria-labelledby={`nodes-${ledger}`}>
      <h2 id={`nodes-${ledger}`}>{t(`office.nodes.${ledger}`)}</h2>
      {holding.length === 0 && <p className="quiet">{t('office.nodes.none')}</p>}
      <ul className="bars">
        {holding.map(({ node, title, open, overdue, sameDay }) => (
          <li key={node}>
            <span className="bar-name">{say(title)}</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar" style={{ width: `${(open / most) * 100}%` }}>
                <span className="bar-overdue" style={{ width: `${(overdue / open) * 100}%` }} />
              </span>
            </span>
            <span className="bar-text">
              <Link to={to.ledger({ park, name: ledger, filter: { node, state: 'open' } })}>
                {t('office.nodes.open', { count: open })}
              </Link>
              {overdue > 0 && (
                <strong className="bar-late">
                  {t('office.nodes.overdue', { count: overdue })}
                </strong>
              )}
              {sameDay > 0 && <span>{t('office.nodes.same-day', { count: sameDay })}</span>}
            </span>
          </li>
        ))}
      </ul>
      {holding.length > 0 && (
        <details>
          <summary>{t('office.as-table')}</summary>
          <NodeTable ledger={ledger} nodes={nodes} />
        </details>
      )}
    </section>
  );
}

function NodeTable({ ledger, nodes }: Omit<NodeChartProps, 'park'>) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const columns: Column<Held>[] = [
    { key: 'node', title: t('office.column.node'), cell: ({ title }) => say(title) },
    { key: 'open', title: t('office.column.open'), cell: ({ open }) => open, isNumber: true },
    {
      key: 'overdue',
      title: t('office.column.overdue'),
      cell: ({ overdue }) => overdue,
      isNumber: true,
    },
    {
      key: 'same-day',
      title: t('office.column.same-day'),
      cell: ({ sameDay }) => sameDay,
      isNumber: true,
    },
  ];
  return (
    <Table
      caption={t(`office.nodes.${ledger}`)}
      columns={columns}
      rows={nodes}
      rowKey={({ node }) => node}
    />
  );
}
