import { Buffer } from 'node:buffer';
import {
  concatBytes,
  decodeBase64,
  digestBytes,
  encodeBase64,
  equalBytes,
  frontierRoot,
  nodeHasher,
  tileHeight,
  tileWidth,
  type Hash,
} from '#engines/ledger/index.ts';

/** A tile as the entries before it give it; `level` is at least 1. */
export type ComputedTile = {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
};

/** Where an audit stands: all it needs to go on, a few hundred kilobytes at most. */
export type AuditMark = {
  readonly origin: string;
  /** Entries that hold. */
  readonly entries: number;
  /** Data of these entries, the erased included. */
  readonly data: number;
  /** Checkpoints that hold. */
  readonly checkpoints: number;
  /** Hashes of the frontier, base 64. */
  readonly frontier: readonly string[];
  /** Hashes of the last tile of each level from 0 while it is unfinished, base 64. */
  readonly tiles: readonly (readonly string[])[];
};

/** The tree of an audit, grown from the entries alone. */
export type AuditTree = {
  readonly size: () => number;
  /** Adds leaves, given one after the other; returns the tiles above level 0 that they fill. */
  readonly grow: (leaves: Uint8Array) => ComputedTile[];
  readonly root: () => Uint8Array;
  /** The last tile of each level, where it is not full. */
  readonly unfinished: () => ComputedTile[];
  readonly mark: () => Pick<AuditMark, 'entries' | 'frontier' | 'tiles'>;
};

/** What hashes the nodes: one by one, and a whole tile of leaves at once. */
export type TreeHashing = {
  readonly hash: Hash;
  readonly tileRoot: (leaves: Uint8Array) => Uint8Array;
};

/** Makes an empty tree, or the one of a mark. @throws {Error} when the mark is malformed */
export function auditTree({ hash, tileRoot }: TreeHashing, mark?: AuditMark): AuditTree {
  const join = nodeHasher(hash);
  const nodes: Uint8Array[] = (mark?.frontier ?? []).map(digestOf);
  const tiles: Uint8Array[][] = (mark?.tiles ?? []).map((tile) => tile.map(digestOf));
  let size = mark?.entries ?? 0;
  /** Adds the root of a perfect subtree; what was added before is a multiple of its width. */
  const add = (root: Uint8Array, height: number): ComputedTile[] => {
    let [level, index, node] = [height, size / 2 ** height, root];
    const full = keep(tiles, { level, index, node });
    for (; index % 2 === 1; index = (index - 1) / 2) {
      const left = nodes.pop();
      if (!left) throw new Error('the frontier has fewer nodes than its size asks for');
      [level, node] = [level + 1, join(left, node)];
      full.push(...keep(tiles, { level, index: (index - 1) / 2, node }));
    }
    nodes.push(node);
    size += 2 ** height;
    return full;
  };
  return {
    size: () => size,
    grow: (leaves) => {
      const full: ComputedTile[] = [];
      const tileBytes = tileWidth * digestBytes;
      for (let at = 0; at < leaves.length;) {
        const isTile = size % tileWidth === 0 && at + tileBytes <= leaves.length;
        const end = at + (isTile ? tileBytes : digestBytes);
        const part = leaves.subarray(at, end);
        full.push(...(isTile ? add(tileRoot(part), tileHeight) : add(part.slice(), 0)));
        at = end;
      }
      return full;
    },
    root: () => frontierRoot(hash, { size, nodes }),
    unfinished: () =>
      tiles.flatMap((tile, level) => {
        const index = Math.floor(size / tileWidth ** (level + 1));
        return tile.length > 0 ? [{ level, index, hashes: concatBytes(...tile) }] : [];
      }),
    mark: () => ({
      entries: size,
      frontier: nodes.map(encodeBase64),
      tiles: tiles.map((tile) => tile.map(encodeBase64)),
    }),
  };
}

/** Keeps a node that stands in a tile; returns the tile above level 0 that it fills. */
function keep(
  tiles: Uint8Array[][],
  { level, index, node }: { level: number; index: number; node: Uint8Array },
): ComputedTile[] {
  if (level % tileHeight !== 0) return [];
  const tile = (tiles[level / tileHeight] ??= []);
  tile.push(node);
  if (tile.length < tileWidth) return [];
  tiles[level / tileHeight] = [];
  if (level === 0) return [];
  const place = { level: level / tileHeight, index: Math.floor(index / tileWidth) };
  return [{ ...place, hashes: concatBytes(...tile) }];
}

function digestOf(text: string): Uint8Array {
  const digest = decodeBase64(text);
  if (!digest) throw new Error('this is no mark of an audit');
  return digest;
}

/** Place of the first digest in which two rows of digests differ; undefined when they are equal. */
export function firstDifference(
  computed: Uint8Array,
  stored: Uint8Array,
  width: number,
): number | undefined {
  if (Buffer.compare(computed, stored) === 0) return undefined;
  for (let at = 0; at * width < computed.length; at += 1) {
    const [from, to] = [at * width, (at + 1) * width];
    if (!equalBytes(computed.subarray(from, to), stored.subarray(from, to))) return at;
  }
  return computed.length / width;
}
