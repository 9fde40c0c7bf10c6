import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '#engines/ledger/index.ts';
import { writtenText } from '#platform/text/localized.ts';
import { packFileMaxBytes, readDocument, type PackDocument } from './document.ts';
import { inReadingOrder, packError, packFindingsMax, type PackFinding } from './finding.ts';

/** File every pack has at its root. */
export const manifestFile = 'pack.yaml';

/** A pack has at most this many files. */
export const packFilesMax = 2000;

/** Folders of a pack are nested at most this deep. */
export const packFolderDepthMax = 6;

/** What a pack says of itself; `park` packs belong to one park, `base` packs are named by parks. */
export const packManifest = z.looseObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/),
  kind: z.enum(['park', 'base']),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: writtenText,
  uses: z.array(z.string().min(1)).max(50).default([]),
});

/** Shape of {@link packManifest}. */
export type PackManifest = z.infer<typeof packManifest>;

/** A pack, read from its folder. */
export type Pack = {
  readonly manifest: PackManifest;
  /** All documents but the manifest, by file name. */
  readonly documents: readonly PackDocument[];
  /** SHA-256 over canonical JSON of every document: comments and layout do not count. */
  readonly hash: string;
};

/**
 * Reads a pack's folder. Only its form is checked here; what the documents mean is checked by the
 * domains they belong to.
 *
 * @param folder absolute path of the folder that holds `pack.yaml`
 * @returns all findings; `pack` only if none of them is an error
 * @source 3-architecture Packs and parks
 */
export async function readPack(
  folder: string,
): Promise<{ readonly pack?: Pack; readonly findings: readonly PackFinding[] }> {
  const listed = await listFiles(folder);
  const read = await Promise.all(listed.files.map((file) => readFileOf(folder, file)));
  const documents = read.flatMap((each) => ('document' in each ? [each.document] : []));
  const findings = [...listed.findings, ...read.flatMap((each) => each.findings)];
  const checked = checkManifest(documents, listed.files);
  findings.push(...checked.findings);
  const ordered = inReadingOrder(findings).slice(0, packFindingsMax);
  const { manifest } = checked;
  if (!manifest || findings.length > 0) return { findings: ordered };
  const others = documents.filter((document) => document.file !== manifestFile);
  return { pack: { manifest, documents: others, hash: hashOf(manifest, others) }, findings: ordered };
}

/** SHA-256 in hex of one document's canonical JSON. */
export function documentHash(document: Pick<PackDocument, 'value'>): string {
  return createHash('sha256').update(canonicalJson(document.value)).digest('hex');
}

/** The manifest counts with its defaults filled in, as an export writes it. */
function hashOf(manifest: PackManifest, documents: readonly PackDocument[]): string {
  const manifestText = canonicalJson(manifest);
  const hashes = [
    [manifestFile, createHash('sha256').update(manifestText).digest('hex')],
    ...documents.map((document) => [document.file, documentHash(document)]),
  ];
  return createHash('sha256').update(canonicalJson(Object.fromEntries(hashes))).digest('hex');
}

type Listing = { readonly files: string[]; readonly findings: PackFinding[] };

/** YAML files below a folder, sorted; links and devices are findings, other files are ignored. */
async function listFiles(root: string, folder = '', depth = 0): Promise<Listing> {
  if (depth > packFolderDepthMax) {
    return { files: [], findings: [packError('folder_too_deep', folder)] };
  }
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const listing: Listing = { files: [], findings: [] };
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const below = await listFiles(root, file, depth + 1);
      listing.files.push(...below.files);
      listing.findings.push(...below.findings);
    } else if (!entry.isFile()) listing.findings.push(packError('not_a_file', file));
    else if (entry.name.endsWith('.yaml')) listing.files.push(file);
    else if (entry.name.endsWith('.yml')) listing.findings.push(packError('wrong_suffix', file));
  }
  if (depth > 0 || listing.files.length <= packFilesMax) return listing;
  const tooMany = packError('too_many_files', '', { values: { max: packFilesMax } });
  return { files: listing.files.slice(0, packFilesMax), findings: [...listing.findings, tooMany] };
}

async function readFileOf(root: string, file: string): Promise<ReturnType<typeof readDocument>> {
  const path = join(root, file);
  const { size } = await lstat(path);
  if (size > packFileMaxBytes) {
    const values = { max: packFileMaxBytes };
    return { findings: [packError('file_too_large', file, { ...firstLine, values })] };
  }
  const bytes = await readFile(path);
  try {
    return readDocument(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const line = bytes.subarray(0, firstWrongByte(bytes)).filter((byte) => byte === 0x0a).length + 1;
    return { findings: [packError('not_utf8', file, { line, column: 1 })] };
  }
}

const firstLine = { line: 1, column: 1 } as const;

/** Bytes before the first that is not UTF-8: what a lenient reading keeps as it is. */
function firstWrongByte(bytes: Uint8Array): number {
  const lenient = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const at = bytes.findIndex((byte, index) => byte !== lenient[index]);
  return at < 0 ? bytes.length : at;
}

function checkManifest(
  documents: readonly PackDocument[],
  files: readonly string[],
): { manifest?: PackManifest; findings: PackFinding[] } {
  if (!files.includes(manifestFile)) {
    return { findings: [packError('manifest_missing', manifestFile)] };
  }
  const document = documents.find((each) => each.file === manifestFile);
  // It is there but could not be read: that is a finding already.
  if (!document) return { findings: [] };
  const read = packManifest.safeParse(document.value);
  if (read.success) return { manifest: read.data, findings: [] };
  const findings = read.error.issues.map((issue) => {
    const path = issue.path.map(String).join('.');
    const place = document.locate(path) ?? document.locate('') ?? firstLine;
    return packError('manifest_invalid', manifestFile, {
      ...{ path, ...place },
      values: { path },
    });
  });
  return { findings };
}
