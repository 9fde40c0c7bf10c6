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
                <Link
                  className="bar-late"
                  to={to.ledger({ park, name: ledger, filter: { node, state: 'overdue' } })}
                >
                  {t('office.nodes.overdue', { count: overdue })}
                </Link>
              )}
              {sameDay > 0 && (
                <Link to={to.ledger({ park, name: ledger, filter: { node, state: 'same-day' } })}>
                  {t('office.nodes.same-day', { count: sameDay })}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
      {holding.length > 0 && (
        <details>
          <summary>{t('office.as-table')}</summary>
          <NodeTable park={park} ledger={ledger} nodes={nodes} />
        </details>
      )}
    </section>
  );
}

type CountProps = {
  readonly park: string;
  readonly ledger: NodeChartProps['ledger'];
  readonly filter: { readonly node: string; readonly state: string };
  readonly count: number;
};

/** What is counted of a node: the state of the ledger that opens it, and where its count stands. */
const counts = [
  ['open', 'open'],
  ['overdue', 'overdue'],
  ['same-day', 'sameDay'],
] as const;

/** A count of the table and the way to what it counts; of nothing there is nothing to open. */
function Count({ park, ledger, filter, count }: CountProps) {
  if (count === 0) return count;
  return <Link to={to.ledger({ park, name: ledger, filter })}>{count}</Link>;
}

function NodeTable({ park, ledger, nodes }: NodeChartProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const columns: Column<Held>[] = [
    { key: 'node', title: t('office.column.node'), cell: ({ title }) => say(title) },
    ...counts.map(([state, count]) => ({
      key: state,
      title: t(`office.column.${state}`),
      cell: (held: Held) => (
        <Count {...{ park, ledger }} filter={{ node: held.node, state }} count={held[count]} />
      ),
      isNumber: true,
    })),
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
