import { Buffer } from 'node:buffer';
import {
  appendLeaves,
  concatBytes,
  decodeBase64,
  emptyFrontier,
  encodeBase64,
  equalBytes,
  frontierRoot,
  tileHeight,
  tileWidth,
  type Frontier,
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
  /** Adds leaves; returns the tiles above level 0 that they fill. */
  readonly grow: (leafHashes: readonly Uint8Array[]) => ComputedTile[];
  readonly root: () => Uint8Array;
  /** The last tile of each level, where it is not full. */
  readonly unfinished: () => ComputedTile[];
  readonly mark: () => Pick<AuditMark, 'entries' | 'frontier' | 'tiles'>;
};

/** Makes an empty tree, or the one of a mark. @throws {Error} when the mark is malformed */
export function auditTree(hash: Hash, mark?: AuditMark): AuditTree {
  let frontier: Frontier = mark
    ? { size: mark.entries, nodes: mark.frontier.map(digestOf) }
    : emptyFrontier;
  const tiles: Uint8Array[][] = (mark?.tiles ?? []).map((tile) => tile.map(digestOf));
  const indexOf = (level: number) => Math.floor(frontier.size / tileWidth ** (level + 1));
  return {
    size: () => frontier.size,
    grow: (leafHashes) => {
      const grown = appendLeaves(hash, frontier, leafHashes);
      frontier = grown.frontier;
      const full: ComputedTile[] = [];
      for (const node of grown.completed) {
        if (node.level % tileHeight !== 0) continue;
        const level = node.level / tileHeight;
        const tile = (tiles[level] ??= []);
        tile.push(node.hash);
        if (tile.length < tileWidth) continue;
        tiles[level] = [];
        if (level > 0) {
          const index = Math.floor(node.index / tileWidth);
          full.push({ level, index, hashes: concatBytes(...tile) });
        }
      }
      return full;
    },
    root: () => frontierRoot(hash, frontier),
    unfinished: () =>
      tiles.flatMap((tile, level) =>
        tile.length > 0 ? [{ level, index: indexOf(level), hashes: concatBytes(...tile) }] : [],
      ),
    mark: () => ({
      entries: frontier.size,
      frontier: frontier.nodes.map(encodeBase64),
      tiles: tiles.map((tile) => tile.map(encodeBase64)),
    }),
  };
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
