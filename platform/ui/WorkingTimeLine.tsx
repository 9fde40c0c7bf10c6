import { useTranslation } from 'react-i18next';
import { drawnLine, spanWords, usedMinutes, type Drawn, type Stretch } from './working-line.ts';

type WorkingTimeLineProps = {
  readonly stretches: readonly Stretch[];
  /** Working minutes allowed, > 0. */
  readonly budgetMinutes: number;
  /** The deadline as people say it; left out while the clock is paused without an end. */
  readonly dueText?: string;
};

/** How much working time is used: pauses are hatched, named, and take no share of the line. */
export function WorkingTimeLine({ stretches, budgetMinutes, dueText }: WorkingTimeLineProps) {
  const { t } = useTranslation('ui');
  const say = (all: number) => {
    const { key, ...values } = spanWords(all);
    return t(`line.${key}`, values);
  };
  const title = t('line.title', {
    used: say(usedMinutes(stretches)),
    budget: say(budgetMinutes),
  });
  const pauses = stretches.flatMap((each) => (each.kind === 'paused' ? [each.ground] : []));
  return (
    <figure className="line">
      <div className="line-track" aria-hidden="true">
        {drawnLine(stretches, budgetMinutes).map((part, index) => (
          <Part key={index} part={part} />
        ))}
      </div>
      <figcaption className="line-ends">
        <span>{title}</span>
        {pauses.map((ground, index) => (
          <span key={index}>{t('line.paused', { ground })}</span>
        ))}
        {dueText !== undefined && <span>{dueText}</span>}
      </figcaption>
    </figure>
  );
}

function Part({ part }: { readonly part: Drawn }) {
  if (part.kind === 'paused') return <span className="line-paused" title={part.ground} />;
  return (
    <span
      className={part.kind === 'over' ? 'line-over' : 'line-running'}
      style={{ width: `${part.shareBp / 100}%` }}
    />
  );
}
