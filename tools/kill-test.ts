import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './kill-test/free-port.ts';
import { runKillTest } from './kill-test/run.ts';
import { readNumberOptions } from './number-options.ts';
import { fail, say } from './text.mjs';

/**
 * `npm run kill-test [-- --kills N --total N --seed N --width N]`: runs needs through a park of its
 * own while server and PostgreSQL are killed in turn, then proves that no acknowledged act was lost
 * and none happened twice. Ends with exit code 1 when one was.
 */
async function main(): Promise<void> {
  const { numbers } = readNumberOptions(process.argv.slice(2), {
    numbers: {
      kills: { usual: 20, least: 0 },
      total: { usual: 1270, least: 1 },
      seed: { usual: 1, least: 0 },
      width: { usual: 16, least: 1 },
    },
    usage: 'kill.usage',
  });
  const home = mkdtempSync(join(tmpdir(), 'guiju-kill-'));
  chmodSync(home, 0o755);
  try {
    const port = await freePort();
    const result = await runKillTest({ ...numbers, home, port, tell: say });
    if (!result.holds) process.exitCode = 1;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

await main().catch(fail);
process.exit();
