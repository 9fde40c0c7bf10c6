import { existsSync, readFileSync, readlinkSync, renameSync, rmSync, statSync } from 'node:fs';
import { writeFileSync, chownSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SOCKET_PORT, type Layout } from './layout.ts';
import { identify } from './process-identity.ts';
import { lastLine, type RunProgram } from './programs.ts';
import { ClusterRefusal } from './refusal.ts';

const START_SECONDS_MAX = 120;
const STOP_SECONDS_MAX = 60;
const START_ATTEMPTS_MAX = 40;
const ATTEMPT_PAUSE_MS = 500;
const LOG_BYTES_MAX = 20_000_000;

/**
 * Creates the data directory in one step: half-made ones stay under another name and are thrown away.
 *
 * @throws {ClusterRefusal} `initdb-failed`
 */
export async function initialise(
  layout: Layout,
  run: RunProgram,
  signal?: AbortSignal,
): Promise<void> {
  const part = `${layout.data}.part`;
  rmSync(part, { recursive: true, force: true });
  try {
    const args = [
      ...['-D', part, '--username=postgres', '--auth=trust', '--encoding=UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ];
    await run('initdb', args, signal);
  } catch (error) {
    throw new ClusterRefusal('initdb-failed', { reason: lastLine(error) });
  }
  appendFileSync(join(part, 'postgresql.conf'), "\ninclude_if_exists 'guiju.conf'\n");
  renameSync(part, layout.data);
}

/** Refuses data of another major version, which the programs could not read. */
export function checkVersion(layout: Layout, wanted: string): void {
  const found = readFileSync(join(layout.data, 'PG_VERSION'), 'utf8').trim();
  if (found !== wanted) {
    throw new ClusterRefusal('wrong-version', { path: layout.data, found, wanted });
  }
}

/** Whether a postmaster runs over the data, also one that outlived the process that started it. */
export async function isRunning(layout: Layout, run: RunProgram): Promise<boolean> {
  if (!isOurs(layout)) return false;
  return run('pg_ctl', ['status', '-D', layout.data]).then(
    () => true,
    () => false,
  );
}

/**
 * Starts the postmaster and waits until it takes connections. After a `kill -9` its orphans hold the
 * shared memory for a moment; starting is tried again until they are gone.
 *
 * @throws {ClusterRefusal} `start-failed` with PostgreSQL's own last words
 */
export async function start(layout: Layout, run: RunProgram): Promise<void> {
  configure(layout);
  clearForeignPid(layout);
  const args = ['start', '-w', '-t', String(START_SECONDS_MAX), '-D', layout.data];
  for (let attempt = 1; ; attempt += 1) {
    const from = logSize(layout);
    try {
      await run('pg_ctl', [...args, '-l', layout.logFile]);
      return;
    } catch (error) {
      const reason = fatalLine(layout, from) ?? lastLine(error);
      const isPassing = /shared memory block|lock file .* already exists/.test(reason);
      if (!isPassing || attempt === START_ATTEMPTS_MAX) {
        throw new ClusterRefusal('start-failed', { reason, path: layout.logFile });
      }
      await sleep(ATTEMPT_PAUSE_MS);
    }
  }
}

/** Stops the postmaster: open transactions are rolled back, everything committed is on disk. */
export async function stop(
  layout: Layout,
  run: RunProgram,
  mode: 'fast' | 'immediate' = 'fast',
): Promise<void> {
  const args = ['stop', '-w', '-t', String(STOP_SECONDS_MAX), '-D', layout.data, '-m', mode];
  await run('pg_ctl', args).catch(async (error: unknown) => {
    if (await isRunning(layout, run)) throw error;
  });
}

/** Writes what differs from PostgreSQL's defaults; fsync and synchronous commit stay on. */
function configure(layout: Layout): void {
  const path = join(layout.data, 'guiju.conf');
  const settings = [
    `listen_addresses = ''`,
    `port = ${SOCKET_PORT}`,
    `unix_socket_directories = '${layout.sockets.replaceAll("'", "''")}'`,
    `unix_socket_permissions = 0700`,
    `max_connections = 200`,
    `shared_buffers = '256MB'`,
    `timezone = 'UTC'`,
    `log_timezone = 'UTC'`,
  ];
  writeFileSync(path, `${settings.join('\n')}\n`, { mode: 0o600 });
  if (process.geteuid?.() === 0) chownSync(path, layout.account.uid, layout.account.gid);
  if (logSize(layout) > LOG_BYTES_MAX) renameSync(layout.logFile, `${layout.logFile}.1`);
}

/**
 * Removes a pid file that names a living process which is not this data's postmaster: the number was
 * given away again after a crash. One that names a dead process is left to PostgreSQL, which also
 * looks for orphans in shared memory before it removes the file.
 */
function clearForeignPid(layout: Layout): void {
  const pid = postmasterPid(layout);
  if (pid === undefined || identify(pid) === null || isOurs(layout)) return;
  rmSync(join(layout.data, 'postmaster.pid'), { force: true });
  rmSync(join(layout.sockets, `.s.PGSQL.${SOCKET_PORT}.lock`), { force: true });
}

/** Returns the process number in the pid file, running or not. */
export function postmasterPid(layout: Layout): number | undefined {
  const path = join(layout.data, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/**
 * Whether the pid file names a living postmaster of this data, at the price of reading two files. A
 * postmaster works in its data directory; where that cannot be seen, its pid file is believed.
 */
export function isOurs(layout: Layout): boolean {
  const pid = postmasterPid(layout);
  if (pid === undefined || identify(pid) === null) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === layout.data;
  } catch {
    // Another user's process: the data's own account could always look.
    return false;
  }
}

const logSize = (layout: Layout): number =>
  statSync(layout.logFile, { throwIfNoEntry: false })?.size ?? 0;

/** PostgreSQL's own reason among the lines it logged since the byte `from`. */
function fatalLine(layout: Layout, from: number): string | undefined {
  if (!existsSync(layout.logFile)) return undefined;
  const written = readFileSync(layout.logFile).subarray(from).toString('utf8');
  const line = written.split('\n').find((text) => /(FATAL|PANIC): /.test(text));
  return line?.replace(/^.*?(?:FATAL|PANIC): +/, '');
}
