import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is done to a system call. */
export type Fault = 'EIO' | 'KILL';

/** A place in an append: the `nth` call of `syscall` by a thread of the process that is watched. */
export type Injection = { readonly syscall: string; readonly nth: number; readonly fault: Fault };

/** A process under strace. */
export type Traced = {
  /** Lets go of it, if it still lives. */
  readonly detach: () => Promise<void>;
};

const lookMs = 5;
const attachMsMax = 10_000;

/** Returns why strace cannot be used here, in a sentence, or undefined when it can. */
export function straceProblem(): string | undefined {
  if (process.platform !== 'linux') return 'strace exists on Linux only';
  if (spawnSync('strace', ['-V']).status !== 0) return 'strace is not installed (Debian: strace)';
  const child = spawn('sleep', ['30']);
  const tried = spawnSync('timeout', ['-s', 'INT', '0.5', 'strace', '-p', String(child.pid)]);
  child.kill();
  const said = tried.stderr.toString();
  if (said.includes('attached')) return undefined;
  return `strace may not attach to processes here: ${said.trim().split('\n')[0] ?? ''}`;
}

/**
 * Attaches to every thread of a process; with an injection that one call is disturbed, without one
 * all calls are written down.
 *
 * @param file where the calls are written to
 * @throws {Error} when strace does not get hold of the process
 */
export async function attach(pid: number, file: string, injection?: Injection): Promise<Traced> {
  const child = spawn(
    'strace',
    ['-f', '-p', String(pid), '-o', file, ...expressionsOf(injection)],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const until = Date.now() + attachMsMax;
  while (!isTraced(pid)) {
    // Being attached to interrupts a wait, which is called again: a fault may strike at once.
    const isOver = child.exitCode !== null;
    if (isOver && said.includes('attached')) break;
    if (isOver || Date.now() > until) throw new Error(`strace: ${said}`);
    await sleep(lookMs);
  }
  const detach = async () => {
    if (child.exitCode === null) child.kill('SIGINT');
    await ended;
  };
  return { detach };
}

function expressionsOf(injection: Injection | undefined): string[] {
  if (!injection) return ['-e', 'signal=none'];
  const { syscall, nth, fault } = injection;
  const what = fault === 'EIO' ? 'error=EIO' : 'signal=KILL';
  return ['-e', `trace=${syscall}`, '-e', `inject=${syscall}:${what}:when=${nth}`];
}

/** Whether every thread of the process has a tracer. */
function isTraced(pid: number): boolean {
  const folder = `/proc/${pid}/task`;
  if (!existsSync(folder)) return false;
  return readdirSync(folder).every((thread) => {
    try {
      return /^TracerPid:\s*[1-9]/m.test(readFileSync(`${folder}/${thread}/status`, 'utf8'));
    } catch {
      // A thread that ended meanwhile needs no tracer.
      return true;
    }
  });
}

/** Counts the calls of a trace: by name, as many as the thread with most of them made. */
export function countCalls(trace: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const most = new Map<string, number>();
  for (const line of trace.split('\n')) {
    const [, thread, name] = /^(\d+) +([a-z_0-9]+)\(/.exec(line) ?? [];
    if (thread === undefined || name === undefined || name === 'restart_syscall') continue;
    const key = `${thread} ${name}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    most.set(name, Math.max(most.get(name) ?? 0, count));
  }
  return most;
}

/** Every place of a trace with every fault, one fault after the other. */
export function injectionsOf(trace: string): Injection[] {
  const calls = [...countCalls(trace)].flatMap(([syscall, count]) =>
    Array.from({ length: count }, (_, nth) => ({ syscall, nth: nth + 1 })),
  );
  const faults: readonly Fault[] = ['EIO', 'KILL'];
  return faults.flatMap((fault) => calls.map((call) => ({ ...call, fault })));
}

/** Whether a trace shows that the injection was reached. */
export function wasReached(trace: string, { fault, syscall }: Injection): boolean {
  if (fault === 'EIO') return trace.includes('(INJECTED)');
  return trace.includes('killed by SIGKILL') || trace.includes(`${syscall}(`);
}
