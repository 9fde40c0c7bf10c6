import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { dayIn, useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import type { MonthSummary } from '../../model/index.ts';
import { FigureGroups } from './FigureGroups.tsx';
import { monthAfter } from './month-steps.ts';
import { PrintButton } from './PrintButton.tsx';
import { monthDocument, monthQuery } from './reads.ts';
import { TallyChart } from './TallyChart.tsx';
import './office.css';

type MonthViewProps = { readonly park: string; readonly month: string };

/** 月总结: the figures of a month, needs by class and by node, and the same as a document. */
export function MonthView({ park, month }: MonthViewProps) {
  const { data } = useSuspenseQuery(monthQuery({ park, month }));
  const { t } = useTranslation('cases');
  const say = useSay();
  const date = useDate();
  return (
    <Page
      title={data.title}
      lead={t('office.month.lead', { until: date(data.until) })}
      crumbs={[{ label: t('office.title'), to: to.office({ park }) }]}
    >
      <div className="sheet-act no-print">
        <MonthSteps park={park} month={data.month} />
        <a className="button" href={monthDocument({ park, month: data.month })} download>
          {t('office.month.document')}
        </a>
        <PrintButton />
      </div>
      <FigureGroups park={park} figures={data.figures} />
      <Tally title={t('office.month.by-class')} rows={data.byClass.map(classRow)} say={say} />
      <Tally title={t('office.month.by-node')} rows={data.byNode.map(nodeRow)} say={say} />
      <p className="note">{t('office.month.apart')}</p>
    </Page>
  );
}

const classRow = ({ code, ...rest }: MonthSummary['byClass'][number]) => ({ id: code, ...rest });
const nodeRow = ({ node, ...rest }: MonthSummary['byNode'][number]) => ({ id: node, ...rest });

type TallyProps = {
  readonly title: string;
  readonly rows: readonly ReturnType<typeof classRow>[];
  readonly say: ReturnType<typeof useSay>;
};

function Tally({ title, rows, say }: TallyProps) {
  const { t } = useTranslation('cases');
  return (
    <section className="office-part" aria-label={title}>
      {rows.every(({ total }) => total === 0) ? (
        <Empty title={title}>
          <p>{t('office.month.none')}</p>
        </Empty>
      ) : (
        <TallyChart title={title} rows={rows.map((row) => ({ ...row, title: say(row.title) }))} />
      )}
    </section>
  );
}

/** The months before and after; one that has not begun is not offered. */
function MonthSteps({ park, month }: MonthViewProps) {
  const { t } = useTranslation('cases');
  const { zone, now } = useMe(park).park;
  const next = monthAfter(month, 1);
  return (
    <nav className="month-steps" aria-label={t('office.month.steps')}>
      <Link to={to.month({ park, month: monthAfter(month, -1) })}>{t('office.month.before')}</Link>
      {next <= dayIn(zone, now).slice(0, 7) && (
        <Link to={to.month({ park, month: next })}>{t('office.month.after')}</Link>
      )}
    </nav>
  );
}
