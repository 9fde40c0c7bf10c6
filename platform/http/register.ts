import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { needsKey, perform } from './perform.ts';
import type { HttpOptions } from './ports.ts';
import { problem } from './problem.ts';
import { identify, type RequestState } from './request-state.ts';
import type { Route } from './route.ts';

/** Routes at most; far above what a park's product has, so that a loop is noticed. */
const routesMax = 2_000;
const states = new WeakMap<FastifyRequest, RequestState>();

/** The language and principal found for a request so far; undefined before that. */
export function stateOf(request: FastifyRequest): RequestState | undefined {
  return states.get(request);
}

/** Registers every declared route. @throws {Error} on a declaration that cannot be honoured */
export function addRoutes(app: FastifyInstance, options: HttpOptions): void {
  if (options.routes.length > routesMax) throw new Error(`more than ${routesMax} routes`);
  for (const route of options.routes) {
    checkDeclaration(route, options);
    addRoute(app, route, options);
  }
}

function checkDeclaration(route: Route, { ports }: HttpOptions): void {
  const name = `${route.method} ${route.url}`;
  // A log's own addresses are set by C2SP tlog-tiles: they stand beside the API, for foreign tools.
  if (!/^\/(p\/:park\/)?api\/|^\/p\/:park\/log\//.test(route.url)) {
    throw new Error(`${name}: an address begins with /api/, /p/:park/api/ or /p/:park/log/`);
  }
  const basic = route.permission === 'public' || route.permission === 'signed-in';
  if (!basic && !ports.isPermission(route.permission)) {
    throw new Error(`${name}: permission ${String(route.permission)} is not in the table`);
  }
  const keyed = route.url.startsWith('/p/:park/') && route.permission !== 'public';
  if (needsKey(route) && !keyed) {
    throw new Error(`${name}: without park and principal, say why no key is needed`);
  }
}

function addRoute(app: FastifyInstance, route: Route, { ports }: HttpOptions): void {
  app.route({
    method: route.method,
    url: route.url,
    ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
    schema: referenceSchema(route),
    config: { consumes: route.consumes ?? 'json' },
    onRequest: async (request) => {
      states.set(request, await identify(route, request, ports));
    },
    handler: async (request, reply) => {
      const state = states.get(request);
      if (!state) throw new Error('a request reached its handler unidentified');
      return perform({ route, request, reply, state }, ports);
    },
  });
}

const headerNames = {
  key: 'idempotency-key',
  match: 'if-match',
} as const;

/** What the API reference says of a route; validation itself happens in `perform`. */
function referenceSchema(route: Route) {
  const statuses = [
    ...(route.permission === 'public' ? [] : [401, 403]),
    ...(needsKey(route) ? [409, 422] : []),
    ...(route.ifMatch ? [412, 428] : []),
    400,
    404,
    500,
  ];
  const problems = statuses.map((status) => [
    status,
    { description: 'Problem', content: { 'application/problem+json': { schema: problem } } },
  ]);
  return {
    summary: route.summary,
    tags: [tagOf(route.url)],
    'x-permission': route.permission,
    ...(route.purpose === undefined ? {} : { 'x-purpose': route.purpose }),
    params: paramsSchema(route),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body && route.method !== 'GET' ? { body: route.body } : {}),
    headers: headersSchema(route),
    response: { ...Object.fromEntries(problems), ...route.response },
  };
}

function headersSchema(route: Route): z.ZodType {
  const required = route.ifMatch === 'required' ? z.string() : z.string().optional();
  return z.object({
    ...(needsKey(route) ? { [headerNames.key]: z.string().max(200) } : {}),
    ...(route.ifMatch ? { [headerNames.match]: required } : {}),
    'guiju-party': z.string().optional().describe('Organisation the caller acts for'),
  });
}

function paramsSchema(route: Route): z.ZodType {
  const names = [...route.url.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const declared = route.params instanceof z.ZodObject ? route.params.shape : {};
  const plain = Object.fromEntries(names.map((name) => [name, z.string()]));
  return z.object({ ...plain, ...declared });
}

/** The first word after `/api/`, by which the reference groups routes. */
function tagOf(url: string): string {
  return /\/api\/([^/:]+)/.exec(url)?.[1] ?? 'api';
}
