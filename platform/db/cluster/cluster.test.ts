import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startCluster, destroyCluster, type Cluster } from './cluster.ts';
import { keepRunning } from './keeper.ts';
import { identify } from './process-identity.ts';
import type { SentenceKey } from './refusal.ts';

const execute = promisify(execFile);
const programs = join(import.meta.dirname, '..', '..', '..', '.guiju');
const isRoot = process.geteuid?.() === 0;

let home = '';
let running: Cluster | undefined;
let steps: SentenceKey[] = [];

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'guiju-cluster-'));
  chmodSync(home, 0o755);
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

afterAll(async () => {
  await destroyCluster(home);
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<Cluster> {
  steps = [];
  running = await startCluster({ home, programs, log: (step) => void steps.push(step) });
  return running;
}

const pidFile = (): string => join(home, 'data/pgdata/postmaster.pid');
const postmaster = (): number => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

async function ask(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: running?.url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query({ text: statement, rowMode: 'array' });
  await client.end();
  return rows.flat();
}

/** Starts the cluster from a second process, which then ends in the way `ending` says. */
function elsewhere(ending: string): Promise<{ stdout: string }> {
  const index = join(import.meta.dirname, 'index.ts');
  const options = JSON.stringify({ home, programs });
  const script = `import { startCluster } from ${JSON.stringify(index)};
    const cluster = await startCluster(${options});
    console.log(cluster.adopted);
    ${ending}`;
  return execute(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: import.meta.dirname,
  });
}

describe('the embedded cluster', () => {
  test('is created once, keeps its data, and stops when left', async () => {
    await start();
    expect(steps).toContain('initialising');
    await ask('create table kept as select 7 as value');
    await running?.stop();
    expect(existsSync(pidFile())).toBe(false);
    await start();
    expect(steps).not.toContain('initialising');
    expect(await ask('select value from kept')).toEqual([7]);
  });

  test('whose start is called off while its data is being made leaves nothing running or half', async () => {
    const calling = new AbortController();
    const other = mkdtempSync(join(tmpdir(), 'guiju-cluster-'));
    chmodSync(other, 0o755);
    const log = (step: SentenceKey): void => void (step === 'initialising' && calling.abort());
    const called = startCluster({ home: other, programs, log, signal: calling.signal });
    await expect(called).rejects.toThrow(/abort/i);
    expect(existsSync(join(other, 'data/pgdata'))).toBe(false);
    expect(existsSync(join(other, 'data/start.lock'))).toBe(false);
    const cluster = await startCluster({ home: other, programs });
    await cluster.stop();
    await destroyCluster(other);
    rmSync(other, { recursive: true, force: true });
  });

  test('writes through to the disk and listens on no network address', async () => {
    await start();
    const settings = `select current_setting(name) from unnest(array['fsync', 'synchronous_commit',
      'listen_addresses', 'server_encoding', 'timezone', 'unix_socket_permissions']) as name`;
    expect(await ask(settings)).toEqual(['on', 'on', '', 'UTF8', 'UTC', '0700']);
  });

  test('is shared by processes and stopped by the last of them', async () => {
    await start();
    const { stdout } = await elsewhere('await cluster.stop();');
    expect(stdout.trim()).toBe('true');
    expect(await ask('select 1')).toEqual([1]);
  });

  test('that outlived its starter is adopted', async () => {
    await elsewhere(`process.kill(process.pid, 'SIGKILL');`).catch(() => undefined);
    const survivor = postmaster();
    expect(identify(survivor)).not.toBeNull();
    expect((await start()).adopted).toBe(true);
    expect(postmaster()).toBe(survivor);
  });

  test('that was killed comes back with everything committed', async () => {
    await start();
    await ask('create table survived as select 8 as value');
    process.kill(postmaster(), 'SIGKILL');
    expect((await start()).adopted).toBe(false);
    expect(await ask('select value from survived')).toEqual([8]);
  });

  test('that is killed while somebody keeps it is started again, and told once', async () => {
    await start();
    await ask('create table kept_alive as select 9 as value');
    const told: SentenceKey[] = [];
    const keeper = keepRunning({ home, programs, log: (step) => void told.push(step) });
    const before = postmaster();
    process.kill(before, 'SIGKILL');
    await vi.waitFor(() => expect(told).toEqual(['revived']), { timeout: 60_000 });
    await keeper.stop();
    expect(postmaster()).not.toBe(before);
    expect(await ask('select value from kept_alive')).toEqual([9]);
  });

  test('starts although its pid file names a stranger who was given the number', async () => {
    await start();
    await running?.stop();
    const stranger = process.ppid;
    writeFileSync(pidFile(), `${stranger}\n${join(home, 'data/pgdata')}\n1\n5432\n`);
    if (isRoot) chownSync(pidFile(), ...ownerOf());
    expect((await start()).adopted).toBe(false);
  });

  test('a folder that another user may read is refused in one sentence', async () => {
    chmodSync(join(home, 'data'), 0o755);
    await expect(start()).rejects.toMatchObject({ code: 'unsafe-folder' });
    chmodSync(join(home, 'data'), 0o700);
  });

  test('data of another major version is refused in one sentence', async () => {
    await start();
    await running?.stop();
    writeFileSync(join(home, 'data/pgdata/PG_VERSION'), '15\n');
    await expect(start()).rejects.toMatchObject({ code: 'wrong-version', values: { found: '15' } });
    writeFileSync(join(home, 'data/pgdata/PG_VERSION'), '18\n');
  });
});

/** User and group of the data, as numbers. */
function ownerOf(): [number, number] {
  const [, , uid, gid] = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => /^(postgres|nobody):/.test(line))!
    .split(':'); // root's stand-in exists, or the cluster would not have started
  return [Number(uid), Number(gid)];
}
