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
 * Where Node keeps what it has compiled of the product, so that a second start reads it back; it goes
 * with the packages, and a folder that cannot be written is no harm. Tests and measurements go without.
 */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'guiju-compiled');
const KEEPS_COMPILED = /\/(tools\/up|apps\/cli\/main)\.ts$/;

/**
 * Runs `script` under `node` with our terminal, hands signals on, and ends with its exit code. The
 * channel to it carries no messages: a script that must not outlive us listens for `disconnect`.
 */
function runUnder(node, script, args) {
  const kept = KEEPS_COMPILED.test(script.replaceAll('\\', '/')) && {
    NODE_COMPILE_CACHE: COMPILED,
  };
  const env = { ...kept, ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
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
