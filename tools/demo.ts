import { parseArgs } from 'node:util';
import { demoPassword } from '#apps/cli/load.ts';
import { loadNeeds, needsClosed, needsTotal } from './demo/needs.ts';
import { Refusal, fail, say, sentence } from './text.mjs';

/**
 * `npm run demo [-- --address URL] [--run NAME] [--total N --closed N]`: runs the needs ledger of
 * the demonstration park through the public API of a running server (`npm run up -- --demo`).
 */
async function main(): Promise<void> {
  const { address, park, run, now, total, closed } = readOptions(process.argv.slice(2));
  await refuseSilence(address);
  const started = performance.now();
  const log = (line: string): void => void process.stdout.write(`${line}\n`);
  const load = { address, park, run, now, password: demoPassword, total, closed, log };
  const done = await loadNeeds(load);
  const acts = done.reduce((sum, need) => sum + need.acts.length, 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  log(sentence('demo.done', { needs: done.length, acts, seconds }));
}

/** @throws {Refusal} `demo.usage` for what is no option or no number */
function readOptions(args: readonly string[]) {
  const values = parse(args);
  const [total, closed] = [Number(values.total), Number(values.closed)];
  const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0;
  if (!isCount(total) || !isCount(closed) || closed > total) throw new Refusal('demo.usage');
  return { ...values, total, closed };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        address: { type: 'string', default: 'http://127.0.0.1:8080' },
        park: { type: 'string', default: 'qinchuangyuan' },
        run: { type: 'string', default: 'demo' },
        now: { type: 'string', default: '2026-09-18T09:00:00+08:00' },
        total: { type: 'string', default: String(needsTotal) },
        closed: { type: 'string', default: String(needsClosed) },
      },
    }).values;
  } catch {
    throw new Refusal('demo.usage');
  }
}

/**
 * The load waits for a server that comes back; one that never was there is told at once.
 *
 * @throws {Refusal} `demo.no-server`
 */
async function refuseSilence(address: string): Promise<void> {
  const answer = await fetch(`${address}/api/openapi.json`).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer?.ok !== true) throw new Refusal('demo.no-server', { address });
  say('demo.running', { address });
}

await main().catch(fail);
