import { createHash } from 'node:crypto';
import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { inPark, type Db } from '#platform/db/index.ts';
import { readLoadedPack } from '#platform/packs/index.ts';
import { localized } from '#platform/text/index.ts';

/** What a start remembers of the packs it has loaded, so that the next need not read them again. */
const rememberedShape = z.object({
  fingerprint: z.string(),
  parks: z.array(
    z.object({ park: z.string(), pack: z.string(), version: z.string(), hash: z.string() }),
  ),
  signIns: z.array(
    z.object({
      roles: z.array(localized).readonly(),
      email: z.string(),
      password: z.string(),
      park: localized,
    }),
  ),
});

/** Shape of {@link rememberedShape}. */
export type Remembered = z.infer<typeof rememberedShape>;

const fileIn = (home: string): string => join(home, 'packs-read.json');

/**
 * SHA-256 in hex over the names and bytes of every YAML file below a folder, and of `words`, which
 * say what else the reading depended on.
 */
export async function fingerprintOf(folder: string, words: readonly string[]): Promise<string> {
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  const read = await Promise.all(files.map((file) => readFile(join(folder, file))));
  const hash = createHash('sha256').update(JSON.stringify(words));
  for (const [at, bytes] of read.entries()) {
    hash.update(`\0${files[at]}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * What was remembered, where neither the files nor the database have changed since; undefined
 * where packs must be read. The database is the truth: each park must hold the very pack.
 */
export async function readUnchanged(
  db: Db,
  home: string,
  fingerprint: string,
): Promise<Remembered | undefined> {
  const remembered = await readRemembered(home);
  if (remembered?.fingerprint !== fingerprint || remembered.parks.length === 0) return undefined;
  const held = await Promise.all(
    remembered.parks.map(async ({ park, pack, hash }) => {
      const loaded = await inPark(db, park, (tx) => readLoadedPack(tx, pack));
      return loaded?.hash === hash;
    }),
  );
  return held.every(Boolean) ? remembered : undefined;
}

async function readRemembered(home: string): Promise<Remembered | undefined> {
  try {
    return rememberedShape.parse(JSON.parse(await readFile(fileIn(home), 'utf8')));
  } catch {
    // Nothing remembered, or half of it after a power cut: the packs are read.
    return undefined;
  }
}

/** Remembers what was loaded; in one step, so that no half of it is ever read. */
export async function remember(home: string, remembered: Remembered): Promise<void> {
  const draft = `${fileIn(home)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(remembered), { mode: 0o600 });
  await rename(draft, fileIn(home));
}
