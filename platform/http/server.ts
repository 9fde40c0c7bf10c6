import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { errorAnswer } from './error-answer.ts';
import { addOperations } from './operations.ts';
import { addReference } from './reference.ts';
import { addRoutes } from './register.ts';
import { addSecurity } from './security.ts';
import { addUploads } from './upload.ts';
import { serveWeb } from './web-app.ts';
import type { HttpOptions } from './ports.ts';

/** Largest JSON body; a form with every field filled is far below. */
export const bodyBytesMax = 1_048_576;
const pathParameterCharactersMax = 200;
const requestTimeoutMs = 60_000;

/**
 * Builds the HTTP server: routes, problems, API reference, health, metrics and the web app.
 * It does not listen yet; `inject` works on it, for tests.
 *
 * @throws {Error} when a route is declared without a known permission, takes a key it cannot keep,
 *         or two routes have one address
 * @source 3-architecture API
 */
export async function buildServer(options: HttpOptions): Promise<FastifyInstance> {
  const answerError = errorAnswer(options, bodyBytesMax);
  const app = Fastify({
    // A broken address is refused before there is a route to handle it.
    frameworkErrors: answerError,
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    // Metrics count requests; the log is for what somebody has to look at.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength: pathParameterCharactersMax },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  readJson(app);
  app.setErrorHandler(answerError);
  await addSecurity(app, options);
  await addUploads(app);
  await addReference(app, options);
  await addOperations(app, options);
  addRoutes(app, options);
  for (const extend of options.extensions ?? []) await extend(app);
  await serveWeb(app, options);
  return app;
}

/** An act without anything to say may come with the JSON type and an empty body. */
function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    return void parse(request, body.toString(), done);
  });
}
