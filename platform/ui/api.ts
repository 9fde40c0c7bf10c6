import { actingParty } from './acting-party.ts';
import { apiErrorOf } from './api-error.ts';

/** Names of the `:parameters` in a path template, as a type. */
export type PathParams<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? { readonly [K in Name]: string } & PathParams<Tail>
    : { readonly [K in Rest]: string }
  : unknown;

/** A read of the API. `answer` exists only for the compiler: no schema is shipped to the browser. */
export type Read<Path extends string, Answer> = {
  readonly path: Path;
  readonly answer?: () => Answer;
};

/** An act on the API: anything that is not safe to repeat without a key. */
export type Act<Path extends string, Body, Answer> = {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: Path;
  readonly body?: (body: Body) => void;
  readonly answer?: () => Answer;
};

/** Declares a read: `const guide = read<ServiceGuide>()('/p/:park/api/services/:code')`. */
export const read =
  <Answer>() =>
  <const Path extends string>(path: Path): Read<Path, Answer> => ({ path });

/** Declares an act: `const urge = act<UrgeBody, CaseView>()('POST', '/p/:park/api/…')`. */
export const act =
  <Body, Answer>() =>
  <const Path extends string>(
    method: Act<Path, Body, Answer>['method'],
    path: Path,
  ): Act<Path, Body, Answer> => ({ method, path });

export type Search = Readonly<Record<string, string | number | undefined>>;
type ReadInput<Path extends string> = {
  readonly params: PathParams<Path>;
  readonly search?: Search;
  readonly signal?: AbortSignal;
};
type ActInput<Path extends string, Body> = {
  readonly params: PathParams<Path>;
  readonly body: Body;
  /** Key of this intent: the same key for every retry of one press of a button. */
  readonly key: string;
  /** ETag of what the person saw; the server refuses when it has changed since. */
  readonly ifMatch?: string;
};

/** Fills a path template; every parameter is encoded. */
export function pathOf(
  path: string,
  params: Readonly<Record<string, string>>,
  search: Search = {},
) {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? filled : `${filled}?${new URLSearchParams(pairs).toString()}`;
}

/** A fresh idempotency key: 128 random bits, hex. `randomUUID` would need https on a local network. */
export function intentKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

async function answerOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  const body: unknown = type.includes('json')
    ? await response.json().catch(() => undefined)
    : await response.text();
  if (!response.ok) throw apiErrorOf(response.status, body);
  return body;
}

async function send(url: string, init: RequestInit): Promise<unknown> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', document.documentElement.lang || 'zh-CN');
  const party = actingParty();
  if (party !== undefined) headers.set('guiju-party', party);
  const sent = fetch(url, { credentials: 'same-origin', ...init, headers });
  const response = await sent.catch((fault: unknown) => {
    if (init.signal?.aborted === true) throw fault;
    throw apiErrorOf(0, undefined);
  });
  return answerOf(response);
}

function actHeaders(input: { key: string; ifMatch?: string }): Record<string, string> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': input.key };
  return input.ifMatch === undefined ? headers : { ...headers, 'if-match': input.ifMatch };
}

/**
 * The one way from a page to the server.
 * @throws {ApiError} for every answer that is not a success, and when no answer comes
 */
export const api = {
  get: async <Path extends string, Answer>(
    from: Read<Path, Answer>,
    input: ReadInput<Path>,
  ): Promise<Answer> => {
    // PathParams is a record of strings by construction; the server's schema is the other half.
    const params = input.params as Readonly<Record<string, string>>;
    const init = input.signal === undefined ? {} : { signal: input.signal };
    const answer = await send(pathOf(from.path, params, input.search), init);
    // The server validates each answer against the schema this type is inferred from.
    return answer as Answer;
  },

  act: async <Path extends string, Body, Answer>(
    on: Act<Path, Body, Answer>,
    input: ActInput<Path, Body>,
  ): Promise<Answer> => {
    // As in `get`.
    const params = input.params as Readonly<Record<string, string>>;
    const answer = await send(pathOf(on.path, params), {
      method: on.method,
      headers: actHeaders(input),
      body: JSON.stringify(input.body),
    });
    // As in `get`.
    return answer as Answer;
  },
};
