import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const secretBytes = 32;

/**
 * The secret that signs session cookies: made at the first start, readable by this user alone,
 * outside the database so that a dump does not carry it. Deleting it signs everybody out.
 *
 * @param home folder of the installation's data
 * @returns 64 hexadecimal characters
 */
export async function sessionSecret(home: string): Promise<string> {
  const path = join(home, 'keys', 'session.secret');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const secret = randomBytes(secretBytes).toString('hex');
    await writeFile(path, `${secret}\n`, { flag: 'wx', mode: 0o600 });
    await chmod(path, 0o600);
    return secret;
  } catch (error) {
    // Another process made it between our look and our write; its secret holds for both.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return (await readFile(path, 'utf8')).trim();
  }
}
