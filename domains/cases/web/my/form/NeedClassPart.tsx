import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { needClassesQuery } from '../reads.ts';
import { fieldAnchor } from './FormField.tsx';

type NeedClassPartProps = {
  readonly park: string;
  readonly service: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (code: string) => void;
};

/** What sort of need it is, by the park's list; nothing where the service names no classes. */
export function NeedClassPart({ park, service, value, error, onChange }: NeedClassPartProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const { data } = useSuspenseQuery(needClassesQuery(park, service));
  if (data.items.length === 0) return null;
  return (
    <div id={fieldAnchor('~class')} className="my-field" tabIndex={-1}>
      <Field label={t('my.form.class')} hint={t('my.form.class-hint')} error={error}>
        {(described) => (
          <select
            {...described}
            className="input"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="">{t('my.form.choose')}</option>
            {data.items.map(({ code, title }) => (
              <option key={code} value={code}>
                {say(title)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
