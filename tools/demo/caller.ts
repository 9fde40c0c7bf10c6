import { setTimeout as pause } from 'node:timers/promises';

/** A post or firm of a demonstration park that is signed in. */
export type Caller = {
  readonly get: (path: string) => Promise<Answer>;
  /** Does one act under a key of its own; the same key again is the same act, once. */
  readonly act: (key: string, asked: Asked) => Promise<Answer>;
};

/** What one act asks for; `POST` where no method is named. */
export type Asked = {
  readonly path: string;
  readonly body: unknown;
  readonly method?: 'POST' | 'PUT';
};

/** An answer with its JSON read; `{}` where it has none. */
export type Answer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
};

/** Where and as whom to call. */
export type Login = {
  readonly address: string;
  readonly email: string;
  readonly password: string;
};

/** How long one call is tried again while the server is away, in milliseconds. */
const patienceMs = 180_000;
const pauseMs = 150;

/** Codes that mean: the same request, a moment later. */
const again: ReadonlySet<string> = new Set([
  'http.idempotency_in_flight',
  'http.unavailable',
  'http.too_many_requests',
  'journal.conflict',
]);

/**
 * Signs in and returns a caller that outlives crashes of the server: a call without an answer is
 * made again under the same key.
 *
 * @throws {Error} when the server stays away for three minutes or refuses the sign-in
 */
export async function signIn({ address, email, password }: Login): Promise<Caller> {
  const answer = await insist(() =>
    fetch(`${address}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify({ email, password }),
    }),
  );
  if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
  const ask = async (method: string, path: string, sent: RequestInit) =>
    insist(() => fetch(`${address}${path}`, { method, ...sent }));
  return {
    get: (path) => ask('GET', path, { headers: { cookie } }),
    act: (key, { path, body, method = 'POST' }) =>
      ask(method, path, {
        headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      }),
  };
}

async function read(answer: Response): Promise<Answer> {
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  // Every JSON answer of the server is an object.
  const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: answer.status, body, headers: answer.headers };
}

/** An answer that breaks off in its middle is no answer: what was done is learnt by asking again. */
async function insist(call: () => Promise<Response>): Promise<Answer> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const answer = await call()
      .then(read)
      .catch(() => undefined);
    if (answer !== undefined && !isPassing(answer)) return answer;
    if (Date.now() > until) {
      const last = answer === undefined ? 'no answer' : `${answer.status}`;
      throw new Error(`the server did not recover for three minutes: ${last}`);
    }
    await pause(pauseMs);
  }
}

/** Whether the same request should be made again: the server is going, coming or busy. */
function isPassing({ status, body }: Answer): boolean {
  if (status >= 500) return true;
  if (status !== 409 && status !== 429) return false;
  return typeof body.code === 'string' && again.has(body.code);
}
