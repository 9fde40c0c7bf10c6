import { ApiError } from '#platform/ui/api-error.ts';
import type { FormError } from './ErrorSummary.tsx';

/** Names in a problem's paths that stand before a field's id. */
const fieldPath = /^(?:answers|files)\.(.+)$/;

/** A refused filing as the form shows it: each field's error at its field, the rest at the top. */
export function errorsOf(
  error: Error,
  fallback: string,
): { title: string; note: string | undefined; errors: FormError[] } {
  if (!(error instanceof ApiError)) return { title: fallback, note: undefined, errors: [] };
  const errors = error.errors.map(({ path, message }) => ({
    // What proves an earlier day stands beside the answers, as `~proof` on the page.
    field: path === 'proof' ? '~proof' : (fieldPath.exec(path)?.[1] ?? null),
    text: message,
  }));
  const isClass = error.code === 'process.need-class';
  const told = isClass ? [{ field: '~class', text: error.title }] : [];
  return { title: error.title || fallback, note: error.next, errors: [...told, ...errors] };
}
