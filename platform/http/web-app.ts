import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { httpRefusals } from './errors.ts';

/** Addresses that are pages of the web app; whatever else is not found is a problem. */
const pagePattern = /^\/($|\?|p\/[^/]+(\/(?!api(\/|$|\?))|$|\?)|verify($|[/?])|sign-in($|[/?]))/;

/** Addresses programs ask; never answered with a page, whoever asks. */
const programPattern = /^\/(api|assets|p\/[^/]+\/api)(\/|$|\?)/;

/** Files to take home: the verifier as a page and as a program. */
const toKeepPattern = /\/guiju-verify\.(html|mjs)(\.br|\.gz)?$/;

/**
 * Serves the built web app: files by name, the app itself for page addresses.
 *
 * @param folder absolute; absent or not built, page addresses are not found
 */
export async function serveWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const built = folder !== undefined && existsSync(join(folder, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      preCompressed: true,
      wildcard: false,
      setHeaders: (reply, path) => {
        // Names under assets/ carry a hash of the content, so they never change.
        const immutable = path.includes('/assets/');
        reply.header(
          'cache-control',
          immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
        // Opened here, our own rules would forbid its script; it is made to be kept and opened.
        if (toKeepPattern.test(path)) reply.header('content-disposition', 'attachment');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = pagePattern.test(request.url);
    if (!built || request.method !== 'GET' || !(isPage || isReader(request))) {
      throw httpRefusals.refuse('http.not_found', { path: request.url.slice(0, 200) });
    }
    const page = await readFile(join(folder, 'index.html'));
    reply.code(isPage ? 200 : 404).header('cache-control', 'no-cache');
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

/** A person at a mistyped address is told so by the app, in words; programs get the problem. */
function isReader(request: FastifyRequest): boolean {
  const takesPages = request.headers.accept?.includes('text/html') ?? false;
  return takesPages && !programPattern.test(request.url);
}
