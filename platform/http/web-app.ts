import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { httpRefusals } from './errors.ts';
import { withHead, type PageHead } from './page-head.ts';
import type { HttpOptions } from './ports.ts';
import { RefusalError } from './refusal.ts';

/** Addresses that are pages of the web app; whatever else is not found is a problem. */
const pagePattern = /^\/($|\?|p\/[^/]+(\/(?!api(\/|$|\?))|$|\?)|verify($|[/?])|sign-in($|[/?]))/;

/** Addresses programs ask; never answered with a page, whoever asks. */
const programPattern = /^\/(api|assets|p\/[^/]+\/api)(\/|$|\?)/;

/** Files to take home: the verifier as a page and as a program. */
const toKeepPattern = /\/guiju-verify\.(html|mjs)(\.br|\.gz)?$/;

/**
 * Serves the built web app: files by name, the app itself for page addresses, its head filled in
 * for readers that do not run it. Without a built folder page addresses are not found.
 */
export async function serveWeb(
  app: FastifyInstance,
  { webFolder: folder, pageHead }: Pick<HttpOptions, 'webFolder' | 'pageHead'>,
): Promise<void> {
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
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    const head = isPage ? await headOf(request, pageHead) : 'missing';
    reply.code(head === 'missing' ? 404 : 200).header('cache-control', 'no-cache');
    const page = typeof head === 'object' ? withHead(html, head) : html;
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

/** What a page says of itself. The app comes without it too: it then says so when it runs. */
async function headOf(
  request: FastifyRequest,
  pageHead: HttpOptions['pageHead'],
): Promise<PageHead | 'missing' | undefined> {
  try {
    return await pageHead?.(new URL(request.url, 'http://page').pathname);
  } catch (problem) {
    if (problem instanceof RefusalError && problem.status === 404) return 'missing';
    request.log.error(problem, 'the head of a page could not be read');
    return undefined;
  }
}

/** A person at a mistyped address is told so by the app, in words; programs get the problem. */
function isReader(request: FastifyRequest): boolean {
  const takesPages = request.headers.accept?.includes('text/html') ?? false;
  return takesPages && !programPattern.test(request.url);
}
