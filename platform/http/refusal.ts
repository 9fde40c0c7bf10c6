import type { Localized } from '#platform/text/localized.ts';

/** What a refusal, finding or problem fills its sentences with. */
export type RefusalValues = Readonly<Record<string, string | number>>;

/** One thing wrong in what was sent: where it stands and the code its sentence is found under. */
export type RefusalIssue = {
  /** JSON pointer or dotted path into the request, such as `body.form.revenue`. */
  readonly path: string;
  readonly code: string;
  readonly values?: RefusalValues;
  /** Values that are titles, said in the reader's language. */
  readonly titles?: Readonly<Record<string, Localized>>;
  readonly clause?: string;
  readonly line?: number;
  readonly column?: number;
};

/** Everything a refusal carries beside its code. `next` is a text key; absent, `<code>.next`. */
export type RefusalDetail = {
  readonly values?: RefusalValues;
  /** Values that are titles, said in the reader's language. */
  readonly titles?: Readonly<Record<string, Localized>>;
  readonly clause?: string;
  readonly next?: string;
  readonly issues?: readonly RefusalIssue[];
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
};

/** The status an answer has for each kind of expected no. */
export type RefusalStatus =
  400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 415 | 422 | 428 | 429 | 503;

/**
 * An expected no: rolls the transaction back and becomes a problem in the caller's language.
 * A fault (our bug, a broken world) is any other error.
 *
 * @source 4-style 5 (findings, refusals and faults are never mixed)
 */
export class RefusalError extends Error {
  readonly code: string;
  readonly status: RefusalStatus;
  readonly refusal: RefusalDetail;

  constructor(code: string, status: RefusalStatus, refusal: RefusalDetail = {}) {
    super(`refused: ${code}`);
    this.name = 'RefusalError';
    this.code = code;
    this.status = status;
    this.refusal = refusal;
  }
}

/** A slice's refusal codes: `errors.ts` exports one, and a test finds every code's texts by it. */
export type Refusals<Code extends string> = {
  readonly codes: Readonly<Record<Code, { readonly status: RefusalStatus }>>;
  /** Makes the error to throw; texts stand under `<code>.title`, `.next` and, if any, `.detail`. */
  readonly refuse: (code: Code, values?: RefusalValues, detail?: RefusalDetail) => RefusalError;
};

/**
 * Declares the refusals of a slice.
 *
 * ```ts
 * export const casesRefusals = defineRefusals({ 'cases.not_found': { status: 404 } });
 * throw casesRefusals.refuse('cases.not_found', { number });
 * ```
 *
 * @source 4-style 5 (codes live in `errors.ts` with status)
 */
export function defineRefusals<const Code extends string>(
  codes: Readonly<Record<Code, { readonly status: RefusalStatus }>>,
): Refusals<Code> {
  return {
    codes,
    refuse: (code, values = {}, detail = {}) =>
      new RefusalError(code, codes[code].status, { ...detail, values }),
  };
}

/** A no that an engine decided, as the error to throw; a state that does not allow it is 409. */
export function refusalOf(
  refusal: {
    readonly code: string;
    readonly clause?: string | undefined;
    readonly values?: RefusalValues | undefined;
    readonly next?: string | undefined;
  },
  status: RefusalStatus = 409,
): RefusalError {
  return new RefusalError(refusal.code, status, {
    ...(refusal.values === undefined ? {} : { values: refusal.values }),
    ...(refusal.clause === undefined ? {} : { clause: refusal.clause }),
    ...(refusal.next === undefined ? {} : { next: refusal.next }),
  });
}
