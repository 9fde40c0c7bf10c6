import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import type { Revisable } from '../../model/index.ts';
import { withStep, type Draft } from './draft.ts';
import { LimitPicker } from './LimitPicker.tsx';

type Step = Revisable['steps'][number];
type StepRowsProps = {
  readonly revisable: Revisable;
  readonly steps: readonly Step[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

/** Steps of a service: who does each, and within what time. */
export function StepRows(props: StepRowsProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const { revisable, steps, draft, onChange } = props;
  return (
    <ul className="revise-rows">
      {steps.map((step) => {
        const name = say(step.title);
        const value = draft.steps[step.id];
        return (
          <li key={step.id} className="revise-row" data-changed={isChanged(step, draft)}>
            <span className="revise-name">
              {name}
              <small>{step.clause !== '' && t('rule.clause', { clause: step.clause })}</small>
            </span>
            <LimitPicker
              name={name}
              value={value?.limit ?? null}
              onChange={(limit) => onChange(withStep(draft, step.id, { limit }))}
            />
            <select
              className="input"
              aria-label={t('office.role-of', { name })}
              value={value?.role ?? ''}
              onChange={({ target }) => onChange(withStep(draft, step.id, { role: target.value }))}
            >
              {revisable.roles.map(({ role, title }) => (
                <option key={role} value={role}>
                  {say(title)}
                </option>
              ))}
            </select>
          </li>
        );
      })}
    </ul>
  );
}

const isChanged = (step: Step, draft: Draft): boolean => {
  const value = draft.steps[step.id];
  return value !== undefined && (value.limit !== step.limit || value.role !== step.role);
};
