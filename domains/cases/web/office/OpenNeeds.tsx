import { useTranslation } from 'react-i18next';
import { Figure } from '#platform/ui/Figure.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import type { Overview } from '../../model/index.ts';
import { CaseTime } from '../case/CaseTime.tsx';

type Line = Overview['openNeeds']['lines'][number];
type OpenNeedsProps = { readonly park: string; readonly needs: Overview['openNeeds'] };

/** How many needs are closed, and every one that is not: holder, reason, next step, limit. */
export function OpenNeeds({ park, needs }: OpenNeedsProps) {
  const { t } = useTranslation('cases');
  const { total, closed, rateBp, rateText, lines } = needs;
  const open = total - closed;
  return (
    <section className="office-part" aria-labelledby="open-needs">
      <h2 id="open-needs">{t('office.open.title')}</h2>
      {rateBp === null ? (
        <p className="quiet">{t('office.open.no-needs')}</p>
      ) : (
        <div className="rate">
          <Figure
            value={rateText}
            unit="%"
            label={t('office.open.rate', { closed, total })}
            to={to.ledger({ park, name: 'needs', filter: { state: 'closed' } })}
          />
        </div>
      )}
      {rateBp !== null && open === 0 && <p>{t('office.open.none')}</p>}
      {lines.length > 0 && <Lines park={park} lines={lines} />}
      {lines.length < open && (
        <p className="note">
          <Link to={to.ledger({ park, name: 'needs', filter: { state: 'open' } })}>
            {t('office.open.more', { count: open - lines.length })}
          </Link>
        </p>
      )}
    </section>
  );
}

function Lines({ park, lines }: { readonly park: string; readonly lines: readonly Line[] }) {
  const { t } = useTranslation('cases');
  const columns: Column<Line>[] = [
    {
      key: 'number',
      title: t('office.column.number'),
      cell: ({ number }) => (
        <Link className="sheet-number" to={to.deskCase({ park, number })}>
          {number}
        </Link>
      ),
    },
    {
      key: 'holder',
      title: t('office.column.holder'),
      cell: ({ holder }) => holder || t('office.nobody'),
    },
    { key: 'reason', title: t('office.column.reason'), cell: ({ reason }) => reason },
    { key: 'next', title: t('office.column.next'), cell: ({ next }) => next },
    {
      key: 'limit',
      title: t('office.column.limit'),
      cell: (line) => <CaseTime card={line} />,
    },
  ];
  return (
    <div className="sheet-table">
      <Table
        caption={t('office.open.caption', { count: lines.length })}
        columns={columns}
        rows={lines}
        rowKey={({ number }) => number}
      />
    </div>
  );
}
