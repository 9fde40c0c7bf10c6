import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  amountMax,
  choiceOf,
  isLimit,
  limitOf,
  limitUnits,
  stepOf,
  type LimitUnit,
} from './limit-choice.ts';

type LimitPickerProps = {
  /** What the limit is of; read out with both controls. */
  readonly name: string;
  readonly value: string | null;
  readonly onChange: (limit: string) => void;
};

/** A limit by a number and a unit; what cannot be one stays as typed and says so beside it. */
export function LimitPicker({ name, value, onChange }: LimitPickerProps) {
  const { t } = useTranslation('services');
  const { unit, amount } = choiceOf(value);
  const errorId = useId();
  const isWrong = value !== null && !isLimit(value);
  return (
    <span className="limit-picker">
      {unit !== 'same-day' && (
        <input
          className="input"
          type="number"
          inputMode="decimal"
          min={stepOf(unit)}
          max={amountMax}
          step={stepOf(unit)}
          aria-label={t('office.limit.amount', { name })}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? errorId : undefined}
          value={value === null ? '' : amount}
          onChange={({ target }) => onChange(limitOf({ unit, amount: target.value }))}
        />
      )}
      <select
        className="input"
        aria-label={t('office.limit.unit', { name })}
        value={value === null ? '' : unit}
        onChange={({ target }) =>
          // The options below are the units and nothing else.
          onChange(limitOf({ unit: target.value as LimitUnit, amount }))
        }
      >
        {value === null && <option value="">{t('office.limit.none')}</option>}
        {limitUnits.map((each) => (
          <option key={each} value={each}>
            {t(`office.limit.${each}`)}
          </option>
        ))}
      </select>
      {isWrong && (
        <small className="field-error" id={errorId}>
          {t('office.limit.wrong', { least: stepOf(unit), most: amountMax })}
        </small>
      )}
    </span>
  );
}
