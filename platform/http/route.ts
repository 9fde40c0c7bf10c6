import type { z } from 'zod';
import type { Tx } from '#platform/db/index.ts';
import type { Language } from '#platform/text/localized.ts';
import type { FileAnswer, FileAnswerSchema } from './file-answer.ts';
import type { Principal, RequestPark } from './principal.ts';
import type { Upload } from './upload.ts';

/** Unsafe methods need an `Idempotency-Key`; safe ones may be repeated freely. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may use a route: anybody, anybody signed in, or holders of a named permission such as
 * `cases.handle` (the table of them is in `domains/parties/rules.ts`).
 */
export type Permission = 'public' | 'signed-in' | `${string}.${string}`;

type Shape = z.ZodType;
type Responses = Readonly<Record<number, Shape | FileAnswerSchema>>;

type Read<S> = S extends Shape ? z.output<S> : Record<string, never>;
type AnswerOf<R extends Responses> = {
  [Status in keyof R]: R[Status] extends Shape ? z.output<R[Status]> : FileAnswer;
}[keyof R];

/** What a handler works with. `P`, `Q`, `B` are the validated params, query and body. */
export type RouteContext<P, Q, B, Who = Principal> = {
  /** The park of the URL; only routes under `/p/:park/` have one. */
  readonly park: RequestPark;
  readonly principal: Who;
  readonly lang: Language;
  /** The park's clock at the start of this request: ISO instant in UTC, milliseconds. */
  readonly now: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The body as it came, where the route consumes bytes. */
  readonly rawBody: Buffer | undefined;
  /** The file that came, where the route consumes an upload. */
  readonly upload: Upload | undefined;
  readonly requestId: string;
  /** The caller's `Idempotency-Key`, if the route takes one. */
  readonly idempotencyKey: string | undefined;
  /**
   * Runs work in the park's transaction. In an unsafe route every call shares the one transaction
   * in which the answer is recorded, and it commits after the handler; a safe route opens one.
   */
  readonly inPark: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Runs after the commit, before the answer leaves; a failure is logged, the act stands. */
  readonly afterCommit: (work: () => Promise<void>) => void;
  /** Chooses another declared status than the lowest one. */
  readonly status: (status: number) => void;
  readonly header: (name: string, value: string) => void;
  /** Sets the `ETag` of the answer to a version of the thing answered with. */
  readonly etag: (version: string | number) => void;
  /** @throws {RefusalError} 412 when `If-Match` names another version than the present one. */
  readonly match: (version: string | number) => void;
  /** Names the case (or other thing) this act is about, kept beside the stored answer. */
  readonly subject: (number: string) => void;
};

/** A route as a slice declares it; `defineRoute` gives it its types. */
export type RouteDefinition<
  Perm extends Permission,
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends Shape | undefined,
  R extends Responses,
> = {
  readonly method: Method;
  /** `/p/:park/api/…` within a park, `/api/…` beside all parks. */
  readonly url: string;
  readonly permission: Perm;
  /** One sentence for the API reference. */
  readonly summary: string;
  /** Why personal data is read here; shown to its subject. Required where the answer has any. */
  readonly purpose?: string;
  /** Why repeating this unsafe request is harmless, so that it needs no key. */
  readonly idempotencyExempt?: string;
  /**
   * A short act of which many come at once: it may share its transaction with others of the park
   * (ADR 0009), hence be run again; what it does outside of the transaction must bear that. The
   * value is the URL parameter that names what it is about; two on one thing never share.
   */
  readonly shares?: string;
  /** `required`: an unsafe request without `If-Match` is refused with 428. */
  readonly ifMatch?: 'required' | 'optional';
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Largest body or file in bytes; 1 MiB and 20 MiB when absent. */
  readonly bodyLimitBytes?: number;
  /** `bytes`: the body as it is, in `rawBody`; `upload`: one file of a form, in `upload`. */
  readonly consumes?: 'json' | 'bytes' | 'upload';
  readonly response: R;
  readonly handler: (
    ctx: RouteContext<
      Read<P>,
      Read<Q>,
      Read<B>,
      Perm extends 'public' ? Principal | undefined : Principal
    >,
  ) => Promise<AnswerOf<R>>;
};

/** A route whose types have done their work; what a slice's `routes.ts` lists and the server takes. */
export type Route = {
  readonly method: Method;
  readonly url: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly purpose?: string | undefined;
  readonly idempotencyExempt?: string | undefined;
  readonly shares?: string | undefined;
  readonly ifMatch?: 'required' | 'optional' | undefined;
  readonly params?: Shape | undefined;
  readonly query?: Shape | undefined;
  readonly body?: Shape | undefined;
  readonly bodyLimitBytes?: number | undefined;
  readonly consumes?: 'json' | 'bytes' | 'upload' | undefined;
  readonly response: Responses;
  readonly handler: (
    ctx: RouteContext<unknown, unknown, unknown, Principal | undefined>,
  ) => Promise<unknown>;
};

/**
 * Declares a route: what it takes and answers, who may use it, what it does. Nothing here runs;
 * `buildServer` registers it. A route without a permission does not compile, nor start.
 *
 * @source 3-architecture Tenancy and API
 */
export function defineRoute<
  const Perm extends Permission,
  const R extends Responses,
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
>(definition: RouteDefinition<Perm, P, Q, B, R>): Route {
  // The pipeline validates params, query and body with these very schemas and refuses an absent
  // principal before the handler runs, so the wider context type is honest here.
  return definition as unknown as Route;
}
