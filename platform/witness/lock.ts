/** One witness a folder: two would check and keep the same record side by side. */

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '#platform/config/folder.mjs';
import { WitnessRefusal } from './refusal.ts';

/**
 * Takes the folder for this process; a process that died has left it.
 *
 * @returns gives it back
 * @throws {WitnessRefusal} `busy` when a witness that runs has it
 */
export async function lockFolder(home: string): Promise<() => Promise<void>> {
  const path = join(home, 'witness.lock');
  makeFolder(home, 0o700);
  const take = () => writeFile(path, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
  try {
    await take();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const holder = Number((await readFile(path, 'utf8')).trim());
    if (isRunning(holder)) {
      throw new WitnessRefusal('busy', { home, pid: holder });
    }
    await rm(path, { force: true });
    // Of two that find it left, one makes the file and the other fails here.
    await take();
  }
  return () => rm(path, { force: true });
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process answers that it may not be signalled: it runs.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
