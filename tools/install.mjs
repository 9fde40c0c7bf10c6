// Third-party packages exactly as package-lock.json names them, installed by npm under the pinned Node.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT, HOME, ensureWritable, findNpm } from './runtime.mjs';
import { Refusal, say } from './text.mjs';

const STAMP = join('node_modules', '.guiju-lock');
const WAIT_MINUTES_MAX = 10;
const TICK_SECONDS = 10;

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** The hash under which a tree of node_modules is known to match the lock. */
export const lockHash = (root = ROOT) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/**
 * Whether every package the lock asks of this platform stands in node_modules in its version. Read
 * from npm's own record of the tree, so a tree that npm brought up to date by hand is accepted too.
 */
export function treeMatchesLock(root = ROOT) {
  const record = read(join(root, 'node_modules', '.package-lock.json'));
  if (!record) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(record).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = present[path];
    return there ? there.version === entry.version : Boolean(entry.optional || entry.devOptional);
  });
}

/** Makes node_modules match the lock; does nothing in the usual case that it already does. */
export async function ensurePackages(node, root = ROOT) {
  if (isStamped(root)) return;
  if (treeMatchesLock(root)) return remember(root);
  ensureWritable(root);
  await withInstallLock(async () => {
    if (!isStamped(root)) await install(node, root);
  });
}

const isStamped = (root) => read(join(root, STAMP)) === lockHash(root);
const stamp = (root) => writeFileSync(join(root, STAMP), lockHash(root));

/** Somebody else's packages are used as they are; only the short cut for next time is lost. */
function remember(root) {
  try {
    stamp(root);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
  }
}

async function install(node, root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  say('install.running', { count: Object.keys(lock.packages).length - 1 });
  const from = Date.now();
  const seconds = () => Math.round((Date.now() - from) / 1000);
  const tick = setInterval(() => say('progress', { seconds: seconds() }), TICK_SECONDS * 1000);
  const code = await npmCi(node, root).finally(() => clearInterval(tick));
  if (code !== 0) throw new Refusal('install.failed', { code });
  stamp(root);
  say('install.ready', { seconds: seconds() });
}

/** npm chooses versions by the Node it runs under, so it runs under the pinned one, not the caller's. */
function npmCi(node, root) {
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  const args = [findNpm(), 'ci', '--ignore-scripts', '--loglevel=error'];
  const npm = spawn(node, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  return new Promise((resolve, reject) => npm.on('error', reject).on('exit', resolve));
}

/** Lets one process install at a time; a lock whose holder is gone is taken over. */
async function withInstallLock(work) {
  ensureWritable(HOME);
  const lock = join(HOME, 'install.lock');
  await takeLock(lock);
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function takeLock(lock) {
  for (let second = 0; second < WAIT_MINUTES_MAX * 60; second += 1) {
    if (tryLock(lock)) return;
    const pid = Number(read(join(lock, 'pid')));
    if (pid && !isAlive(pid)) rmSync(lock, { recursive: true, force: true });
    else if (second === 0) say('install.waiting', { pid });
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Refusal('install.stuck', { minutes: WAIT_MINUTES_MAX, path: lock });
}

function tryLock(lock) {
  try {
    mkdirSync(lock);
  } catch {
    return false;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

/** Whether a process of this number exists, ours or another user's. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
