import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressHeader, type SignIn } from './sign-in.ts';

/** Largest body of a sign-in request; an e-mail and a password are far below. */
const bodyBytesMax = 16_384;

/**
 * Puts sign-in under `/api/auth/` of the server and its list of outside providers under
 * `/api/sign-in/providers`. Signing in takes no Idempotency-Key.
 *
 * @source 3-architecture API (sign-in exempt)
 */
export async function mountSignIn(app: FastifyInstance, signIn: SignIn): Promise<void> {
  app.get('/api/sign-in/providers', { schema: { hide: true } }, async () => ({
    items: signIn.providers,
  }));
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    scope.route({
      method: ['GET', 'POST'],
      url: '/api/auth/*',
      bodyLimit: bodyBytesMax,
      schema: { hide: true },
      handler: async (request, reply) => {
        const answer = await signIn.answer(webRequest(request));
        reply.code(answer.status);
        for (const [name, value] of answer.headers) {
          if (name !== 'set-cookie') reply.header(name, value);
        }
        // Joined with commas, several cookies would be one broken one.
        for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
        return reply.send(Buffer.from(await answer.arrayBuffer()));
      },
    });
  });
}

function webRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) headers.append(name, one);
    }
  }
  headers.set(addressHeader, request.ip);
  const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : undefined;
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  return new Request(url, {
    method: request.method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}
