import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import {
  tileReader,
  tilesOfNodes,
  type Hash,
  type NodeRef,
  type ReadHash,
  type TileRef,
} from '#engines/ledger/index.ts';

/** Bytes of the hashes of a tile, by its level and index. */
export type StoredTiles = ReadonlyMap<string, Uint8Array>;

/** What a tile is found under in {@link StoredTiles}. */
export function tileKey(tile: Pick<TileRef, 'level' | 'index'>): string {
  return `${tile.level}/${tile.index}`;
}

/** Reads tiles as wide as they are now; a tree never shrinks, so a narrower tile is a prefix. */
export async function readTiles(
  tx: Tx,
  log: string,
  tiles: readonly Pick<TileRef, 'level' | 'index'>[],
): Promise<StoredTiles> {
  if (tiles.length === 0) return new Map();
  const { rows } = await sql<{ level: number; index: number; hashes: Uint8Array }>`
    select t.level, t.tile_index as index, t.hashes
      from unnest(${tiles.map((tile) => Number(tile.level))}::smallint[],
                  ${tiles.map((tile) => tile.index)}::bigint[]) as wanted(level, tile_index)
      join journal.tile t
        on t.park_id = platform.current_park() and t.log = ${log}
       and t.level = wanted.level and t.tile_index = wanted.tile_index`.execute(tx);
  return new Map(rows.map((row) => [tileKey(row), new Uint8Array(row.hashes)]));
}

/** Returns a reader of node hashes of the tree of `size`, over tiles that may be wider by now. */
export function hashReader(hash: Hash, size: number, stored: StoredTiles): ReadHash {
  const hashBytes = hash(new Uint8Array()).length;
  return tileReader(hash, size, (tile) => {
    const hashes = stored.get(tileKey(tile));
    if (!hashes) throw new Error(`tile ${tileKey(tile)} is missing`);
    return hashes.subarray(0, tile.width * hashBytes);
  });
}

/** Reads what is needed to compute the hashes of `nodes` in the tree of `size`. */
export async function readNodeHashes(
  tx: Tx,
  tree: { log: string; size: number; hash: Hash },
  nodes: readonly NodeRef[],
): Promise<ReadHash> {
  const stored = await readTiles(tx, tree.log, tilesOfNodes(nodes, tree.size));
  return hashReader(tree.hash, tree.size, stored);
}
