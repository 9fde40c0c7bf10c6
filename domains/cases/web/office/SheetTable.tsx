import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { Say, useSay } from '#platform/ui/say.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import type { CaseCard, RhythmSheet } from '../../model/index.ts';
import { CaseTime } from '../case/CaseTime.tsx';
import { WeekDecisionCell } from './WeekDecisionCell.tsx';

type Row = RhythmSheet['rows'][number];
type SheetTableProps = { readonly park: string; readonly sheet: RhythmSheet };

/** The rows of a sheet; the weekly one has a decision on each. */
export function SheetTable({ park, sheet }: SheetTableProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const columns: Column<Row>[] = [
    {
      key: 'matter',
      title: t('office.column.matter'),
      cell: ({ card }) => (
        <>
          <Link className="sheet-number" to={to.deskCase({ park, number: card.number })}>
            {card.number}
          </Link>
          <span className="item-text">
            <Say text={card.needClass?.title ?? card.serviceTitle} />
            {card.summary !== '' && card.summary !== say(card.serviceTitle) && ` · ${card.summary}`}
          </span>
        </>
      ),
    },
    { key: 'applicant', title: t('office.column.applicant'), cell: ({ card }) => card.applicant },
    {
      key: 'holder',
      title: t('office.column.holder'),
      cell: ({ card }) => <Holder card={card} />,
    },
    { key: 'why', title: t('office.column.reason'), cell: ({ why }) => why },
    {
      key: 'limit',
      title: t('office.column.limit'),
      cell: ({ card }) => (card.end === null ? <CaseTime card={card} /> : <End end={card.end} />),
    },
  ];
  const decision: Column<Row> = {
    key: 'decision',
    title: t('office.column.decision'),
    cell: (row) => (
      <WeekDecisionCell park={park} number={row.card.number} decision={row.decision} />
    ),
  };
  return (
    <div className="sheet-table">
      <Table
        caption={t('office.sheet.caption', { count: sheet.rows.length, total: sheet.total })}
        columns={sheet.kind === 'week' ? [...columns, decision] : columns}
        rows={sheet.rows}
        rowKey={({ card }) => card.number}
      />
    </div>
  );
}

/** How a matter ended: its clock has nothing more to say. */
function End({ end }: { readonly end: NonNullable<CaseCard['end']> }) {
  return (
    <span className="quiet">
      <Say text={end.title} />
    </span>
  );
}

/** Who has the matter; one that has ended is nobody's, and needs nobody. */
function Holder({ card: { holder, end } }: { readonly card: CaseCard }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  if (holder === null) return end === null ? t('office.nobody') : '–';
  return `${say(holder.nodeTitle)} · ${say(holder.roleTitle)}`;
}
