import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage, type Language } from '#platform/text/index.ts';
import { httpRefusals } from './errors.ts';
import type { HttpOptions } from './ports.ts';
import {
  faultProblem,
  problemMediaType,
  problemOf,
  type Problem,
  type ProblemReader,
} from './problem.ts';
import { afterReadingAway } from './read-away.ts';
import { RefusalError } from './refusal.ts';

/** Answers an error that reached the edge. */
export type ErrorAnswer = (
  error: FastifyError | RefusalError,
  request: FastifyRequest,
  reply: FastifyReply,
) => void;

/** Makes every error a problem in the caller's language; a fault is logged once, here. */
export function errorAnswer(options: HttpOptions, bodyBytesMax: number): ErrorAnswer {
  return (error, request, reply) => {
    const reader = readerOf(request, options);
    const refused = refusalFor(error, request.routeOptions?.bodyLimit ?? bodyBytesMax);
    if (!refused) {
      request.log.error({ err: error, requestId: request.id }, 'fault');
      return sendProblem(reply, faultProblem(reader), reader.language);
    }
    const { retryAfterSeconds } = refused.refusal;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    const answer = (): void => sendProblem(reply, problemOf(refused, reader), reader.language);
    if (refused.status === 413) afterReadingAway(request.raw, answer);
    else answer();
  };
}

/** Sends a problem with its own media type. */
function sendProblem(reply: FastifyReply, problem: Problem, language: Language): void {
  reply
    .code(problem.status)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .type(problemMediaType)
    .serializer((payload: unknown) => payload as string) // is text already
    .send(JSON.stringify(problem));
}

function readerOf(request: FastifyRequest, options: HttpOptions): ProblemReader {
  return {
    texts: options.ports.texts,
    language: chooseLanguage(request.headers['accept-language']),
    requestId: request.id,
  };
}

/** A size in bytes as people read it, such as `1 MB`; one decimal at most. */
export function sizeText(bytes: number): string {
  const [unit, size] = bytes < 1_048_576 ? ['KB', 1_024] : ['MB', 1_048_576];
  return `${Math.round((bytes * 10) / size) / 10} ${unit}`;
}

type Expected = (error: FastifyError, bodyLimit: number) => RefusalError;

const malformed: Expected = () => httpRefusals.refuse('http.malformed_body');

/** Errors of Fastify and its plugins that are the caller's doing. */
const expected = new Map<string, Expected>([
  [
    'FST_ERR_CTP_BODY_TOO_LARGE',
    (_, limit) => httpRefusals.refuse('http.body_too_large', { limit: sizeText(limit) }),
  ],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', malformed],
  ['FST_ERR_CTP_INVALID_JSON_BODY', malformed],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', malformed],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', () => httpRefusals.refuse('http.unsupported_media_type')],
  ['FST_UNDER_PRESSURE', () => unavailable()],
  ['FST_ERR_REOPENED_CLOSE_SERVER', () => unavailable()],
]);

function unavailable(): RefusalError {
  return httpRefusals.refuse('http.unavailable', {}, { retryAfterSeconds: 5 });
}

function refusalFor(
  error: FastifyError | RefusalError,
  bodyLimit: number,
): RefusalError | undefined {
  if (error instanceof RefusalError) return error;
  const known = expected.get(error.code);
  if (known) return known(error, bodyLimit);
  if (error instanceof SyntaxError && error.statusCode === 400) return malformed(error, bodyLimit);
  if (isDatabaseAway(error)) return unavailable();
  if (isCallersDoing(error)) return httpRefusals.refuse('http.not_understood');
  return undefined;
}

/** What Fastify itself refuses: a broken address, a header it cannot read. */
function isCallersDoing({ code = '', statusCode = 500 }: Partial<FastifyError>): boolean {
  return code.startsWith('FST_') && statusCode >= 400 && statusCode < 500;
}

/** PostgreSQL restarting, full or gone; a key makes it safe to ask again in any of these. */
const databaseAway = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/;
const connectionLost = /Connection terminated|timeout exceeded when trying to connect/;

function isDatabaseAway(
  error: Error & { readonly code?: string; readonly path?: string },
): boolean {
  // A missing file is a fault of ours, a missing socket is a database that is not up.
  if (error.code === 'ENOENT' && !('address' in error)) return false;
  return databaseAway.test(error.code ?? '') || connectionLost.test(error.message);
}
