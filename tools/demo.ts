import { parseArgs } from 'node:util';
import { demoPassword } from '#apps/cli/load.ts';
import { loadNeeds } from './demo/needs.ts';

/**
 * `npm run demo [-- --address URL] [--run NAME] [--total N --closed N]`: runs the needs ledger of
 * the demonstration park through the public API of a running server (`npm run up`).
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      address: { type: 'string', default: 'http://127.0.0.1:8080' },
      park: { type: 'string', default: 'qinchuangyuan' },
      run: { type: 'string', default: 'demo' },
      now: { type: 'string', default: '2026-09-18T09:00:00+08:00' },
      total: { type: 'string', default: '1270' },
      closed: { type: 'string', default: '1261' },
    },
  });
  const started = performance.now();
  const { address, park, run, now } = values;
  const done = await loadNeeds({
    address,
    park,
    run,
    now,
    password: demoPassword,
    total: Number(values.total),
    closed: Number(values.closed),
    log: (line) => void process.stdout.write(`${line}\n`),
  });
  const acts = done.reduce((sum, need) => sum + need.acts.length, 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${done.length} needs, ${acts} acts, ${seconds} s\n`);
}

await main();
