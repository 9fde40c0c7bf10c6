import type { Db } from '#platform/db/index.ts';
import { ourTexts } from '#platform/text/index.ts';
import type { FastifyInstance } from 'fastify';
import type { HttpOptions } from './ports.ts';
import type { Principal } from './principal.ts';
import type { Route } from './route.ts';
import { buildServer } from './server.ts';

/** The park and instant every request of {@link serverOf} sees. */
export const testPark = { code: 'demo', demo: true, zone: 'Asia/Shanghai' } as const;
export const testNow = '2026-09-18T01:30:00.000Z';

/**
 * A server of the given routes where the header `test-user: ID` signs in, and `test-roles: a,b`
 * gives roles; a permission `x.y` is held by the role `x`.
 */
export function serverOf(
  db: Db,
  routes: readonly Route[],
  options: Partial<HttpOptions> = {},
): Promise<FastifyInstance> {
  return buildServer({
    ...options,
    routes,
    ports: {
      db,
      texts: ourTexts(),
      accountOf: async (headers) => {
        const id = headers.get('test-user');
        return id === null ? undefined : { id, name: id, email: `${id}@example.test` };
      },
      parkOf: async (code) => (code === testPark.code ? testPark : undefined),
      principalOf: async ({ account, language, party }) => ({
        ...account,
        lang: language,
        parties: [],
        ...(party === undefined ? {} : { party }),
        roles: [{ role: account.id, node: 'centre' }],
      }),
      isPermission: (permission) => !permission.startsWith('unknown.'),
      permits: (principal: Principal, permission) =>
        principal.roles.some(({ role }) => role === permission.split('.')[0]),
      now: () => testNow,
    },
  });
}
