import { useTranslation } from 'react-i18next';
import { ApiError } from '#platform/ui/api-error.ts';

/** A refused act: what was refused, under which clause, each wrong part, and what to do. */
export function Refused({ error }: { readonly error: Error }) {
  const { t } = useTranslation('services');
  const problem = error instanceof ApiError ? error : undefined;
  return (
    <div className="form-error" role="alert">
      <strong>{problem?.title || t('office.refused')}</strong>
      {problem?.detail !== undefined && <p>{problem.detail}</p>}
      {problem !== undefined && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      {problem?.clause !== undefined && <p>{t('rule.clause', { clause: problem.clause })}</p>}
      {problem?.next !== undefined && <p>{problem.next}</p>}
    </div>
  );
}
