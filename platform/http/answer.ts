import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AnswerDraft } from './context.ts';
import { attachmentHeader, FileAnswer } from './file-answer.ts';
import { namesTag } from './precondition.ts';
import type { Route } from './route.ts';

/** What leaves the server: JSON as text, or a file. */
export type Answer = {
  readonly status: number;
  readonly body: string | FileAnswer;
  readonly etag: string | null;
  readonly headers: ReadonlyMap<string, string>;
  /** True when this is the kept answer of an earlier request under the same key. */
  readonly replayed?: boolean;
};

/**
 * Checks what a handler returned against the schema declared for its status.
 *
 * @throws {Error} a fault: an answer that was not declared, or not of the declared shape
 */
export function answerWith(route: Route, value: unknown, draft: AnswerDraft): Answer {
  const declared = Object.keys(route.response).map(Number);
  const status = draft.status ?? Math.min(...declared);
  const schema = route.response[status];
  if (!schema) throw new Error(`${route.method} ${route.url} does not declare status ${status}`);
  const rest = { status, etag: draft.etag ?? null, headers: draft.headers };
  if (value instanceof FileAnswer) return { ...rest, body: value };
  if (!(schema instanceof z.ZodType)) {
    throw new Error(`${route.method} ${route.url} declares a file and answered with another thing`);
  }
  if (status === 204) return { ...rest, body: '' };
  const encoded = schema.safeEncode(value as never); // encoding checks the value itself
  if (!encoded.success) {
    const reasons = z.prettifyError(encoded.error);
    throw new Error(`${route.method} ${route.url} answers against its schema: ${reasons}`);
  }
  return { ...rest, body: JSON.stringify(encoded.data ?? null) };
}

/** Sends an answer; 304 when the caller already has this version of it. */
export function writeAnswer(
  reply: FastifyReply,
  request: FastifyRequest,
  answer: Answer,
): FastifyReply {
  for (const [name, value] of answer.headers) reply.header(name, value);
  if (answer.etag !== null) reply.header('etag', answer.etag);
  if (answer.replayed) reply.header('idempotency-replayed', 'true');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
  const known = request.headers['if-none-match'];
  if (request.method === 'GET' && known && answer.etag && namesTag(known, answer.etag)) {
    return reply.code(304).send();
  }
  if (answer.status === 204) return reply.code(204).send();
  reply.code(answer.status).serializer((payload: unknown) => payload as string); // is text already
  if (typeof answer.body === 'string') {
    return reply.type('application/json; charset=utf-8').send(answer.body);
  }
  const { content, mediaType, name } = answer.body;
  if (name !== undefined) reply.header('content-disposition', attachmentHeader(name));
  return reply.type(mediaType).send(content);
}
