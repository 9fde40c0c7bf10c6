import type { Tx } from '#platform/db/index.ts';
import { packError, type PackFinding } from './finding.ts';
import { documentHash, manifestFile, type Pack } from './pack.ts';

/** A pack as a park has loaded it. */
export type LoadedPack = {
  readonly code: string;
  readonly version: string;
  readonly hash: string;
  /** File name → SHA-256 of its canonical JSON. */
  readonly documents: Readonly<Record<string, string>>;
};

/** What loading a pack would change, by file name, sorted. */
export type PackDifference = {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
};

/** Reads the version of a pack this park loaded last; undefined when it never did. */
export async function readLoadedPack(tx: Tx, code: string): Promise<LoadedPack | undefined> {
  return tx
    .selectFrom('platform.pack')
    .select(['code', 'version', 'hash', 'documents'])
    .where('code', '=', code)
    .orderBy('loaded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Checks a pack against every version this park has loaded.
 *
 * @returns a finding when the same code and version was loaded with another hash
 * @source 3-architecture Packs and parks
 */
export async function checkAgainstLoaded(tx: Tx, pack: Pack): Promise<PackFinding[]> {
  const { code, version } = pack.manifest;
  const loaded = await tx
    .selectFrom('platform.pack')
    .select('hash')
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!loaded || loaded.hash === pack.hash) return [];
  return [packError('version_taken', manifestFile, { path: 'version', values: { code, version } })];
}

/** Tells what of a pack is new against what is loaded; nothing loaded: everything is added. */
export function diffPack(pack: Pack, loaded: LoadedPack | undefined): PackDifference {
  const before = new Map(Object.entries(loaded?.documents ?? {}));
  const now = new Map(pack.documents.map((each) => [each.file, documentHash(each)]));
  const files = [...now.keys()].sort();
  return {
    added: files.filter((file) => !before.has(file)),
    changed: files.filter((file) => before.has(file) && before.get(file) !== now.get(file)),
    removed: [...before.keys()].filter((file) => !now.has(file)).sort(),
    unchanged: files.filter((file) => before.get(file) === now.get(file)),
  };
}

/**
 * Records that a pack was loaded, in the transaction that loads it; the same pack again changes
 * nothing.
 *
 * @param at ISO instant
 * @throws when the same version was loaded with another hash: check before
 */
export async function recordLoaded(tx: Tx, pack: Pack, at: string): Promise<void> {
  if ((await checkAgainstLoaded(tx, pack)).length > 0) {
    throw new Error(`pack ${pack.manifest.code} ${pack.manifest.version} was loaded otherwise`);
  }
  const { code, version } = pack.manifest;
  const documents = pack.documents.map((each) => [each.file, documentHash(each)]);
  await tx
    .insertInto('platform.pack')
    .values({
      ...{ code, version, hash: pack.hash, loaded_at: at },
      documents: JSON.stringify(Object.fromEntries(documents)),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
