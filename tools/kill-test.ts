import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from './kill-test/free-port.ts';
import { runKillTest } from './kill-test/run.ts';
import { fail, say } from './text.mjs';

/**
 * `npm run kill-test [-- --kills N --total N --seed N --width N]`: runs needs through a park of its
 * own while server and PostgreSQL are killed in turn, then proves that no acknowledged act was lost
 * and none happened twice. Ends with exit code 1 when one was.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      total: { type: 'string', default: '1270' },
      seed: { type: 'string', default: '1' },
      width: { type: 'string', default: '16' },
    },
  });
  const { kills, total, seed, width } = values;
  const home = mkdtempSync(join(tmpdir(), 'guiju-kill-'));
  chmodSync(home, 0o755);
  try {
    const plan = { kills: Number(kills), total: Number(total), seed: Number(seed) };
    const port = await freePort();
    const result = await runKillTest({ ...plan, width: Number(width), home, port, tell: say });
    if (!result.holds) process.exitCode = 1;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

await main().catch(fail);
process.exit();
