import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';

type RecordOrganisationProps = {
  /** Names given lately on this device, latest first. */
  readonly recent: readonly string[];
  readonly value: string;
  readonly onChange: (name: string) => void;
};

/** Names that stand as buttons; the others are offered while typing. */
const shownMax = 4;

/** Whom it was for, free to type; those of late are one tap. */
export function RecordOrganisation({ recent, value, onChange }: RecordOrganisationProps) {
  const { t } = useTranslation('cases');
  return (
    <>
      <Field label={t('desk.record.organisation')}>
        {(described) => (
          <input
            className="input"
            list="record-organisations"
            autoComplete="off"
            enterKeyHint="next"
            placeholder={t('desk.record.organisation-hint')}
            maxLength={120}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            {...described}
          />
        )}
      </Field>
      <datalist id="record-organisations">
        {recent.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      {recent.length > 0 && (
        <ul className="record-recent" aria-label={t('desk.record.recent')}>
          {recent.slice(0, shownMax).map((name) => (
            <li key={name}>
              <button type="button" onClick={() => onChange(name)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
