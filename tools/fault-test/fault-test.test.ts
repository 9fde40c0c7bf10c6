import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runFaultTest, sharedPrograms } from './run.ts';
import { countCalls, injectionsOf, straceProblem, wasReached } from './strace.ts';

const trace = `
17 write(6, "...", 8) = 8
17 epoll_wait(4, [], 1, -1) = 1
18 write(6, "...", 8) = 8
17 write(6, "...", 8 <unfinished ...>
18 restart_syscall(<... resuming interrupted read ...>) = 1
17 <... write resumed>) = 8
`;

test('every call of a trace is a place, counted by the thread that makes most of them', () => {
  expect([...countCalls(trace)]).toEqual([
    ['write', 2],
    ['epoll_wait', 1],
  ]);
  expect(injectionsOf(trace)).toHaveLength(6);
  expect(injectionsOf(trace)[3]).toEqual({ syscall: 'write', nth: 1, fault: 'KILL' });
});

test('a place that was not reached is told from one that was', () => {
  const fault = { syscall: 'fdatasync', nth: 1, fault: 'EIO' } as const;
  const disturbed = '9 fdatasync(5) = -1 EIO (Input/output error) (INJECTED)';
  expect([wasReached(disturbed, fault), wasReached(trace, fault)]).toEqual([true, false]);
  const kill = { syscall: 'write', nth: 2, fault: 'KILL' } as const;
  expect([wasReached('9 +++ killed by SIGKILL +++', kill), wasReached('', kill)]).toEqual([
    true,
    false,
  ]);
});

const problem = straceProblem();

test('what is missing for disturbing calls is named, or nothing is', () => {
  if (problem !== undefined) console.warn(`calls of an append are not disturbed: ${problem}`);
  expect(problem ?? 'strace').toContain('strace');
});

const [every, places] = [31, 4];

test.runIf(problem === undefined)(
  'nothing acknowledged is lost or doubled when calls of an append fail',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'guiju-fault-'));
    chmodSync(home, 0o755);
    const told: string[] = [];
    try {
      const result = await runFaultTest({
        ...{ home, programs: sharedPrograms, every, pointsMax: places },
        tell: (point) => void told.push(point),
      });
      expect(result).toMatchObject({ tried: told.length, lost: [], doubled: [], broken: [] });
      expect(result.reached).toBeGreaterThan(0);
      expect(told).toHaveLength(Math.min(places, Math.ceil(result.found / every)));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
  120_000,
);
