import {
  checkCheckpoint,
  decodeUtf8,
  digestBytes,
  parseEntryBundle,
  tilePath,
  tileWidth,
  tileWidthAt,
  equalBytes,
  hashLeaf,
  type CheckpointProblem,
  type CheckpointVerdict,
  type Policy,
  type Suite,
} from '#engines/ledger/index.ts';
import { auditHasher } from './audit-hash.ts';
import { auditTree, firstDifference, type AuditTree, type ComputedTile } from './audit-tree.ts';

/** The first published file that does not hold, and why. */
export type BrokenFile = {
  /** Below the log's prefix. */
  readonly path: string;
  readonly what: 'missing' | 'malformed' | 'refused' | 'hash-differs' | 'root-differs';
  /** Why the policy refuses the checkpoint. */
  readonly problem?: CheckpointProblem;
  /** Index of the entry, where it is one. */
  readonly index?: number;
};

/** Result of an audit from outside; the checkpoint and its witnesses where the policy trusts it. */
export type PublishedAudit = {
  readonly entries: number;
  readonly broken?: BrokenFile;
  readonly trusted?: Extract<CheckpointVerdict, { ok: true }>;
};

/** Whom a reader trusts, with the suites their keys are of. */
export type Trust = { readonly policy: Policy; readonly suites: readonly Suite[] };

/** Reads a published file by its path below the log's prefix; undefined when there is none. */
export type ReadPublished = (path: string) => Promise<Uint8Array | undefined>;

/**
 * Audits a log as anybody can who has its policy: re-hashes every bundle of entries and every tile,
 * as they are published, against the newest checkpoint, which has to be signed and witnessed as the
 * policy says; one tile at a time. Names the first file that does not hold. For mirrors and caches
 * of a log; the tables behind it are `verifyLog`'s.
 *
 * @throws {Error} when no suite of `suites` is that of the key that signed
 * @source C2SP tlog-tiles, tlog-checkpoint, tlog-policy
 */
export async function verifyPublished(
  { policy, suites }: Trust,
  read: ReadPublished,
): Promise<PublishedAudit> {
  const path = 'checkpoint';
  const bytes = await read(path);
  if (!bytes) return { entries: 0, broken: { path, what: 'missing' } };
  const verdict = checkCheckpoint(decodeUtf8(bytes) ?? '', policy);
  if (!verdict.ok) {
    return { entries: 0, broken: { path, what: 'refused', problem: verdict.problem } };
  }
  const suite = suites.find(({ name }) => name === verdict.suite);
  if (!suite) throw new Error(`no suite ${verdict.suite}`);
  return { ...(await checkTree(suite, verdict, read)), trusted: verdict };
}

async function checkTree(
  suite: Suite,
  { checkpoint: { size, root } }: Extract<CheckpointVerdict, { ok: true }>,
  read: ReadPublished,
): Promise<PublishedAudit> {
  const tree = auditTree({ hash: suite.hash, ...auditHasher(suite.name) });
  while (tree.size() < size) {
    const index = tree.size() / tileWidth;
    const width = Math.min(tileWidth, size - tree.size());
    const broken = await checkBundle({ suite, tree, size }, { index, width }, read);
    if (broken) return { entries: tree.size(), broken };
  }
  const broken =
    (await checkFiles(tree.unfinished(), size, read)) ??
    (equalBytes(tree.root(), root)
      ? undefined
      : ({ path: 'checkpoint', what: 'root-differs' } as const));
  return { entries: tree.size(), ...(broken && { broken }) };
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
