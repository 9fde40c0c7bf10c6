import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceCard } from '#domains/services/model/index.ts';
import { useSay } from '#platform/ui/say.tsx';

type RecordServiceProps = {
  readonly services: readonly ServiceCard[];
  /** Codes chosen lately, latest first. */
  readonly recent: readonly string[];
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (service: string) => void;
};

/** Services shown at once; the others come with one more tap. */
const shownAtFirst = 6;

/** Which service it was, as large choices; those given lately come first. */
export function RecordService({ services, recent, value, error, onChange }: RecordServiceProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const [isAll, setAll] = useState(false);
  const place = (code: string) => (recent.includes(code) ? recent.indexOf(code) : recent.length);
  const sorted = services.toSorted((one, other) => place(one.code) - place(other.code));
  const shown = isAll
    ? sorted
    : sorted.filter(({ code }, index) => index < shownAtFirst || code === value);
  return (
    <fieldset className="field record-services">
      <legend className="field-label">{t('desk.record.service')}</legend>
      {error !== undefined && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div className="record-choices">
        {shown.map(({ code, title }) => (
          <label key={code} className="record-choice">
            <input
              type="radio"
              name="service"
              value={code}
              checked={code === value}
              onChange={() => onChange(code)}
            />
            <span>{say(title)}</span>
          </label>
        ))}
      </div>
      {sorted.length > shown.length && (
        <button type="button" className="record-all" onClick={() => setAll(true)}>
          {t('desk.record.all-services', { count: sorted.length - shown.length })}
        </button>
      )}
    </fieldset>
  );
}
