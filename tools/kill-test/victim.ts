import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../runtime.mjs';

/** What is killed and comes back: `npm run up` in a home of its own. */
export type Victim = {
  readonly address: string;
  /** Kills the process of server and worker; the database lives on and is adopted. */
  readonly killServer: () => Promise<void>;
  /** Kills the postmaster; the running server's keeper starts it again. */
  readonly killDatabase: () => Promise<void>;
  /** Ends it as a Ctrl-C does. */
  readonly stop: () => Promise<void>;
};

const READY_SECONDS_MAX = 120;
const LOOK_MS = 50;

/** The day of the load; the clock goes on across restarts, as a real one does. */
const DAY = Date.parse('2026-09-18T09:00:00+08:00');

/**
 * Starts `tools/up.ts` over `home` and waits until it answers.
 *
 * @throws {Error} with its last words when it does not
 */
export async function startVictim(home: string, port: number): Promise<Victim> {
  const from = Date.now();
  const address = `http://127.0.0.1:${port}`;
  const launch = async (): Promise<ChildProcess> => {
    const now = new Date(DAY + Date.now() - from).toISOString();
    const started = spawnUp({ home, port, now });
    await untilReady(address, () => diedOf(started, home));
    return started;
  };
  let child = await launch();
  return {
    address,
    killServer: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      child = await launch();
    },
    killDatabase: async () => {
      const before = postmasterOf(home);
      process.kill(before, 'SIGKILL');
      await untilTrue(() => postmasterOf(home) !== before, home);
      await untilReady(address, () => diedOf(child, home));
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
}

/** The channel makes it end when this process ends, however that comes. */
function spawnUp({ home, port, now }: { home: string; port: number; now: string }): ChildProcess {
  const said = openSync(logOf(home), 'a');
  const { DATABASE_URL: _external, ...rest } = process.env;
  const env = { ...rest, GUIJU_HOME: home, GUIJU_DEMO: '1', GUIJU_NOW: now };
  return spawn(process.execPath, [join(ROOT, 'tools/up.ts'), '--port', String(port)], {
    cwd: ROOT,
    env: { ...env, GUIJU_LOG_LEVEL: 'error' },
    stdio: ['ignore', said, said, 'ipc'],
  });
}

const logOf = (home: string): string => join(home, 'up.log');

function diedOf(child: ChildProcess, home: string): string | undefined {
  if (child.exitCode === null && child.signalCode === null) return undefined;
  return `npm run up ended by itself:\n${lastWords(home)}`;
}

const lastWords = (home: string): string =>
  readFileSync(logOf(home), 'utf8').split('\n').slice(-30).join('\n');

function postmasterOf(home: string): number {
  try {
    return Number(readFileSync(join(home, 'data/pgdata/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    // It is being written.
    return 0;
  }
}

async function untilReady(address: string, died: () => string | undefined): Promise<void> {
  const until = Date.now() + READY_SECONDS_MAX * 1000;
  for (;;) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    await answer?.text().catch(() => undefined);
    if (answer?.status === 200) return;
    const death = died();
    if (death !== undefined) throw new Error(death);
    if (Date.now() > until) throw new Error(`${address} was not ready in time`);
    await sleep(LOOK_MS);
  }
}

async function untilTrue(holds: () => boolean, home: string): Promise<void> {
  const until = Date.now() + READY_SECONDS_MAX * 1000;
  while (!holds()) {
    if (Date.now() > until) throw new Error(`PostgreSQL stayed away:\n${lastWords(home)}`);
    await sleep(LOOK_MS);
  }
}
