import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { isPermission, permits } from '#domains/parties/index.ts';
import { mountSignIn, oidcProvidersOf, openSignIn, sessionSecret } from '#platform/auth/index.ts';
import { readSettings } from '#platform/config/index.ts';
import { canRead, openDatabase } from '#platform/db/index.ts';
import { buildServer, type HttpPorts } from '#platform/http/index.ts';
import { ourTexts } from '#platform/text/index.ts';
import { pageHeads } from './page-head.ts';
import { processClock, type ProcessClock } from './process-clock.ts';
import { allRoutes, gatherDependencies, publicUrlOf, type ServerDependencies } from './routes.ts';

/** What a server is started with; whatever is absent comes from the environment. */
export type ServerOptions = {
  readonly databaseUrl: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  /** Folder of data, files and keys; the session secret is made there at the first start. */
  readonly home: string;
  /** Told one line of JSON for each thing worth telling. */
  readonly log?: (line: string) => void;
  readonly clock?: ProcessClock;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Built web app; `dist/web` of this repository when absent. */
  readonly webFolder?: string;
};

/** A server that answers. */
export type RunningServer = {
  /** `http://host:port`, with the port that was chosen. */
  readonly address: string;
  /** Ends cleanly: running requests are answered, new ones sent away. */
  readonly close: () => Promise<void>;
};

/** Connections of one server; each holds one act at a time. */
const connectionsMax = 20;
const repositoryRoot = join(import.meta.dirname, '..', '..');

/**
 * Starts the HTTP server on a migrated database: API, sign-in, web app, health.
 *
 * @throws {SettingsRefusal} when the environment is wrong; a system error with code `EADDRINUSE`
 *         when the port is taken
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const environment = options.environment ?? process.env;
  const settings = readSettings(environment);
  const db = openDatabase(options.databaseUrl, 'app', { max: connectionsMax });
  const numbersDb = openDatabase(options.databaseUrl, 'app', { max: 1 });
  const signIn = openSignIn({
    databaseUrl: options.databaseUrl,
    secret: await sessionSecret(options.home),
    publicUrl: settings.publicUrl,
    oidc: oidcProvidersOf(environment),
  });
  const clock = options.clock ?? processClock();
  const publicUrl = publicUrlOf(settings);
  const dependencies = gatherDependencies({
    ...{ ...clock, db, numbersDb, publicUrl },
    home: options.home,
  });
  const app = await buildServer({
    routes: allRoutes(dependencies),
    ports: portsOf(dependencies, signIn.accountOf),
    webFolder: options.webFolder ?? join(repositoryRoot, 'dist', 'web'),
    // Only the address people use: a shared link to this machine leads nowhere.
    pageHead: pageHeads({ ...dependencies, publicUrl: settings.publicUrl }),
    logger: loggerOf(settings.logLevel, options.log),
    isReady: () => canRead(db),
    extensions: [(server) => mountSignIn(server, signIn)],
  });
  const close = async () => {
    await app.close();
    await signIn.close();
    await numbersDb.destroy();
    await db.destroy();
  };
  try {
    return { address: await app.listen({ port: options.port, host: settings.host }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function portsOf(
  { db, clock, directory }: ServerDependencies,
  accountOf: HttpPorts['accountOf'],
): HttpPorts {
  return {
    db,
    texts: ourTexts(),
    accountOf,
    parkOf: directory.parkOf,
    principalOf: directory.principalOf,
    isPermission,
    permits: (principal, permission) => permits(principal.roles, permission),
    now: () => clock.now(),
  };
}

function loggerOf(level: string, log: ServerOptions['log']): Logger {
  const redact = ['req.headers.cookie', 'req.headers.authorization', '*.password'];
  if (!log) return pino({ level: 'silent' });
  return pino({ level, redact }, { write: (line: string) => log(line.trimEnd()) });
}
