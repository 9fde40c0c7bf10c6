import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { useSay, Told } from '#platform/ui/say.tsx';
import { useLimit } from '#platform/ui/use-limit.ts';
import { WorkingTimeLine } from '#platform/ui/WorkingTimeLine.tsx';
import type { CaseView, ClockView } from '../../model/index.ts';
import { CaseLamp } from './CaseLamp.tsx';
import { ClauseLink } from './ClauseLink.tsx';

type CaseClocksProps = { readonly park: string; readonly view: CaseView; readonly zone: string };

/** Every clock of a case with its working time line: what ran, what stood still and on which ground. */
export function CaseClocks({ park, view, zone }: CaseClocksProps) {
  const { t } = useTranslation('cases');
  return (
    <section className="case-part" aria-labelledby="clocks">
      <h2 id="clocks">{t('case.clocks')}</h2>
      {view.clocks.length === 0 && <p className="quiet">{t('case.no-clocks')}</p>}
      <ul className="case-clocks">
        {view.clocks.map((clock, place) => (
          <li key={`${clock.kind} ${clock.branch} ${clock.startedAt}`}>
            <OneClock
              park={park}
              view={view}
              clock={clock}
              isAgain={view.clocks.slice(0, place).some((one) => isSameClock(one, clock))}
            />
          </li>
        ))}
      </ul>
      <Pauses park={park} view={view} zone={zone} />
    </section>
  );
}

/** Clocks of one kind on the whole case: a later one runs since the matter was taken up again. */
const isSameClock = (one: ClockView, other: ClockView): boolean =>
  one.kind === other.kind && one.branch === null && other.branch === null;

type OneClockProps = Pick<CaseClocksProps, 'park' | 'view'> & {
  readonly clock: ClockView;
  readonly isAgain: boolean;
};

function OneClock({ park, view, clock, isAgain }: OneClockProps) {
  const { t } = useTranslation('cases');
  const limit = useLimit();
  const say = useSay();
  const branch = view.branches.find(({ id }) => id === clock.branch);
  const limits = clock.limit.split('+').map(limit).join(' + ');
  return (
    <>
      <p className="case-clock-head">
        <strong>{t(`case.clock.${clock.kind}`)}</strong>
        {branch !== undefined && <span>{say(branch.title)}</span>}
        {isAgain && <span className="tag">{t('case.phase.reopened')}</span>}
        <span>{limits}</span>
        <CaseLamp lamp={clock.lamp} />
        <ClauseLink park={park} standard={view.standard} clause={clock.clause} />
      </p>
      <WorkingTimeLine
        stretches={clock.stretches}
        budgetMinutes={clock.budgetMinutes}
        dueText={clock.leftText}
      />
      {clock.provisional && <p className="note">{t('case.provisional')}</p>}
    </>
  );
}

/** When a clock stood still, and on which clause. */
function Pauses({ park, view, zone }: CaseClocksProps) {
  const { t } = useTranslation('cases');
  const date = useDate(zone);
  const still = view.timeline.filter(({ kind }) => kind !== 'running');
  if (still.length === 0) return null;
  return (
    <ul className="case-pauses" aria-label={t('case.pauses')}>
      {still.map((stretch) => {
        const from = date(stretch.from);
        const words =
          stretch.to === null
            ? t('case.since', { from })
            : t('case.from-to', { from, to: date(stretch.to) });
        return (
          <li key={`${stretch.from} ${stretch.kind}`}>
            <span>
              {stretch.kind === 'waiting' ? (
                t('case.waiting')
              ) : (
                <Told text={t('case.paused', { ground: stretch.ground ?? '' })} />
              )}
            </span>
            <span className="quiet">{words}</span>
            <ClauseLink park={park} standard={view.standard} clause={stretch.clause} />
          </li>
        );
      })}
    </ul>
  );
}
