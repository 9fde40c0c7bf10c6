import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { SampleMark } from '#platform/ui/SampleMark.tsx';
import { Say } from '#platform/ui/say.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import type { StandardCard } from '../model.ts';

type StandardsTableProps = { readonly park: string; readonly cards: readonly StandardCard[] };

/** The list of standards (标准明细表). An empty slot says so instead of inventing a title. */
export function StandardsTable({ park, cards }: StandardsTableProps) {
  const { t } = useTranslation('standards');
  const date = useDate();
  const columns: Column<StandardCard>[] = [
    { key: 'title', title: t('column.title'), cell: (card) => <Name park={park} card={card} /> },
    {
      key: 'number',
      title: t('column.number'),
      isWhole: true,
      cell: (card) => card.number ?? t('none'),
    },
    { key: 'level', title: t('column.level'), cell: (card) => t(`level.${card.level}`) },
    {
      key: 'status',
      title: t('column.status'),
      isWhole: true,
      cell: (card) => t(`status.${card.status}`),
    },
    {
      key: 'effective',
      title: t('column.effective'),
      isWhole: true,
      cell: (card) => (card.effectiveOn === null ? t('none') : date(card.effectiveOn)),
    },
  ];
  return (
    <Table
      caption={t('system.table')}
      columns={columns}
      rows={cards}
      rowKey={(card) => card.code}
      stacks
    />
  );
}

function Name({ park, card }: { readonly park: string; readonly card: StandardCard }) {
  const { t } = useTranslation('standards');
  if (card.title === null) return t('slot', { position: card.position });
  return (
    <>
      <Link to={to.standard({ park, code: card.code })}>
        <Say text={card.title} />
      </Link>{' '}
      {card.sample && <SampleMark title={card.title} />}
      <span className="item-text">{card.position}</span>
    </>
  );
}
