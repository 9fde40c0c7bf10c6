/**
 * What a witness must never forget: size and root of the newest checkpoint it cosigned, one file a
 * log. A file is on the disk, whole, before the cosignature leaves.
 */

import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  decodeBase64,
  digestBytes,
  encodeBase64,
  isTreeSize,
  type WitnessRecord,
} from '#engines/ledger/index.ts';

function pathOf(home: string, origin: string): string {
  const tag = createHash('sha256').update(origin).digest('hex').slice(0, 32);
  return join(home, 'witnessed', `${tag}.json`);
}

/**
 * Reads what was cosigned last of a log; undefined when nothing was.
 *
 * @throws {Error} when the file is broken: a witness that has forgotten must not sign
 */
export async function readRecord(home: string, origin: string): Promise<WitnessRecord | undefined> {
  const path = pathOf(home, origin);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const kept: unknown = JSON.parse(text);
  const isKept = typeof kept === 'object' && kept !== null && 'origin' in kept;
  const size = isKept && 'size' in kept ? kept.size : undefined;
  const rootText = isKept && 'root' in kept ? kept.root : undefined;
  const root = typeof rootText === 'string' ? decodeBase64(rootText) : undefined;
  const isWhole = isKept && kept.origin === origin && typeof size === 'number' && isTreeSize(size);
  if (!isWhole || root?.length !== digestBytes) {
    throw new Error(`${path} is broken: this witness does not know any more what it has cosigned`);
  }
  return { size, root };
}

/** Keeps what is about to be cosigned: written aside, forced to the disk, then put in its place. */
export async function keepRecord(
  home: string,
  origin: string,
  { size, root }: WitnessRecord,
): Promise<void> {
  const path = pathOf(home, origin);
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = await open(`${path}.draft`, 'w', 0o600);
  try {
    await draft.writeFile(`${JSON.stringify({ origin, size, root: encodeBase64(root) })}\n`);
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${path}.draft`, path);
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
