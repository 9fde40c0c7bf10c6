import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { connectionOptions, readInt8 } from '#platform/db/index.ts';
import type { Account } from '#platform/http/index.ts';

/** An outside identity provider that speaks OpenID Connect. */
export type OidcProvider = {
  /** Our name of it, part of the callback address: `/api/auth/callback/<id>`. */
  readonly id: string;
  /** What the sign-in page calls it. */
  readonly name: string;
  /** Issuer; its configuration is read at `<issuer>/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** How people sign in here. */
export type SignInOptions = {
  readonly databaseUrl: string;
  /** Signs cookies: at least 32 characters, kept outside the database. */
  readonly secret: string;
  /** Address people use; absent, this machine's own names are taken as they come. */
  readonly publicUrl?: string | undefined;
  readonly oidc?: readonly OidcProvider[] | undefined;
  /** Tries of a password a minute from one address; 30 when absent. */
  readonly triesPerMinute?: number | undefined;
};

/** A user to have, by e-mail. */
export type WantedUser = {
  readonly email: string;
  readonly password: string;
  readonly name: string;
};

/** Sign-in as the server uses it. */
export type SignIn = {
  /** Answers a request under `/api/auth/`. */
  readonly answer: (request: Request) => Promise<Response>;
  /** Who the cookies of a request belong to. */
  readonly accountOf: (headers: Headers) => Promise<Account | undefined>;
  /** Makes the user unless there is one with that e-mail. @returns the user's id */
  readonly ensureUser: (user: WantedUser) => Promise<string>;
  /** The outside providers, for the sign-in page. */
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  readonly close: () => Promise<void>;
};

const poolSizeMax = 5;
const triesPerMinuteDefault = 30;
const sessionDays = 7;
/** How long a session that another server ended may still pass here. */
const sessionKeptMs = 5_000;
const sessionsKeptMax = 10_000;
const secondsPerDay = 86_400;

/** The header in which our own server, and nobody else, tells the caller's address. */
export const addressHeader = 'x-guiju-address';

/**
 * Opens sign-in on the `auth` schema under its own role.
 *
 * @throws {Error} when the secret is shorter than 32 characters
 * @source 3-architecture Tenancy (schema `auth` with its own role); 5-stack (sign-in)
 */
export function openSignIn(options: SignInOptions): SignIn {
  if (options.secret.length < 32) throw new Error('the sign-in secret has at least 32 characters');
  const connection = { ...connectionOptions(options.databaseUrl, 'auth'), types: valueTypes };
  const pool = new pg.Pool({ ...connection, max: poolSizeMax });
  // As in platform/db: the pool drops the broken connection itself.
  pool.on('error', () => undefined);
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
  const auth = betterAuth(configure(options, db));
  const oidc = options.oidc ?? [];
  const accounts = keepAccounts();
  return {
    answer: (request) => {
      // Signing out, or in again, counts at once.
      if (request.method !== 'GET') accounts.forget(request.headers);
      return auth.handler(request);
    },
    accountOf: (headers) =>
      accounts.of(headers, async () => {
        const session = await auth.api.getSession({ headers });
        if (!session) return undefined;
        const { id, name, email } = session.user;
        return { id, name, email };
      }),
    ensureUser: async (wanted) => {
      const { internalAdapter, password } = await auth.$context;
      const found = await internalAdapter.findUserByEmail(wanted.email);
      if (found) return found.user.id;
      const { email, name } = wanted;
      const user = await internalAdapter.createUser(
        { email, name, emailVerified: true },
        { method: 'email-password' },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await password.hash(wanted.password),
      });
      return user.id;
    },
    providers: oidc.map(({ id, name }) => ({ id, name })),
    close: () => db.destroy(),
  };
}

type KeptAccounts = {
  readonly of: (
    headers: Headers,
    read: () => Promise<Account | undefined>,
  ) => Promise<Account | undefined>;
  readonly forget: (headers: Headers) => void;
};

/** Keeps whose session cookie it is for {@link sessionKeptMs}, so that not every request asks. */
function keepAccounts(): KeptAccounts {
  const kept = new Map<string, { readonly until: number; readonly account: Account }>();
  return {
    of: async (headers, read) => {
      const token = sessionToken(headers);
      if (token === undefined) return undefined;
      const known = kept.get(token);
      if (known && known.until > performance.now()) return known.account;
      const account = await read();
      kept.delete(token);
      if (kept.size >= sessionsKeptMax) kept.clear();
      if (account) kept.set(token, { until: performance.now() + sessionKeptMs, account });
      return account;
    },
    forget: (headers) => void kept.delete(sessionToken(headers) ?? ''),
  };
}

/** The signed session cookie, whole: a forged one is another key and is looked at anew. */
function sessionToken(headers: Headers): string | undefined {
  return /(?:^|; *)(?:__Secure-)?guiju\.session_token=([^;]+)/.exec(
    headers.get('cookie') ?? '',
  )?.[1];
}

/** Instants arrive as Date, unlike elsewhere: better-auth compares the expiry of a session so. */
const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? readInt8 : pg.types.getTypeParser(oid, format),
};

/** The settings of better-auth; the migration was made from these. */
export function configure(
  options: SignInOptions,
  db: Kysely<Record<string, never>>,
): BetterAuthOptions {
  return {
    appName: 'Guiju',
    baseURL: options.publicUrl ?? {
      allowedHosts: ['localhost:*', '127.0.0.1:*', '[::1]:*', 'localhost', '127.0.0.1'],
      protocol: 'http',
      fallback: 'http://localhost',
    },
    // A page may ask the host it came from, by whatever name this machine is reached.
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    basePath: '/api/auth',
    secret: options.secret,
    telemetry: { enabled: false },
    database: { db, type: 'postgres', casing: 'snake', schemaName: 'auth', transaction: true },
    emailAndPassword: {
      enabled: true,
      // Accounts come from packs, administrators and the outside provider.
      disableSignUp: true,
      revokeSessionsOnPasswordReset: true,
    },
    session: {
      expiresIn: sessionDays * secondsPerDay,
      updateAge: secondsPerDay,
    },
    account: { accountLinking: { enabled: true } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/*': (request) => ({ window: 60, max: triesFor(request, options) }),
        '/get-session': false,
      },
    },
    advanced: {
      cookiePrefix: 'guiju',
      // Said aloud, since the library leaves both checks out where it takes itself to be tested.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: options.publicUrl?.startsWith('https:') ?? false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [genericOAuth({ config: (options.oidc ?? []).map(providerConfig) })],
    logger: { disabled: true },
  };
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Whoever sits at this machine could read its files; tools and tests sign in here all at once. */
function triesFor(request: Request, { triesPerMinute }: SignInOptions): number {
  const most = triesPerMinute ?? triesPerMinuteDefault;
  return loopback.has(request.headers.get(addressHeader) ?? '') ? most * 20 : most;
}

function providerConfig({ id, name, issuer, clientId, clientSecret }: OidcProvider) {
  return {
    providerId: id,
    name,
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
  };
}
