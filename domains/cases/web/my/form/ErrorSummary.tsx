import { useEffect, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldAnchor } from './FormField.tsx';

/** One thing to put right; without a field it concerns the whole form. */
export type FormError = { readonly field: string | null; readonly text: string };

type ErrorSummaryProps = {
  readonly errors: readonly FormError[];
  /** Words of the whole refusal: what would make it possible. */
  readonly title: string;
  readonly note: string | undefined;
};

/** Takes the person to a field: its control is focused, not only seen. */
function goTo(event: MouseEvent, field: string): void {
  const place = document.getElementById(fieldAnchor(field));
  if (place === null) return;
  event.preventDefault();
  const control = place.querySelector<HTMLElement>('input, select, textarea, button');
  place.scrollIntoView({ block: 'center' });
  (control ?? place).focus({ preventScroll: true });
}

/** Everything that is wrong, at the top, each line leading to its field. Takes the focus when it comes. */
export function ErrorSummary({ errors, title, note }: ErrorSummaryProps) {
  const { t } = useTranslation('cases');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'start' });
  }, [errors]);
  return (
    <div ref={box} className="case-problem my-errors" role="alert" tabIndex={-1}>
      <h2>{title}</h2>
      <ul>
        {errors.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            {field === null ? (
              text
            ) : (
              <a href={`#${fieldAnchor(field)}`} onClick={(event) => goTo(event, field)}>
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p>{note ?? t('my.form.put-right')}</p>
    </div>
  );
}
