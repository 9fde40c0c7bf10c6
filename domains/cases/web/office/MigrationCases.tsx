import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import type { MigrationCase, MigrationDone } from '../../model/index.ts';

type Props = {
  readonly park: string;
  readonly items: readonly MigrationCase[];
  readonly done: readonly MigrationDone[];
};

/** Each open case under a plan: where it goes, what changes for whom, or why it stays. */
export function MigrationCases({ park, items, done }: Props) {
  const { t } = useTranslation('cases');
  const moved = new Map(done.map((one) => [one.case.number, one]));
  const columns: Column<MigrationCase>[] = [
    {
      key: 'number',
      title: t('office.migration.number'),
      cell: ({ number }) => <Link to={to.deskCase({ park, number })}>{number}</Link>,
    },
    {
      key: 'step',
      title: t('office.migration.step'),
      cell: ({ before, after }) =>
        before === after ? before : t('office.migration.from-to', { before, after }),
    },
    {
      key: 'what',
      title: t('office.migration.what'),
      cell: (one) => <What one={moved.get(one.number)?.case ?? one} />,
    },
    {
      key: 'state',
      title: t('office.migration.state'),
      cell: (one) => (
        <span className="tag">
          {t(`office.migration.is-${stateOf(one, moved.get(one.number))}`)}
        </span>
      ),
    },
  ];
  return (
    <Table
      caption={t('office.migration.caption')}
      columns={columns}
      rows={items}
      rowKey={({ number }) => number}
      stacks
    />
  );
}

function stateOf({ can }: MigrationCase, done: MigrationDone | undefined) {
  if (done !== undefined) return done.moved ? 'moved' : 'stays';
  return can ? 'can' : 'stays';
}

function What({ one }: { readonly one: MigrationCase }) {
  const { t } = useTranslation('cases');
  const { why, deadlines, duties } = one;
  if (why !== null) {
    return <>{t('office.migration.why', { why: why.text, next: why.next })}</>;
  }
  if (deadlines.length === 0 && duties.length === 0) return <>{t('office.migration.nothing')}</>;
  return (
    <ul>
      {deadlines.map(({ clock, before, after }) => (
        <li key={clock}>
          {t('office.migration.deadline', {
            clock,
            before: before ?? t('office.migration.no-due'),
            after: after ?? t('office.migration.no-due'),
          })}
        </li>
      ))}
      {duties.map((duty) => (
        <li key={duty}>{duty}</li>
      ))}
    </ul>
  );
}
