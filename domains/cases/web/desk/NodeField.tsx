import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import { useMyNodes } from './use-my-nodes.ts';

type NodeFieldProps = {
  readonly park: string;
  readonly value: string;
  readonly onChange: (node: string) => void;
};

/** The service point something happened at; those where I hold a post come first. */
export function NodeField({ park, value, onChange }: NodeFieldProps) {
  const { t } = useTranslation('cases');
  const { options } = useMyNodes(park);
  return (
    <Field label={t('desk.record.node')}>
      {(described) => (
        <select
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...described}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
