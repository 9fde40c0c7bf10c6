import { useTranslation } from 'react-i18next';
import type { FormFieldView } from '#domains/services/model/index.ts';
import { useSay } from '#platform/ui/say.tsx';
import type { Typed } from './typed.ts';

/** Ties a control to its label, hint and error. */
export type Described = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
};

type ControlProps = {
  readonly field: FormFieldView;
  readonly value: Typed;
  readonly onChange: (value: Typed) => void;
  readonly described: Described;
};

/** Longest text a control takes; the server takes no more either. */
const textLengthMax = 20_000;

const isDecimal = (type: FormFieldView['type']) =>
  type === 'money' || type === 'ratio' || type === 'number';

/** What the phone's keyboard and the browser's memory need to know of a type. */
function inputHints(type: FormFieldView['type']) {
  if (isDecimal(type)) return { inputMode: 'decimal' } as const;
  if (type === 'integer') return { inputMode: 'numeric' } as const;
  if (type === 'phone') return { type: 'tel', autoComplete: 'tel' } as const;
  if (type === 'email') return { type: 'email', autoComplete: 'email' } as const;
  if (type === 'date') return { type: 'date' } as const;
  if (type === 'credit-code') return { autoCapitalize: 'characters', spellCheck: false } as const;
  return {};
}

/** The control of a field of one value: text, number, day or a choice from a list. */
export function FieldControl({ field, value, onChange, described }: ControlProps) {
  const text = typeof value === 'string' ? value : '';
  const common = { ...described, className: 'input', value: text, required: field.required };
  if (field.type === 'choice')
    return <ChoiceList field={field} value={value} onChange={onChange} described={described} />;
  if (field.type === 'longtext')
    return (
      <textarea
        {...common}
        maxLength={textLengthMax}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <span className="my-input">
      <input
        type="text"
        {...common}
        {...inputHints(field.type)}
        maxLength={textLengthMax}
        onChange={(event) => onChange(event.target.value)}
      />
      <Unit field={field} />
    </span>
  );
}

function Unit({ field }: { readonly field: FormFieldView }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  if (field.type === 'money') return <span className="my-unit">{t('my.unit.yuan')}</span>;
  if (field.type === 'ratio') return <span className="my-unit">%</span>;
  return field.unit === null ? null : <span className="my-unit">{say(field.unit)}</span>;
}

function ChoiceList({ field, value, onChange, described }: ControlProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  return (
    <select
      {...described}
      className="input"
      required={field.required}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{t('my.form.choose')}</option>
      {(field.choices ?? []).map((choice) => (
        <option key={choice.value} value={choice.value}>
          {say(choice.title)}
        </option>
      ))}
    </select>
  );
}

/** Several choices, or yes and no: boxes and dots under one legend. */
export function ChoiceBoxes({ field, value, onChange }: Omit<ControlProps, 'described'>) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const chosen = typeof value === 'string' ? [value] : value;
  const isMany = field.type === 'choices';
  const options = isMany
    ? (field.choices ?? []).map((choice) => ({ value: choice.value, text: say(choice.title) }))
    : [
        { value: 'yes', text: t('my.form.yes') },
        { value: 'no', text: t('my.form.no') },
      ];
  const toggle = (one: string) => {
    if (!isMany) return onChange(one);
    return onChange(
      chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one],
    );
  };
  return (
    <div className="my-boxes">
      {options.map((option) => (
        <label key={option.value} className="my-box">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={field.id}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          {option.text}
        </label>
      ))}
    </div>
  );
}
