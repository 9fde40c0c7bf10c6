import { useTranslation } from 'react-i18next';
import type { ApiError } from '#platform/ui/api-error.ts';

/** A refusal where it happened: what, why, on which clause, and what would make it possible. */
export function ProblemNote({ error }: { readonly error: Error & Partial<ApiError> }) {
  const { t } = useTranslation(['cases', 'ui']);
  const { title, detail, next, clause, errors = [], status } = error;
  const fallback = status === 0 ? t('ui:state.offline.title') : t('ui:state.broken.title');
  return (
    <div className="case-problem" role="alert">
      <p>
        <strong>{title || fallback}</strong>
      </p>
      {detail !== undefined && detail !== title && <p>{detail}</p>}
      {errors.length > 0 && (
        <ul>
          {errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      {next !== undefined && <p>{next}</p>}
      {clause !== undefined && <p className="note">{t('ui:clause.label', { number: clause })}</p>}
    </div>
  );
}
