import { useTranslation } from 'react-i18next';
import { Figure } from '#platform/ui/Figure.tsx';
import { to } from '#platform/ui/urls.ts';
import type { Figure as FigureView } from '../../model/index.ts';

type FigureGroupsProps = { readonly park: string; readonly figures: readonly FigureView[] };

/** Headline figures, a line a ledger: the four ledgers are never added together. */
export function FigureGroups({ park, figures }: FigureGroupsProps) {
  const { t } = useTranslation('cases');
  const ledgers = [...new Set(figures.map(ledgerOf))];
  return (
    <div className="figure-groups">
      {ledgers.map((ledger) => (
        <section key={ledger} aria-labelledby={`figures-${ledger}`}>
          <h2 id={`figures-${ledger}`}>{t(`office.ledger.${ledger}`, { defaultValue: ledger })}</h2>
          <ul className="figures">
            {figures
              .filter((each) => ledgerOf(each) === ledger)
              .toSorted((one, other) => rank(one) - rank(other))
              .map((each) => (
                <li key={each.id} className={isLate(each) ? 'figure-late' : undefined}>
                  <OneFigure park={park} figure={each} />
                  {each.note !== null && <small>{each.note}</small>}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The ledger a figure is of: the first part of its id. */
const ledgerOf = ({ id }: FigureView): string => id.split('-')[0] ?? id;

/** What is done stands in the first line, what is not in the second: the same in every ledger. */
const order = [
  ...['total', 'closed', 'rate', 'kept', 'satisfaction'],
  ...['open', 'overdue', 'stuck', 'same-day'],
];

const kindOf = ({ id }: FigureView): string => id.slice(id.indexOf('-') + 1);

function rank(figure: FigureView): number {
  const place = order.indexOf(kindOf(figure));
  return place < 0 ? order.length : place;
}

const isLate = (figure: FigureView): boolean =>
  kindOf(figure) === 'overdue' && figure.value !== '0';

/** A figure and the way to its records; one without records is only written. */
function OneFigure({ park, figure }: { readonly park: string; readonly figure: FigureView }) {
  const { value, unit, title, link } = figure;
  const address = link === null ? undefined : to.records({ park, link });
  if (address !== undefined) {
    return <Figure value={value} unit={unit} label={title} to={address} />;
  }
  return (
    <span className="figure">
      <span className="figure-value">
        {value}
        <span className="figure-unit">{unit}</span>
      </span>
      <span className="figure-label">{title}</span>
    </span>
  );
}
