import { useEffect, useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type ClauseProps = {
  /** Number of the clause in its text, such as `5.2`. */
  readonly number: string;
  /** What the rule says, and a link to it; shown on hover, focus or tap. */
  readonly children: ReactNode;
};

/** The rule beside an element: a small mark that opens the clause it rests on. Escape closes it. */
export function Clause({ number, children }: ClauseProps) {
  const { t } = useTranslation('ui');
  const [isOpen, setOpen] = useState(false);
  const noteId = useId();
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isOpen]);
  return (
    <span
      className="clause"
      onMouseEnter={() => setOpen(true)}
      onMouseLeave={() => setOpen(false)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <button
        type="button"
        className="clause-mark"
        aria-expanded={isOpen}
        aria-controls={noteId}
        onClick={() => setOpen(true)}
      >
        <span className="unseen">{t('clause.rule')} </span>
        {t('clause.mark', { number })}
      </button>
      <span id={noteId} className="clause-note" hidden={!isOpen}>
        {children}
      </span>
    </span>
  );
}
