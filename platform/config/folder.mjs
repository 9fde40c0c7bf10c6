// Folders as an operator names them. Plain JavaScript, because `npm run up` makes its own before the
// project's Node is there.
import { accessSync, constants, mkdirSync, statSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it, one after the other. Node's own `recursive` never comes back
 * where a folder is there but takes no new one by saying ENOENT, as `/proc` does.
 *
 * @param mode permission bits of the folders that are made
 * @throws what the system says: ENOTDIR where a file stands in the way, EROFS, EACCES, ENOENT …
 */
export function makeFolder(path, mode = 0o777) {
  const folder = resolve(path);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found) throw Object.assign(new Error(`${folder} is no folder`), { code: 'ENOTDIR' });
  if (dirname(folder) !== folder) makeFolder(dirname(folder), mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (error.code !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  }
}

/**
 * Why nothing can be kept in a folder, which is made when it is not there yet: `readonly`,
 * `no-folder`, `full` or the system's own code; undefined where it can.
 *
 * @param bytesMin room that must be left on its file system; a system that tells no size is believed
 */
export function folderProblem(path, bytesMin = 0) {
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK | constants.X_OK);
    const { blocks, bavail, bsize } = statfsSync(path);
    return blocks > 0 && bavail * bsize < bytesMin ? 'full' : undefined;
  } catch (error) {
    return problems[error.code] ?? String(error.code ?? error.message);
  }
}

/** @type {Readonly<Record<string, string>>} */
const problems = {
  ...{ EROFS: 'readonly', EACCES: 'readonly', EPERM: 'readonly' },
  ...{ ENOTDIR: 'no-folder', EEXIST: 'no-folder', ENOSPC: 'full', EDQUOT: 'full' },
};
