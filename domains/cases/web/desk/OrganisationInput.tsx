import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import { useDebounced } from '#platform/ui/use-debounced.ts';
import { organisationsQuery } from './reads.ts';

/** How long typing rests before the server is asked, in milliseconds. */
const typingRestMs = 250;

export type NamedOrganisation = { readonly name: string; readonly id: string | null };

type OrganisationInputProps = {
  readonly park: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly value: string;
  /** `id` where the name is exactly that of a known organisation. */
  readonly onChange: (named: NamedOrganisation) => void;
};

/** The name of a firm, free to type; those the park knows are offered while typing. */
export function OrganisationInput(props: OrganisationInputProps) {
  const { park, label, error, value, onChange } = props;
  const { t } = useTranslation('cases');
  const listId = useId();
  const found = useQuery(organisationsQuery(park, useDebounced(value.trim(), typingRestMs)));
  const items = found.data?.items ?? [];
  const known = items.find(({ name }) => name === value.trim());
  const choose = (name: string) =>
    onChange({ name, id: items.find((one) => one.name === name.trim())?.id ?? null });
  return (
    <Field
      label={label}
      error={error}
      hint={t(known === undefined ? 'desk.organisation.hint' : 'desk.organisation.known')}
    >
      {(described) => (
        <>
          <input
            className="input"
            list={listId}
            autoComplete="off"
            maxLength={120}
            value={value}
            onChange={(event) => choose(event.target.value)}
            {...described}
          />
          <datalist id={listId}>
            {items.map(({ id, name, uscc }) => (
              <option key={id} value={name}>
                {uscc ?? ''}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
