import { useTranslation } from 'react-i18next';
import { amountMax, choiceOf, limitOf, limitUnits, type LimitUnit } from './limit-choice.ts';

type LimitPickerProps = {
  /** What the limit is of; read out with both controls. */
  readonly name: string;
  readonly value: string | null;
  readonly onChange: (limit: string) => void;
};

/** A limit by a number and a unit; nothing is written by hand that could be misread. */
export function LimitPicker({ name, value, onChange }: LimitPickerProps) {
  const { t } = useTranslation('services');
  const { unit, amount } = choiceOf(value);
  return (
    <span className="limit-picker">
      {unit !== 'same-day' && (
        <input
          className="input"
          type="number"
          inputMode="decimal"
          min={unit === 'wd' ? 0.5 : 1}
          max={amountMax}
          step={unit === 'wd' ? 0.5 : 1}
          aria-label={t('office.limit.amount', { name })}
          value={value === null ? '' : amount}
          onChange={({ target }) =>
            target.value !== '' && onChange(limitOf({ unit, amount: target.valueAsNumber }))
          }
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
    </span>
  );
}
