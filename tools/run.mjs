// node tools/run.mjs SCRIPT [ARGUMENTS …] — runs a script of this repository under the project's own
// Node with its packages in place. Plain JavaScript for any Node ≥ 20.19, nothing but Node's own modules.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages } from './install.mjs';
import { ROOT, ensureRuntime } from './runtime.mjs';
import { Refusal, fail } from './text.mjs';

/**
 * Runs `script` under `node` with our terminal, hands signals on, and ends with its exit code. The
 * channel to it carries no messages: a script that must not outlive us listens for `disconnect`.
 */
function runUnder(node, script, args) {
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  const child = spawn(node, [script, ...args], { stdio: [0, 1, 2, 'ipc'], env });
  // A Ctrl-C reaches the whole terminal group already; a signal sent to us alone is handed on.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** Prepares runtime and packages, then runs `script` (relative to the repository's root). */
export async function run(script, args) {
  if (!script) throw new Refusal('run.usage');
  const path = isAbsolute(script) ? script : join(ROOT, script);
  if (!existsSync(path)) throw new Refusal('run.missing', { script });
  const node = ensureRuntime();
  await ensurePackages(node);
  process.exitCode = await runUnder(node, path, args);
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const [script, ...args] = process.argv.slice(2);
  await run(script, args).catch(fail);
}
