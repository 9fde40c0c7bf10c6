import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { dayIn, useDate } from '#platform/ui/dates.ts';
import { Field } from '#platform/ui/Field.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import type { RhythmSheet } from '../../model/index.ts';
import { PrintButton } from './PrintButton.tsx';
import { sheetQuery } from './reads.ts';
import { SheetTable } from './SheetTable.tsx';
import './office.css';

type SheetProps = {
  readonly park: string;
  readonly kind: RhythmSheet['kind'];
  readonly on: string | undefined;
};

/** One sheet of the rhythm (即日办、日调度、周推进) of a day, as it is printed. */
export function Sheet({ park, kind, on }: SheetProps) {
  const { data: sheet } = useSuspenseQuery(sheetQuery({ park, kind, on }));
  const { t } = useTranslation('cases');
  return (
    <Page
      title={sheet.title}
      lead={t(`office.sheet.${kind}.lead`)}
      crumbs={[{ label: t('office.title'), to: to.office({ park }) }]}
    >
      <SheetDay park={park} kind={kind} on={sheet.on} />
      {kind === 'week' && (
        <p className="note">
          {t('office.sheet.stuck', { count: sheet.stuckDays })}
          {sheet.stuckIsOurs && ` ${t('office.sheet.ours')}`}
        </p>
      )}
      {sheet.rows.length === 0 ? (
        <Empty title={t(`office.sheet.${kind}.none`)}>
          <p>{t(`office.sheet.${kind}.none-text`)}</p>
        </Empty>
      ) : (
        <SheetTable park={park} sheet={sheet} />
      )}
      {sheet.rows.length < sheet.total && (
        <p className="note">
          <Link to={to.records({ park, link: sheet.link }) ?? to.ledger({ park, name: 'needs' })}>
            {t('office.sheet.more', { count: sheet.total - sheet.rows.length })}
          </Link>
        </p>
      )}
    </Page>
  );
}

/** The day of the sheet, to look back, and the way to paper. */
function SheetDay({ park, kind, on }: Omit<SheetProps, 'on'> & { readonly on: string }) {
  const { t } = useTranslation('cases');
  const router = useRouter();
  const date = useDate();
  const { zone, now } = useMe(park).park;
  return (
    <div className="sheet-act">
      <div className="no-print">
        <Field label={t('office.sheet.day')}>
          {(described) => (
            <input
              {...described}
              className="input"
              type="date"
              max={dayIn(zone, now)}
              value={on}
              onChange={({ target }) =>
                target.value !== '' &&
                router.history.push(to.rhythm({ park, view: kind, on: target.value }))
              }
            />
          )}
        </Field>
      </div>
      <p className="print-only">{date(on)}</p>
      <PrintButton />
    </div>
  );
}
