import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sizeText } from './error-answer.ts';
import { httpRefusals } from './errors.ts';
import type { Route } from './route.ts';

/** A file that came with a request, whole in memory. */
export type Upload = {
  /** As the caller named it; any script, never a path to be used. */
  readonly name: string;
  /** As the caller claims it. */
  readonly mediaType: string;
  readonly bytes: Buffer;
};

/** Largest file where a route sets no limit of its own. */
export const uploadBytesMax = 20 * 1024 * 1024;
const fieldsMax = 20;
const octetStream = 'application/octet-stream';

/** Lets the server read files: one in `multipart/form-data`, or the body itself as bytes. */
export async function addUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { limits: { files: 1, fields: fieldsMax } });
  app.addContentTypeParser(octetStream, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
}

/**
 * Reads the one file of a request.
 *
 * @throws {RefusalError} 415 when the request is no form, 400 without a file, 413 when it is too
 *         large
 */
export async function readUpload(route: Route, request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw httpRefusals.refuse('http.unsupported_media_type');
  const fileSize = route.bodyLimitBytes ?? uploadBytesMax;
  const part = await request.file({ limits: { fileSize } });
  if (!part) throw httpRefusals.refuse('http.file_missing');
  try {
    return { name: part.filename, mediaType: part.mimetype, bytes: await part.toBuffer() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'FST_REQ_FILE_TOO_LARGE') throw error;
    throw httpRefusals.refuse('http.body_too_large', { limit: sizeText(fileSize) });
  }
}
