import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { checkExternal, migrate } from '#platform/db/index.ts';
import { inLanguage, type Localized } from '#platform/text/localized.ts';
import { HOME, ROOM_MB, ROOT, ensureWritable } from './runtime.mjs';
import { stopwatch, withProgress } from './progress.ts';
import { Refusal, fail, languageOf, say, sentence } from './text.mjs';
import { openRunDatabase } from './up/database.ts';
import { startOver } from './up/fresh.ts';
import { readOptions, refuseWrongSettings, type UpOptions } from './up/options.ts';
import { claimHome, ensureFreePort } from './up/presence.ts';
import { tell } from './up/tell.ts';
import { buildWeb } from './up/web-build.ts';

/** Undoes one step of the start; called in reverse order. */
type Undo = () => Promise<void> | void;

const DRAIN_SECONDS_MAX = 15;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const undo: Undo[] = [];
  // The clock of a demonstration may be set; settings refuse it in production.
  if (options.demo) process.env['GUIJU_DEMO'] = '1';
  refuseWrongSettings(process.env);
  const asked = stopSignal();
  try {
    await start(options, undo, asked);
    if (!asked.aborted) await once(asked, 'abort');
  } catch (error) {
    // A Ctrl-C also ends the programs a step has started; their failure is no news then.
    if (!asked.aborted) throw error;
  } finally {
    if (asked.aborted) say('up.stopping');
    for (const step of undo.toReversed()) await withLimit(step);
  }
  say('up.stopped');
}

/** Aborts at the first Ctrl-C or request to end; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const ask = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  // Whoever started us was killed: nobody could stop this process by its terminal any more.
  process.on('disconnect', () => controller.abort());
  return controller.signal;
}

async function start(options: UpOptions, undo: Undo[], asked: AbortSignal): Promise<void> {
  const seconds = stopwatch();
  ensureWritable(HOME, existsSync(join(HOME, 'data')) ? ROOM_MB.later : ROOM_MB.first);
  const presence = claimHome(HOME);
  undo.push(() => presence.release());
  await ensureFreePort(options.port);
  if (options.fresh) await startOver(HOME, options);
  if (options.databaseUrl) await checkExternal(options.databaseUrl);
  await buildWeb(ROOT);
  asked.throwIfAborted();
  // The programs are read while PostgreSQL gets up; what fails in them is told where they are used.
  const apps = importApps();
  apps.catch(() => undefined);
  const database = await openRunDatabase(HOME, options.databaseUrl, asked);
  undo.push(() => database.stop());
  asked.throwIfAborted();
  const { address, signIns } = await unless(
    asked,
    startApps(options, { databaseUrl: database.url, apps, undo }),
  );
  presence.tell(address);
  announce(address, signIns, seconds());
  flushCompileCache();
}

/**
 * What `work` gives, unless the end is asked for: then nobody waits for it any longer. A park is
 * loaded, and a schema changed, in one transaction; the database stops under it and nothing is half.
 */
async function unless<T>(asked: AbortSignal, work: Promise<T>): Promise<T> {
  asked.throwIfAborted();
  return Promise.race([
    work,
    once(asked, 'abort').then((): never => {
      throw asked.reason;
    }),
  ]);
}

async function importApps() {
  const [load, server, worker] = await Promise.all([
    import('#apps/cli/load.ts'),
    import('#apps/server/main.ts'),
    import('#apps/worker/main.ts'),
  ]);
  return { ...load, ...server, ...worker };
}

type Starting = {
  readonly databaseUrl: string;
  readonly apps: ReturnType<typeof importApps>;
  readonly undo: Undo[];
};

/** Who may sign in to a demonstration park. */
type SignIn = {
  readonly roles: readonly Localized[];
  readonly email: string;
  readonly password: string;
  readonly park: Localized;
};

async function startApps(
  options: UpOptions,
  { databaseUrl, apps, undo }: Starting,
): Promise<{ address: string; signIns: readonly SignIn[] }> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  // What goes as it should is told in sentences below; a line of JSON is for what does not.
  process.env.GUIJU_LOG_LEVEL ??= 'warn';
  const context = { databaseUrl, home: HOME, log };
  await withProgress('up.migrating', () => migrate(databaseUrl));
  const { demoSignIns, loadPacks, startServer, startWorker } = await apps;
  const packs = { ...context, demo: options.demo, language: languageOf(process.env) };
  await withProgress('up.loading', () => loadPacks(packs));
  say('up.starting');
  const server = await startServer({ ...context, port: options.port }).catch((error: unknown) => {
    throw isBusy(error) ? new Refusal('up.busy-port', { port: options.port }) : error;
  });
  undo.push(() => server.close());
  const worker = await startWorker(context);
  undo.push(() => worker.close());
  return { address: server.address, signIns: demoSignIns() };
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

function announce(address: string, signIns: readonly SignIn[], seconds: number): void {
  const lines = [
    sentence('up.started', { seconds, address }),
    ...signInLines(signIns),
    sentence('up.how-to-stop', { path: HOME }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Sign-ins under the name of their park, each with the posts it holds. */
function signInLines(signIns: readonly SignIn[]): string[] {
  const [first] = signIns;
  if (first === undefined) return [];
  const pick = (text: Localized): string => inLanguage(text, languageOf(process.env));
  const lines = [...Map.groupBy(signIns, ({ park }) => pick(park))].flatMap(([park, ofPark]) => [
    sentence('up.sign-in-park', { park }),
    ...ofPark.map(({ roles, email }) =>
      sentence('up.sign-in', { email, role: roles.map(pick).join(sentence('up.and')) }),
    ),
  ]);
  return [sentence('up.sign-ins', { password: first.password }), ...lines];
}

/** A step that does not end in time is left behind; the database's own stop comes after it. */
async function withLimit(step: Undo): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, DRAIN_SECONDS_MAX * 1000);
  });
  const done = Promise.resolve(step()).catch(fail);
  await Promise.race([done, limit]);
  clearTimeout(timer);
}

await main().catch(tell);
process.exit();
