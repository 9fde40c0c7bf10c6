import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Db } from '#platform/db/index.ts';
import type { Language, Texts } from '#platform/text/index.ts';
import type { PageHead } from './page-head.ts';
import type { Account, Principal, RequestPark } from './principal.ts';
import type { Permission, Route } from './route.ts';

/** What the HTTP layer asks of the rest; `apps/server` wires it. */
export type HttpPorts = {
  /** Connections under the application role. */
  readonly db: Db;
  readonly texts: Texts;
  /** Who is signed in by these headers, or undefined. */
  readonly accountOf: (headers: Headers) => Promise<Account | undefined>;
  readonly parkOf: (code: string) => Promise<RequestPark | undefined>;
  /** The account as it stands in a park; without a park it has no roles. */
  readonly principalOf: (question: PrincipalQuestion) => Promise<Principal>;
  /** Whether the permission is in the table of permissions; an unknown one stops the start. */
  readonly isPermission: (permission: Permission) => boolean;
  readonly permits: (principal: Principal, permission: Permission) => boolean;
  /** The clock of a park, or of the server without one: ISO instant in UTC. */
  readonly now: (park: RequestPark | undefined) => string;
};

/** Whose principal is asked for. `party` is the organisation the request says it acts for. */
export type PrincipalQuestion = {
  readonly account: Account;
  readonly park: RequestPark | undefined;
  readonly party: string | undefined;
  readonly language: Language;
};

/** How the server is set up. */
export type HttpOptions = {
  readonly routes: readonly Route[];
  readonly ports: HttpPorts;
  /** Folder of the built web app; absent, only the API answers. */
  readonly webFolder?: string | undefined;
  /**
   * What the first bytes of a page say of it, by its path; undefined where there is nothing to say.
   * Refused with 404, the page is answered as not found.
   */
  readonly pageHead?: ((path: string) => Promise<PageHead | undefined>) | undefined;
  /** Requests a minute from one address; 1 200 when absent. */
  readonly requestsPerMinute?: number | undefined;
  readonly logger?: FastifyBaseLogger | undefined;
  /** Answers whether the database and all else a request needs can be reached. */
  readonly isReady?: (() => Promise<boolean>) | undefined;
  /** What brings its own handlers, such as sign-in. */
  readonly extensions?: readonly ((app: FastifyInstance) => Promise<void>)[] | undefined;
  readonly version?: string | undefined;
};
