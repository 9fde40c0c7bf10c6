import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ApiError } from '#platform/ui/api-error.ts';
import { Broken, Forbidden, Missing, SignedOut } from '#platform/ui/states.tsx';

/** Which of the states a failed page shows: sign in, forbidden, missing, or broken with a retry. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const problem: unknown = error;
  const refusal = problem instanceof ApiError ? problem : undefined;
  if (refusal?.status === 401) return <SignedOut />;
  if (refusal?.status === 403) return <Forbidden error={refusal} />;
  if (refusal?.status === 404) return <Missing error={refusal} />;
  // What a page asks for stands in its address: where that cannot be read, there is no such page.
  if (refusal?.status === 400) return <Missing />;
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return <Broken error={refusal} onRetry={retry} />;
}
