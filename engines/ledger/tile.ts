/** Tiles: the tree cut into files of 256 hashes, and its entries into bundles of 256. */

import { concatBytes, readUint, uintBytes } from './bytes.ts';
import { digestBytes, isTreeSize, treeHash, type Hash } from './hashing.ts';
import type { NodeRef } from './frontier.ts';
import type { ReadHash } from './proof.ts';

/** Levels of the tree in one tile. */
export const tileHeight = 8;

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256;

/** An entry is at most this long: bundles write the length in two bytes. */
export const entryBytesLimit = 65_535;

/** Tile levels that an exact integer can need. */
const tileLevelLimit = 63;

/** A tile: `width` is 256 for a full tile, 1 to 255 for a partial one. */
export type TileRef = {
  /** Tile level (8 tree levels each), or the bundles of entries beside level 0. */
  readonly level: number | 'entries';
  /** Index of the tile within its level. */
  readonly index: number;
  readonly width: number;
};

function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

/**
 * Returns the path of a tile below the log's prefix, as `tile/0/x001/x234/067` or
 * `tile/entries/000.p/5`.
 *
 * @throws {RangeError} when level, index or width cannot be
 * @source C2SP tlog-tiles, “Merkle Tree”, “Partial Tiles”, “Log entries”
 */
export function tilePath(tile: TileRef): string {
  const levelFits = tile.level === 'entries' || (isTreeSize(tile.level) && tile.level <= 63);
  const widthFits = isTreeSize(tile.width) && tile.width >= 1 && tile.width <= tileWidth;
  if (!levelFits || !widthFits || !isTreeSize(tile.index)) throw new RangeError('no such tile');
  const partial = tile.width === tileWidth ? '' : `.p/${tile.width}`;
  return `tile/${tile.level}/${indexPath(tile.index)}${partial}`;
}

const tilePattern =
  /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** Returns the tile that `path` names, or undefined when it is not a tile's only path. */
export function parseTilePath(path: string): TileRef | undefined {
  const [, level, index, width] = tilePattern.exec(path) ?? [];
  if (level === undefined || index === undefined) return undefined;
  const tile: TileRef = {
    level: level === 'entries' ? level : Number(level),
    index: Number(index.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  };
  const known = tile.level === 'entries' || tile.level <= tileLevelLimit;
  const fits = known && tile.width <= tileWidth && isTreeSize(tile.index);
  return fits && tilePath(tile) === path ? tile : undefined;
}

/** Returns how many hashes level `level` has in a tree of `size` entries. */
function hashesAt(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/**
 * Returns the widths tile `index` of `level` has in a tree of `size`: 256 full, 1–255 partial,
 * 0 when the tree does not have it.
 *
 * @source C2SP tlog-tiles, “Partial Tiles”
 */
export function tileWidthAt(
  tile: { level: number | 'entries'; index: number },
  size: number,
): number {
  const hashes = hashesAt(tile.level === 'entries' ? 0 : tile.level, size);
  return Math.min(tileWidth, Math.max(0, hashes - tile.index * tileWidth));
}

/**
 * Returns the hash tiles that appear or grow when a tree goes from `oldSize` to `newSize`, lowest
 * level first; from 0, every tile of the tree. Bundles have the same indices and widths as level 0.
 */
export function changedTiles(oldSize: number, newSize: number): readonly TileRef[] {
  const tiles: TileRef[] = [];
  for (let level = 0; hashesAt(level, newSize) > 0; level += 1) {
    const [before, after] = [hashesAt(level, oldSize), hashesAt(level, newSize)];
    for (let index = Math.floor(before / tileWidth); index * tileWidth < after; index += 1) {
      const width = tileWidthAt({ level, index }, newSize);
      if (after > before) tiles.push({ level, index, width });
    }
  }
  return tiles;
}

/** Returns the tile and the span of hashes in it, from which a perfect node can be computed. */
function spanOf(node: NodeRef): { level: number; index: number; from: number; count: number } {
  const level = Math.floor(node.level / tileHeight);
  const count = 2 ** (node.level % tileHeight);
  const first = node.index * count;
  return { level, index: Math.floor(first / tileWidth), from: first % tileWidth, count };
}

/**
 * Returns the tiles to fetch, each once, so that the hashes of `nodes` can be read.
 *
 * @param nodes  results of `inclusionNodes`, `consistencyNodes` or `frontierNodes`
 * @param size   tree size whose checkpoint was verified; it fixes the width of partial tiles
 */
export function tilesOfNodes(nodes: readonly NodeRef[], size: number): readonly TileRef[] {
  const tiles = new Map<string, TileRef>();
  for (const node of nodes) {
    const { level, index } = spanOf(node);
    const tile = { level, index, width: tileWidthAt({ level, index }, size) };
    tiles.set(tilePath(tile), tile);
  }
  return [...tiles.values()];
}

/**
 * Returns a reader of node hashes over tiles.
 *
 * @param size      tree size that fixes the width of partial tiles
 * @param readTile  bytes of a tile: its hashes, concatenated; asked again for every node
 * @throws {RangeError} from the reader, when a tile is shorter than its width
 */
export function tileReader(
  hash: Hash,
  size: number,
  readTile: (tile: TileRef) => Uint8Array,
): ReadHash {
  return (nodeLevel, nodeIndex) => {
    const { level, index, from, count } = spanOf({ level: nodeLevel, index: nodeIndex });
    const width = tileWidthAt({ level, index }, size);
    const bytes = readTile({ level, index, width });
    if (bytes.length !== width * digestBytes) throw new RangeError('tile has another width');
    if (from + count > width) throw new RangeError('node is not in a tree of this size');
    const hashes = Array.from({ length: count }, (_, at) =>
      bytes.subarray((from + at) * digestBytes, (from + at + 1) * digestBytes),
    );
    return treeHash(hash, hashes);
  };
}

/**
 * Returns a bundle of entries.
 *
 * @param entries 1 to 256 entries of at most `entryBytesLimit` bytes
 * @throws {RangeError} when there are too many or one is too long
 * @source C2SP tlog-tiles, “Log entries” (big-endian uint16 length before each)
 */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > tileWidth) throw new RangeError('a bundle holds at most 256 entries');
  return concatBytes(...entries.flatMap((entry) => [uintBytes(entry.length, 2), entry]));
}

/** Returns the entries of a bundle, or undefined when its lengths do not add up. */
export function parseEntryBundle(bundle: Uint8Array): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    if (at + 2 > bundle.length || entries.length === tileWidth) return undefined;
    const end = at + 2 + readUint(bundle, at, 2);
    if (end > bundle.length) return undefined;
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
