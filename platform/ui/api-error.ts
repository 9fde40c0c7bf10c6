/** One wrong field of a refused request: where it stands and what is wrong, in the caller's language. */
export type FieldError = { readonly path: string; readonly message: string };

/** What problem details (RFC 9457) of the server say; every part but `code` and `title` may miss. */
export type Problem = {
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly next?: string;
  readonly clause?: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldError[];
};

/** The only error a page sees from the API. `status` 0 means that no answer came at all. */
export class ApiError extends Error implements Problem {
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly next: string | undefined;
  readonly clause: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldError[];

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.code = problem.code;
    this.title = problem.title;
    this.status = problem.status;
    this.detail = problem.detail;
    this.next = problem.next;
    this.clause = problem.clause;
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the list of field errors; entries of another shape are dropped, not guessed at. */
function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const path = textOf(entry.path) ?? textOf(entry.pointer) ?? '';
    const message = textOf(entry.message) ?? textOf(entry.detail);
    return message === undefined ? [] : [{ path, message }];
  });
}

/**
 * Makes the one error type out of any failed answer.
 *
 * @param status HTTP status; 0 when no answer came
 * @param body   parsed JSON of the answer, or undefined when it was not JSON
 */
export function apiErrorOf(status: number, body: unknown): ApiError {
  const problem = isRecord(body) ? body : {};
  const optional = {
    detail: textOf(problem.detail),
    next: textOf(problem.next),
    clause: textOf(problem.clause),
    requestId: textOf(problem.requestId),
  };
  return new ApiError({
    code: textOf(problem.code) ?? (status === 0 ? 'web.no_answer' : `web.status_${status}`),
    title: textOf(problem.title) ?? '',
    status,
    errors: fieldErrors(problem.errors),
    ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== undefined)),
  });
}
