import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { httpRefusals } from './errors.ts';
import { isLoopback } from './loopback.ts';
import type { HttpOptions } from './ports.ts';

const requestsPerMinuteDefault = 1_200;
/** A loop that stands still this long cannot serve; new requests are then sent away. */
const eventLoopDelayMaxMs = 5_000;

/** Headers that keep pages and answers to themselves, and limits that keep one caller from all. */
export async function addSecurity(app: FastifyInstance, options: HttpOptions): Promise<void> {
  // Whoever hung up before we looked has no address to count by, and nobody waits for an answer.
  app.addHook('onRequest', async (request, reply) => {
    if (request.raw.socket.destroyed) reply.hijack();
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
    referrerPolicy: { policy: 'same-origin' },
    // Whoever ends TLS in front says this; on a plain address it would lock the host out.
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? requestsPerMinuteDefault,
    timeWindow: '1 minute',
    // A proxy on this machine names the caller it speaks for; what is left is the machine's own.
    allowList: (request) => isLoopback(request.ip),
    errorResponseBuilder: (_request, { ttl }) =>
      httpRefusals.refuse(
        'http.too_many_requests',
        {},
        { retryAfterSeconds: Math.ceil(ttl / 1_000) },
      ),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: eventLoopDelayMaxMs,
    retryAfter: 5,
  });
}

/** Only our own scripts run; styles may be inline, since the component library writes them so. */
const contentSecurity = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};
