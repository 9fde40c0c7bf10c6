import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  manifestFile,
  packFilesMax,
  readDocument,
  readPack,
  type Pack,
  type PackDocument,
  type PackFinding,
} from '#platform/packs/index.ts';

/** The files of a pack that could be read, whether or not the pack as a whole could. */
export type PackFiles = {
  /** Only where nothing is wrong with the form of any file. */
  readonly pack?: Pack;
  /** `pack.yaml`, to place what is wrong in it. */
  readonly manifest?: PackDocument;
  readonly documents: readonly PackDocument[];
  /** Names of all files, also of those that could not be read. */
  readonly names: ReadonlySet<string>;
  readonly findings: readonly PackFinding[];
};

/**
 * Reads a pack's folder for checking: one malformed file must not hide what is wrong in the others.
 *
 * @throws a system error when the folder is not there
 * @source 2-service-language (the checker says all findings)
 */
export async function readPackFiles(folder: string): Promise<PackFiles> {
  const { pack, findings } = await readPack(folder);
  if (pack) {
    const names = new Set([manifestFile, ...pack.documents.map(({ file }) => file)]);
    const [manifest] = await readOne(folder, manifestFile);
    return { pack, documents: pack.documents, names, findings, ...(manifest && { manifest }) };
  }
  const broken = new Set(findings.map(({ file }) => file));
  const names = globSync('**/*.yaml', { cwd: folder })
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .slice(0, packFilesMax);
  const readable = names.filter((name) => !broken.has(name) && name !== manifestFile);
  const read = await Promise.all(readable.map((name) => readOne(folder, name)));
  return { documents: read.flat(), names: new Set(names), findings };
}

async function readOne(folder: string, name: string): Promise<PackDocument[]> {
  const read = readDocument(name, await readFile(join(folder, name), 'utf8'));
  return 'document' in read ? [read.document] : [];
}
