import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inPark, inParkTogether, type Tx } from '#platform/db/index.ts';
import { answerWith, writeAnswer, type Answer } from './answer.ts';
import { createContext, emptyDraft, type AnswerDraft, type ContextParts } from './context.ts';
import { httpRefusals } from './errors.ts';
import {
  claimRequest,
  keepAnswer,
  keptKey,
  keyCharactersMax,
  type RequestIdentity,
} from './idempotency.ts';
import type { HttpPorts } from './ports.ts';
import type { RequestState } from './request-state.ts';
import type { Route } from './route.ts';
import { readUpload } from './upload.ts';
import { readRequest, type RequestParts } from './validate.ts';

/** A request on its way through {@link perform}. */
export type Asked = {
  readonly route: Route;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly state: RequestState;
};

/**
 * Takes a request from validation to its answer: read all parts, check the permission, then the
 * preconditions, then act, in one transaction where the method is unsafe.
 *
 * @throws {RefusalError} in the order 400, 403, 428, then what the act refuses
 */
export async function perform(asked: Asked, ports: HttpPorts): Promise<FastifyReply> {
  const { route, request, reply, state } = asked;
  const parts = readRequest(route, partsOf(route, request));
  const key = readKey(route, request);
  requirePermission(route, state, ports);
  const upload = route.consumes === 'upload' ? await readUpload(route, request) : undefined;
  const ifMatch = readIfMatch(route, request);
  const given: Given = {
    db: ports.db,
    state,
    now: ports.now(state.park),
    parts,
    rawBody: route.consumes === 'bytes' ? (request.body as Buffer) : undefined, // its parser's type
    upload,
    requestId: request.id,
    idempotencyKey: key,
    ifMatch,
    tx: undefined,
  };
  const done = key === undefined ? await act(route, given) : await actOnce(asked, given, key);
  await runAfterCommit(done.draft, request);
  return writeAnswer(reply, request, done.answer);
}

/** What a handler is given, but for what it says about its answer: that is new with every run. */
type Given = Omit<ContextParts, 'draft'>;

type Done = { readonly answer: Answer; readonly draft: AnswerDraft };

function partsOf(route: Route, request: FastifyRequest): RequestParts {
  const isJson = (route.consumes ?? 'json') === 'json';
  const body = isJson ? request.body : undefined;
  return { params: request.params, query: request.query, body };
}

async function act(route: Route, given: Given): Promise<Done> {
  const draft = emptyDraft();
  const value = await route.handler(createContext({ ...given, draft }));
  return { answer: answerWith(route, value, draft), draft };
}

/** Acts at most once under a key: a repeated request gets the first one's answer. */
function actOnce(asked: Asked, given: Given, key: string): Promise<Done> {
  const { route } = asked;
  const identity = identityOf(asked, given, key);
  const work = async (tx: Tx): Promise<Done> => {
    const earlier = await claimRequest(tx, identity);
    if (earlier) {
      return { answer: { ...earlier, replayed: true, headers: new Map() }, draft: emptyDraft() };
    }
    const done = await act(route, { ...given, tx });
    await keep(tx, identity, done);
    return done;
  };
  if (route.shares === undefined) return inPark(given.db, identity.park, work);
  // The parameters have been read by the route's own schema, which names this one.
  const params = given.parts.params as Readonly<Record<string, unknown>>;
  const about = String(params[route.shares]);
  return inParkTogether(given.db, identity.park, { about, work });
}

async function keep(tx: Tx, identity: RequestIdentity, { answer, draft }: Done): Promise<void> {
  const { status, body } = answer;
  if (typeof body !== 'string') {
    throw new Error(`${identity.route}: an unsafe route answers with JSON, which can be kept`);
  }
  const { etag = null, subject = null } = draft;
  await keepAnswer(tx, identity, { status, body, etag, subject });
}

function identityOf(asked: Asked, given: Given, key: string): RequestIdentity {
  const { route, request, state } = asked;
  if (!state.principal || !state.park) throw new Error(`${route.url} takes no idempotency key`);
  const body = given.upload?.bytes ?? given.rawBody ?? JSON.stringify(request.body ?? null);
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`).update(body);
  const scope = { principal: state.principal.id, route: `${route.method} ${route.url}` };
  return {
    park: state.park.code,
    ...scope,
    key: keptKey({ ...scope, key }),
    requestHash: hash.digest('hex'),
  };
}

/** Whether requests on a route need an `Idempotency-Key`. */
export function needsKey(route: Route): boolean {
  return route.method !== 'GET' && route.idempotencyExempt === undefined;
}

function readKey(route: Route, request: FastifyRequest): string | undefined {
  if (!needsKey(route)) return undefined;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '' || key.length > keyCharactersMax) {
    throw httpRefusals.refuse('http.idempotency_key_missing', { limit: keyCharactersMax });
  }
  return key;
}

function readIfMatch(route: Route, request: FastifyRequest): string | undefined {
  const header = request.headers['if-match'];
  if (header === undefined && route.ifMatch === 'required') {
    throw httpRefusals.refuse('http.if_match_missing');
  }
  return header;
}

function requirePermission(route: Route, state: RequestState, ports: HttpPorts): void {
  if (route.permission === 'public') return;
  if (!state.principal) throw httpRefusals.refuse('http.not_signed_in');
  if (route.permission === 'signed-in') return;
  if (!ports.permits(state.principal, route.permission)) {
    throw httpRefusals.refuse('http.not_permitted', { permission: route.permission });
  }
}

async function runAfterCommit(draft: AnswerDraft, request: FastifyRequest): Promise<void> {
  for (const work of draft.afterCommit) {
    try {
      await work();
    } catch (error) {
      // The act is committed and must be answered as done; what follows it may be repeated.
      request.log.error({ err: error }, 'work after a commit failed');
    }
  }
}
