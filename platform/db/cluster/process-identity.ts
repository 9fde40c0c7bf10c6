import { readFileSync } from 'node:fs';

/**
 * Names a living process so that a later process with the same number is told apart: number and, on
 * Linux, start time in clock ticks since boot. Returns null when no such process lives.
 */
export function identify(pid: number): string | null {
  if (!isAlive(pid)) return null;
  if (process.platform !== 'linux') return String(pid);
  try {
    // The command name, in brackets, may hold spaces; the fields after it do not. Start time is field 22.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return `${pid} ${fields[19]}`;
  } catch {
    return null;
  }
}

/** Whether the process that wrote this identity still lives. */
export function isSameAlive(identity: string): boolean {
  const pid = Number(identity.split(' ')[0]);
  return pid > 0 && identify(pid) === identity;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, as another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
