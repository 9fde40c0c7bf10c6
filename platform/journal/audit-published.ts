import {
  decodeUtf8,
  digestBytes,
  openNote,
  parseCheckpoint,
  parseEntryBundle,
  tilePath,
  tileWidth,
  tileWidthAt,
  equalBytes,
  hashLeaf,
  type Suite,
} from '#engines/ledger/index.ts';
import { auditHasher } from './audit-hash.ts';
import { auditTree, firstDifference, type AuditTree, type ComputedTile } from './audit-tree.ts';

/** The first published file that does not hold, and why. */
export type BrokenFile = {
  /** Below the log's prefix. */
  readonly path: string;
  readonly what: 'missing' | 'malformed' | 'signature-bad' | 'hash-differs' | 'root-differs';
  /** Index of the entry, where it is one. */
  readonly index?: number;
};

/** Result of an audit from outside. */
export type PublishedAudit = { readonly entries: number; readonly broken?: BrokenFile };

/** Reads a published file by its path below the log's prefix; undefined when there is none. */
export type ReadPublished = (path: string) => Promise<Uint8Array | undefined>;

/**
 * Audits a log as anybody can who knows its key: re-hashes every bundle of entries and every tile,
 * as they are published, against the signed checkpoint, one tile at a time, and names the first file
 * that does not hold. For mirrors and caches of a log; the tables behind it are `verifyLog`'s.
 *
 * @source C2SP tlog-tiles, tlog-checkpoint
 */
export async function verifyPublished(
  log: { readonly origin: string; readonly vkey: string; readonly suite: Suite },
  read: ReadPublished,
): Promise<PublishedAudit> {
  const note = await read('checkpoint');
  const checkpoint = note && openCheckpoint(log, note);
  if (!checkpoint) {
    return { entries: 0, broken: { path: 'checkpoint', what: note ? 'signature-bad' : 'missing' } };
  }
  const tree = auditTree({ hash: log.suite.hash, ...auditHasher(log.suite.name) });
  const { size, root } = checkpoint;
  while (tree.size() < size) {
    const index = tree.size() / tileWidth;
    const width = Math.min(tileWidth, size - tree.size());
    const broken = await checkBundle({ ...log, tree, size }, { index, width }, read);
    if (broken) return { entries: tree.size(), broken };
  }
  const broken =
    (await checkFiles(tree.unfinished(), size, read)) ??
    (equalBytes(tree.root(), root)
      ? undefined
      : ({ path: 'checkpoint', what: 'root-differs' } as const));
  return { entries: tree.size(), ...(broken && { broken }) };
}

function openCheckpoint(
  log: { readonly origin: string; readonly vkey: string; readonly suite: Suite },
  bytes: Uint8Array,
) {
  const [note, verifier] = [decodeUtf8(bytes), log.suite.verifierFrom(log.vkey)];
  const opened = note !== undefined && verifier && openNote(note, [verifier]);
  const checkpoint = opened && opened.ok ? parseCheckpoint(opened.text) : undefined;
  return checkpoint?.origin === log.origin ? checkpoint : undefined;
}

async function checkBundle(
  log: { readonly suite: Suite; readonly tree: AuditTree; readonly size: number },
  { index, width }: { index: number; width: number },
  read: ReadPublished,
): Promise<BrokenFile | undefined> {
  const { suite, tree, size } = log;
  const path = tilePath({ level: 'entries', index, width });
  const bundle = await read(path);
  if (!bundle) return { path, what: 'missing' };
  const entries = parseEntryBundle(bundle);
  if (entries?.length !== width) return { path, what: 'malformed' };
  const leaves = Buffer.concat(entries.map((entry) => hashLeaf(suite.hash, entry)));
  const lowest = tilePath({ level: 0, index, width });
  const tile = await read(lowest);
  if (tile?.length !== width * digestBytes) return { path: lowest, what: 'missing' };
  const at = firstDifference(leaves, tile, digestBytes);
  if (at !== undefined) return { path, what: 'hash-differs', index: index * tileWidth + at };
  return checkFiles(tree.grow(leaves), size, read);
}

async function checkFiles(
  tiles: readonly ComputedTile[],
  size: number,
  read: ReadPublished,
): Promise<BrokenFile | undefined> {
  for (const { level, index, hashes } of tiles) {
    const path = tilePath({ level, index, width: tileWidthAt({ level, index }, size) });
    const stored = await read(path);
    if (!stored) return { path, what: 'missing' };
    if (!equalBytes(stored, hashes)) return { path, what: 'hash-differs' };
  }
  return undefined;
}
