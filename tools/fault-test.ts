import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFaultTest, sharedPrograms } from './fault-test/run.ts';
import { straceProblem } from './fault-test/strace.ts';
import { readNumberOptions } from './number-options.ts';
import { stopwatch } from './progress.ts';
import { Refusal, fail, say } from './text.mjs';

const toldEvery = 20;

/**
 * `npm run fault-test [-- --every N --state FILE]`: disturbs one append at every
 * N-th of its system calls, on both sides, and proves that nothing acknowledged is lost, nothing is
 * doubled and the log verifies. With a file it goes on where it was stopped. Ends with exit code 1
 * when something does not hold.
 */
async function main(): Promise<void> {
  const { numbers, texts } = readNumberOptions(process.argv.slice(2), {
    numbers: { every: { usual: 1, least: 1 } },
    texts: ['state'],
    usage: 'fault.usage',
  });
  const problem = straceProblem();
  if (problem !== undefined) throw new Refusal('fault.missing', { problem });
  const home = mkdtempSync(join(tmpdir(), 'guiju-fault-'));
  chmodSync(home, 0o755);
  const seconds = stopwatch();
  try {
    const result = await runFaultTest({
      ...{ home, programs: sharedPrograms, every: numbers.every },
      ...(texts['state'] !== undefined && { state: texts['state'] }),
      tell: (point, done, of) => {
        if (done % toldEvery === 0) say('fault.point', { point, done, of });
      },
    });
    const { found, tried, reached, acknowledged, unanswered, lost, doubled, broken } = result;
    for (const item of lost) say('fault.lost', { item });
    for (const item of doubled) say('fault.doubled', { item });
    for (const item of broken) say('fault.broken', { item });
    const counts = { lost: lost.length, doubled: doubled.length, broken: broken.length };
    const appends = { found, tried, reached, acknowledged, unanswered };
    say('fault.result', { ...appends, ...counts, seconds: seconds() });
    if (lost.length + doubled.length + broken.length > 0) process.exitCode = 1;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

await main().catch(fail);
process.exit();
