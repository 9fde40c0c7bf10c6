import {
  digestBytes,
  equalBytes,
  tilePath,
  tileWidth,
  treeHash,
  type Hash,
} from '#engines/ledger/index.ts';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { readPublishedTile, suiteNamed, verifyLog } from '#platform/journal/index.ts';
import { evidenceRefusals } from '../errors.ts';
import type { AuditView } from '../model.ts';
import { requireLog } from './log.ts';

/** A page waits for an audit of at most this many entries; longer ones run from the command line. */
export const entriesPerPageAuditMax = 50_000;

/** How an audit runs. */
export type AuditOptions = {
  /** Told how many entries were re-hashed so far. */
  readonly onProgress?: (entries: number) => void;
  /** Refuses logs with more entries than this; none when absent. */
  readonly entriesMax?: number;
};

/**
 * Re-hashes what the journal stores against the log's tiles and signed checkpoints, the tiles
 * against each other, and names the first that does not hold. Reads only.
 *
 * @param db any pool that may read the park
 * @throws {RefusalError} `evidence.no_log`, `evidence.log_too_long`
 * @source 3-architecture Ledger (self-audit re-hashes tables against the log)
 */
export async function auditLog(
  db: Db,
  park: string,
  options: AuditOptions = {},
): Promise<AuditView> {
  const { entriesMax = Infinity, onProgress } = options;
  const log = await inPark(db, park, requireLog);
  const { origin, integrated: leaves } = log;
  if (leaves > entriesMax) {
    throw evidenceRefusals.refuse('evidence.log_too_long', { entries: leaves, limit: entriesMax });
  }
  const { entries, broken } = await verifyLog(db, {
    ...{ park, origin },
    ...(onProgress && { onPage: onProgress }),
  });
  if (broken) {
    return { entries, leaves, ok: false, broken: { entryId: broken.row, what: broken.what } };
  }
  const tile = await findBrokenTile(db, park, { ...log, hash: suiteNamed(log.suite).hash });
  return {
    entries,
    leaves,
    ok: !tile,
    broken: tile ? { entryId: tile, what: 'tile-differs' } : null,
  };
}

type Tree = { readonly origin: string; readonly integrated: number; readonly hash: Hash };

/**
 * Compares each hash of an upper tile with the tile below it, of which it is the root.
 *
 * @returns path of the first tile that does not hold
 */
async function findBrokenTile(db: Db, park: string, tree: Tree): Promise<string | undefined> {
  let hashes = Math.floor(tree.integrated / tileWidth);
  for (let level = 1; hashes > 0; level += 1) {
    for (let index = 0; index * tileWidth < hashes; index += 1) {
      const width = Math.min(tileWidth, hashes - index * tileWidth);
      const path = tilePath({ level, index, width });
      const holds = await inPark(db, park, (tx) => tileHolds(tx, tree, { level, index, width }));
      if (!holds) return path;
    }
    hashes = Math.floor(hashes / tileWidth);
  }
  return undefined;
}

async function tileHolds(
  tx: Tx,
  { origin, hash }: Tree,
  tile: { readonly level: number; readonly index: number; readonly width: number },
): Promise<boolean> {
  const stored = await readPublishedTile(tx, origin, tilePath(tile));
  if (stored?.length !== tile.width * digestBytes) return false;
  for (let at = 0; at < tile.width; at += 1) {
    const index = tile.index * tileWidth + at;
    const below = tilePath({ level: tile.level - 1, index, width: tileWidth });
    const children = await readPublishedTile(tx, origin, below);
    if (children?.length !== tileWidth * digestBytes) return false;
    const root = treeHash(hash, digestsIn(children));
    if (!equalBytes(root, stored.subarray(at * digestBytes, (at + 1) * digestBytes))) return false;
  }
  return true;
}

function digestsIn(tile: Uint8Array): Uint8Array[] {
  return Array.from({ length: tile.length / digestBytes }, (_, at) =>
    tile.subarray(at * digestBytes, (at + 1) * digestBytes),
  );
}
