import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One migration as it stands in the repository. */
export type MigrationFile = {
  /** `yyyymmddhhmm_domain_what`, unique over all folders; its order is the order of execution. */
  readonly name: string;
  /** Where it stands, from the repository's root. */
  readonly path: string;
  readonly sql: string;
};

const namePattern = /^\d{12}_[a-z0-9]+_[a-z0-9_]+$/;
const repositoryRoot = join(import.meta.dirname, '..', '..');

/**
 * Reads the `migrations` folders of all slices of platform and domains as one list in order of
 * execution.
 *
 * @throws {Error} when a name does not follow the pattern or stands twice
 * @source 3-architecture Tenancy (one merged list `yyyymmddhhmm_domain_what`)
 */
export async function readMigrationFiles(root = repositoryRoot): Promise<MigrationFile[]> {
  const folders = await Promise.all(['platform', 'domains'].map((ring) => slicesOf(root, ring)));
  const files = (await Promise.all(folders.flat().map((slice) => readFolder(root, slice)))).flat();
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  checkNames(files);
  return files;
}

async function slicesOf(root: string, ring: string): Promise<string[]> {
  const entries = await namesIn(join(root, ring));
  return entries.map((name) => `${ring}/${name}/migrations`);
}

async function readFolder(root: string, folder: string): Promise<MigrationFile[]> {
  const names = (await namesIn(join(root, folder))).filter((name) => name.endsWith('.sql'));
  return Promise.all(
    names.map(async (file) => ({
      name: file.slice(0, -'.sql'.length),
      path: `${folder}/${file}`,
      sql: await readFile(join(root, folder, file), 'utf8'),
    })),
  );
}

/** Names in a folder; a slice without migrations has none. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

function checkNames(files: readonly MigrationFile[]): void {
  for (const [i, file] of files.entries()) {
    if (!namePattern.test(file.name)) {
      throw new Error(`${file.path}: a migration is named yyyymmddhhmm_domain_what.sql`);
    }
    if (files[i + 1]?.name === file.name) throw new Error(`${file.path}: this name stands twice`);
  }
}
