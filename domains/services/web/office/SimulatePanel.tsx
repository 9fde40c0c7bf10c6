import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '#platform/ui/api.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { useSay } from '#platform/ui/say.tsx';
import type { SimulationResult } from '../../model/index.ts';
import { Predictions } from './Predictions.tsx';
import { Refused } from './Refused.tsx';
import { numbersText } from './trial-sum.ts';

const simulation = read<SimulationResult>()('/p/:park/api/revisions/:id/simulation');

type Numbers = Readonly<Record<string, number>>;
type Given = {
  readonly perDay: string;
  readonly seed: string;
  readonly staff: Numbers;
  readonly minutes: Numbers;
};
type Props = { readonly park: string; readonly id: string };

/** Predicts the draft beside the edition in force: on-time rate, load, where cases wait. */
export function SimulatePanel({ park, id }: Props) {
  const { t } = useTranslation('services');
  const [given, setGiven] = useState<Given>({ perDay: '', seed: '1', staff: {}, minutes: {} });
  const run = useMutation({
    mutationFn: () =>
      api.get(simulation, {
        params: { park, id },
        search: {
          ...{ perDay: given.perDay, seed: given.seed },
          ...{ staff: numbersText(given.staff), minutes: numbersText(given.minutes) },
        },
      }),
  });
  const { data } = run;
  return (
    <section className="office-part" aria-labelledby="simulate">
      <h2 id="simulate">{t('office.simulate.title')}</h2>
      <p className="section-lead">{t('office.simulate.lead')}</p>
      <div className="publish">
        <Field label={t('office.simulate.per-day')} hint={t('office.simulate.per-day-hint')}>
          {(described) => (
            <input
              {...described}
              className="input"
              type="number"
              min="0.1"
              step="0.1"
              placeholder={data === undefined ? '' : String(data.assumed.perDay)}
              value={given.perDay}
              onChange={({ target }) => setGiven({ ...given, perDay: target.value })}
            />
          )}
        </Field>
        <Field label={t('office.simulate.seed')} hint={t('office.simulate.seed-hint')}>
          {(described) => (
            <input
              {...described}
              className="input"
              type="number"
              min="0"
              step="1"
              value={given.seed}
              onChange={({ target }) => setGiven({ ...given, seed: target.value })}
            />
          )}
        </Field>
      </div>
      {data !== undefined && <Assumed data={data} given={given} onChange={setGiven} />}
      <Button
        look="quiet"
        disabledReason={run.isPending ? t('office.trial.working') : undefined}
        onClick={() => run.mutate()}
      >
        {t(data === undefined ? 'office.simulate.act' : 'office.simulate.again')}
      </Button>
      {run.error !== null && <Refused error={run.error} />}
      <div aria-live="polite">{data !== undefined && <Predictions result={data} />}</div>
    </section>
  );
}

type AssumedProps = {
  readonly data: SimulationResult;
  readonly given: Given;
  readonly onChange: (given: Given) => void;
};

/** What was assumed of people and minutes; each may be changed and the run repeated. */
function Assumed({ data, given, onChange }: AssumedProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const { staff, minutes, observedCases, days, runs } = data.assumed;
  return (
    <details>
      <summary>{t('office.simulate.assumed', { count: observedCases, days, runs })}</summary>
      <div className="publish">
        {staff.map(({ role, title, people }) => (
          <NumberField
            key={role}
            label={t('office.simulate.people', { role: say(title) })}
            value={given.staff[role] ?? people}
            onChange={(value) => onChange({ ...given, staff: { ...given.staff, [role]: value } })}
          />
        ))}
        {minutes.map(({ step, title, minutes: usual }) => (
          <NumberField
            key={step}
            label={t('office.simulate.minutes', { step: say(title) })}
            value={given.minutes[step] ?? usual}
            onChange={(value) =>
              onChange({ ...given, minutes: { ...given.minutes, [step]: value } })
            }
          />
        ))}
      </div>
    </details>
  );
}

type NumberFieldProps = {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
};

function NumberField({ label, value, onChange }: NumberFieldProps) {
  return (
    <Field label={label}>
      {(described) => (
        <input
          {...described}
          className="input"
          type="number"
          min="1"
          value={Number.isFinite(value) ? value : ''}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      )}
    </Field>
  );
}
