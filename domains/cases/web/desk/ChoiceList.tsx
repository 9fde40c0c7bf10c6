import { useTranslation } from 'react-i18next';
import type { Option } from './use-need-options.ts';

type ChoiceListProps = {
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  /** `id` and descriptions, as the field gives them. */
  readonly described: Readonly<Record<string, unknown>>;
};

/** One of a list, by the platform's own control; choices with a group stand under its name. */
export function ChoiceList({ value, options, onChange, described }: ChoiceListProps) {
  const { t } = useTranslation('cases');
  const groups = [...new Set(options.map(({ group }) => group))];
  const line = (option: Option) => (
    <option key={`${option.group ?? ''} ${option.value}`} value={option.value}>
      {option.title}
    </option>
  );
  return (
    <select
      className="input"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      {...described}
    >
      <option value="">{t('desk.act.choose')}</option>
      {groups.map((group) => {
        const lines = options.filter((option) => option.group === group).map(line);
        if (group === undefined) return lines;
        return (
          <optgroup key={group} label={group}>
            {lines}
          </optgroup>
        );
      })}
    </select>
  );
}
