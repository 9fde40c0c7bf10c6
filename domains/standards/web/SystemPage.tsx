import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Figure } from '#platform/ui/Figure.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Say, useSay } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import { standardLevelOrder } from './levels.ts';
import type { StandardCard, StandardsSystem } from '../model.ts';
import { systemQuery } from './reads.ts';
import { StandardsTable } from './StandardsTable.tsx';
import { SystemTree } from './SystemTree.tsx';
import { standardsOf, type StandardsFilter } from './tree.ts';

/** The standards system: how many of which level, the structure, the list of a chosen box. */
export default function SystemPage({ params, search }: PageProps<'/p/$park/standards'>) {
  const { park } = params;
  const { data: system } = useSuspenseQuery(systemQuery(park));
  const { t } = useTranslation('standards');
  const say = useSay();
  const me = useMe(park);
  return (
    <Page
      title={say(system.title)}
      lead={<SystemLead system={system} />}
      crumbs={[{ label: say(me.park.title), to: to.park({ park }) }]}
    >
      <Tallies park={park} system={system} />
      <div className="split">
        <nav className="tree" aria-label={t('system.structure')}>
          <SystemTree park={park} node={system.tree} chosen={search.tree} />
        </nav>
        <ChosenStandards park={park} system={system} filter={search} />
      </div>
    </Page>
  );
}

function SystemLead({ system }: { readonly system: StandardsSystem }) {
  const { t } = useTranslation('standards');
  const date = useDate();
  const { publishedOn, effectiveOn } = system;
  return (
    <>
      {t('system.lead')}
      <br />
      {publishedOn !== null && t('system.published', { on: date(publishedOn) })}{' '}
      {effectiveOn !== null && (
        <span className="whole">{t('system.effective', { on: date(effectiveOn) })}</span>
      )}
      {system.source !== null && (
        <>
          <br />
          {t('system.source')} <Say text={system.source} />
        </>
      )}
    </>
  );
}

function Tallies({ park, system }: { readonly park: string; readonly system: StandardsSystem }) {
  const { t } = useTranslation('standards');
  const { byLevel, total } = system.counts;
  return (
    <div className="tallies">
      <Figure value={String(total)} label={t('system.total')} to={to.standards({ park })} />
      {standardLevelOrder.map((level) => {
        const count = byLevel[level];
        if (count === undefined) return null;
        const address = to.standards({ park, level });
        return (
          <Figure key={level} value={String(count)} label={t(`level.${level}`)} to={address} />
        );
      })}
    </div>
  );
}

type ChosenProps = {
  readonly park: string;
  readonly system: StandardsSystem;
  readonly filter: StandardsFilter;
};

function ChosenStandards({ park, system, filter }: ChosenProps) {
  const { t } = useTranslation('standards');
  const cards = standardsOf(system, filter);
  const isFiltered = filter.tree !== undefined || filter.level !== undefined || filter.q;
  return (
    <section aria-labelledby="list">
      <div className="section-head">
        <h2 id="list">{t('system.count', { count: cards.length })}</h2>
        {isFiltered && <Link to={to.standards({ park })}>{t('system.all')}</Link>}
      </div>
      {cards.length > 0 ? (
        <Listed park={park} cards={cards} />
      ) : (
        <Empty title={t('system.empty.title')}>
          <p>{t('system.empty.text')}</p>
        </Empty>
      )}
    </section>
  );
}

type ListedProps = { readonly park: string; readonly cards: readonly StandardCard[] };

/** Named standards in the table; empty slots only as a number, their positions on demand. */
function Listed({ park, cards }: ListedProps) {
  const { t } = useTranslation('standards');
  const named = cards.filter((card) => card.title !== null);
  const slots = cards.filter((card) => card.title === null);
  return (
    <>
      {named.length > 0 && <StandardsTable park={park} cards={named} />}
      {slots.length > 0 && (
        <details className="slots">
          <summary>{t('system.slots', { count: slots.length })}</summary>
          <p className="note">{t('system.slots-note')}</p>
          <ul className="slot-list">
            {slots.map((slot) => (
              <li key={slot.code}>{slot.position}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
