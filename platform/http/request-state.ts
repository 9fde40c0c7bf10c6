import type { FastifyRequest } from 'fastify';
import { chooseLanguage, type Language } from '#platform/text/index.ts';
import { httpRefusals } from './errors.ts';
import type { HttpPorts } from './ports.ts';
import type { Principal, RequestPark } from './principal.ts';
import type { Route } from './route.ts';

/** What is known of a request before its handler runs. */
export type RequestState = {
  readonly language: Language;
  readonly park: RequestPark | undefined;
  readonly principal: Principal | undefined;
};

/**
 * Finds out, before the body is read, which park is asked and by whom.
 *
 * @throws {RefusalError} 404 for a park that does not exist; 401 without a session where the route
 *         needs one
 */
export async function identify(
  route: Route,
  request: FastifyRequest,
  ports: HttpPorts,
): Promise<RequestState> {
  const language = chooseLanguage(request.headers['accept-language']);
  const park = await findPark(route, request, ports);
  const account = await ports.accountOf(webHeaders(request));
  if (!account) {
    if (route.permission !== 'public') throw httpRefusals.refuse('http.not_signed_in');
    return { language, park, principal: undefined };
  }
  const party = request.headers['guiju-party'];
  const principal = await ports.principalOf({
    account,
    park,
    party: typeof party === 'string' ? party : undefined,
    language,
  });
  return { language, park, principal };
}

async function findPark(
  route: Route,
  request: FastifyRequest,
  ports: HttpPorts,
): Promise<RequestPark | undefined> {
  if (!route.url.startsWith('/p/:park/')) return undefined;
  const { park: code } = request.params as { park: string }; // the pattern has :park
  const park = await ports.parkOf(code);
  if (!park) throw httpRefusals.refuse('http.park_not_found', { park: code });
  return park;
}

/** Node's headers as the web standard's, for code that speaks `Request`. */
export function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) headers.append(name, one);
    }
  }
  return headers;
}
