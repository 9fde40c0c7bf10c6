import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  FileTooLarge,
  fileSizeMaxBytes,
  isHashKey,
  pathOf,
  type FileContent,
  type FilePlace,
  type FileStore,
  type StoredFile,
} from './store.ts';

/**
 * Keeps files in a folder of this machine, made when absent, readable by this user only.
 *
 * @param root absolute path, as `<home>/files`
 */
export function folderStore(root: string): FileStore {
  return {
    put: (place, content) => put(root, place, content),
    get: (place) => get(root, place),
    remove: (place) => remove(root, place),
  };
}

async function put(root: string, place: FilePlace, content: FileContent): Promise<StoredFile> {
  const path = join(root, pathOf(place));
  const draft = `${path}.${randomUUID()}.part`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const stored = await write(draft, content);
    if (isHashKey(place.key) && stored.sha256 !== place.key) {
      throw new Error(`content has SHA-256 ${stored.sha256}, not ${place.key}`);
    }
    // A link fails where a file is already; a rename would replace it.
    await link(draft, path).catch(ignore('EEXIST'));
    return stored;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Writes and flushes to the disk, so that a committed row never names a file that is lost. */
async function write(path: string, content: FileContent): Promise<StoredFile> {
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const piece of content instanceof Uint8Array ? [content] : content) {
      sizeBytes += piece.length;
      if (sizeBytes > fileSizeMaxBytes) throw new FileTooLarge();
      hash.update(piece);
      await file.write(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

async function get(root: string, place: FilePlace): Promise<Uint8Array | undefined> {
  const bytes = await readFile(join(root, pathOf(place))).catch(ignore('ENOENT'));
  if (!bytes || !isHashKey(place.key)) return bytes;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== place.key) throw new Error(`stored file ${place.key} was changed`);
  return bytes;
}

async function remove(root: string, place: FilePlace): Promise<boolean> {
  try {
    await rm(join(root, pathOf(place)));
    return true;
  } catch (error) {
    ignore('ENOENT')(error);
    return false;
  }
}

/** Turns one expected failure of the file system into undefined and passes every other on. */
function ignore(code: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined;
    throw error;
  };
}
