import type { Tx } from '#platform/db/index.ts';
import { inPark, type Db } from '#platform/db/index.ts';
import { entityTag, requireMatch } from './precondition.ts';
import type { Principal, RequestPark } from './principal.ts';
import type { RequestState } from './request-state.ts';
import type { RouteContext } from './route.ts';
import type { Upload } from './upload.ts';
import type { RequestParts } from './validate.ts';

/** What a handler has said about its answer, beside the body it returns. */
export type AnswerDraft = {
  status: number | undefined;
  etag: string | undefined;
  subject: string | undefined;
  readonly headers: Map<string, string>;
  readonly afterCommit: (() => Promise<void>)[];
};

/** An answer about which nothing has been said yet. */
export function emptyDraft(): AnswerDraft {
  return {
    status: undefined,
    etag: undefined,
    subject: undefined,
    headers: new Map(),
    afterCommit: [],
  };
}

/** What a context is made of. */
export type ContextParts = {
  readonly db: Db;
  readonly state: RequestState;
  readonly now: string;
  readonly parts: RequestParts;
  readonly rawBody: Buffer | undefined;
  readonly upload: Upload | undefined;
  readonly requestId: string;
  readonly idempotencyKey: string | undefined;
  readonly ifMatch: string | undefined;
  /** The transaction of an unsafe request; a safe one opens its own. */
  readonly tx: Tx | undefined;
  readonly draft: AnswerDraft;
};

/** Makes the context a handler works with; see `RouteContext` for what each part promises. */
export function createContext(
  given: ContextParts,
): RouteContext<unknown, unknown, unknown, Principal | undefined> {
  const { state, draft, parts } = given;
  return {
    get park(): RequestPark {
      if (!state.park) throw new Error('a route outside /p/:park/ has no park');
      return state.park;
    },
    principal: state.principal,
    lang: state.language,
    now: given.now,
    ...parts,
    rawBody: given.rawBody,
    upload: given.upload,
    requestId: given.requestId,
    idempotencyKey: given.idempotencyKey,
    inPark: (work) => runInPark(given, work),
    afterCommit: (work) => void draft.afterCommit.push(work),
    status: (status) => void (draft.status = status),
    header: (name, value) => void draft.headers.set(name, value),
    etag: (version) => void (draft.etag = entityTag(version)),
    match: (version) => requireMatch(given.ifMatch, version),
    subject: (number) => void (draft.subject = number),
  };
}

function runInPark<T>(given: ContextParts, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (given.tx) return work(given.tx);
  if (!given.state.park) throw new Error('a route outside /p/:park/ has no park');
  return inPark(given.db, given.state.park.code, work);
}
