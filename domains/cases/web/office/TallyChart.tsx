import { useTranslation } from 'react-i18next';
import { Table, type Column } from '#platform/ui/Table.tsx';

type Tally = {
  readonly id: string;
  readonly title: string;
  readonly total: number;
  readonly closed: number;
};
type TallyChartProps = { readonly title: string; readonly rows: readonly Tally[] };

/** Asked and closed by class or node: a bar a line, labelled directly; the table behind it. */
export function TallyChart({ title, rows }: TallyChartProps) {
  const { t } = useTranslation('cases');
  const shown = rows.filter(({ total }) => total > 0).toSorted((a, b) => b.total - a.total);
  const most = Math.max(1, ...shown.map(({ total }) => total));
  const columns: Column<Tally>[] = [
    { key: 'title', title: t('office.column.what'), cell: (row) => row.title },
    { key: 'total', title: t('office.column.asked'), cell: ({ total }) => total, isNumber: true },
    {
      key: 'closed',
      title: t('office.column.closed'),
      cell: ({ closed }) => closed,
      isNumber: true,
    },
  ];
  return (
    <>
      <h2>{title}</h2>
      <ul className="bars">
        {shown.map(({ id, title: name, total, closed }) => (
          <li key={id}>
            <span className="bar-name">{name}</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar bar-open" style={{ width: `${(total / most) * 100}%` }}>
                <span className="bar-closed" style={{ width: `${(closed / total) * 100}%` }} />
              </span>
            </span>
            <span className="bar-text">{t('office.month.closed-of', { closed, total })}</span>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('office.as-table')}</summary>
        <Table caption={title} columns={columns} rows={rows} rowKey={({ id }) => id} />
      </details>
    </>
  );
}
