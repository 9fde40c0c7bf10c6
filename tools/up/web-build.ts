import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderProblem } from '#platform/config/folder.mjs';
import { stopwatch, withProgress } from '../progress.ts';
import { Refusal, say } from '../text.mjs';

/** Everything the browser's bundle is made of. */
const SOURCES = [
  'apps/web/**/*',
  'platform/{ui,text}/**/*',
  'engines/**/*.ts',
  'domains/*/{web,text,model,rules}/**/*',
  'domains/*/{model,rules}.ts',
  'package-lock.json',
];

/** Builds the web app into `dist/web` when its sources are not those of the last build. */
export async function buildWeb(root: string): Promise<void> {
  if (!existsSync(join(root, 'apps/web/index.html'))) return;
  const stamp = join(root, 'dist', 'web.stamp');
  const hash = sourcesHash(root);
  const last = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (last === hash && existsSync(join(root, 'dist/web/index.html'))) return;
  const dist = join(root, 'dist');
  if (folderProblem(dist) !== undefined) throw new Refusal('up.web-readonly', { path: dist });
  rmSync(stamp, { force: true });
  const seconds = stopwatch();
  const code = await withProgress('up.web-building', () => runVite(root));
  if (code !== 0) throw new Refusal('up.web-failed', { code });
  writeFileSync(stamp, hash);
  say('up.web-built', { seconds: seconds() });
}

/** The hash of names and contents of everything the bundle is made of; tests are not. */
export function sourcesHash(root: string): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((pattern) =>
    globSync(pattern, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.filter((name) => !/\.test\.tsx?$/.test(name)).toSorted()) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function runVite(root: string): Promise<number> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const out = join(root, 'dist/web');
  const into = ['--outDir', out, '--emptyOutDir'];
  // Node reads the configuration as it is; Vite's own loader writes a copy beside the packages.
  const how = ['--configLoader', 'native', '--logLevel', 'warn'];
  const args = [vite, 'build', 'apps/web', ...into, ...how];
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('exit', (code) => resolve(code ?? 1));
  });
}
