import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { JsonValue } from '#engines/ledger/index.ts';
import { manifestFile, type PackManifest } from './pack.ts';

/**
 * Writes a pack as a folder of YAML; reading it again gives the same hash.
 *
 * @param folder absolute path; made when absent
 * @param documents file name (`services/x.yaml`) and plain value of each
 * @throws {RangeError} when a name leads out of the folder or does not end in `.yaml`
 * @source 3-architecture Packs and parks (export and import round-trip to the same hash)
 */
export async function writePack(
  folder: string,
  pack: {
    readonly manifest: PackManifest;
    readonly documents: readonly { readonly file: string; readonly value: JsonValue }[];
  },
): Promise<void> {
  const all = [{ file: manifestFile, value: pack.manifest }, ...pack.documents];
  for (const { file, value } of all) {
    if (!/^([a-z0-9][\w.-]*\/)*[a-z0-9][\w.-]*\.yaml$/i.test(file)) {
      throw new RangeError(`${file} is not the name of a pack's file`);
    }
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, stringify(value, { lineWidth: 100, aliasDuplicateObjects: false }));
  }
}
