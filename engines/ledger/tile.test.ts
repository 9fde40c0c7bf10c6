import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedTiles,
  concatBytes,
  consistencyNodes,
  consistencyProof,
  entryBytesLimit,
  formatEntryBundle,
  hashLeaf,
  inclusionNodes,
  inclusionProof,
  parseEntryBundle,
  parseTilePath,
  tilePath,
  tileReader,
  tilesOfNodes,
  tileWidthAt,
  uintBytes,
  type TileRef,
} from './index.ts';
import { treeOf } from './testing/log.ts';
import { sha256 } from './testing/suites.ts';

describe('paths of tiles', () => {
  it.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 1, index: 0, width: 17 }, 'tile/1/000.p/17'],
    [{ level: 'entries', index: 273, width: 112 }, 'tile/entries/273.p/112'],
    [{ level: 63, index: 1000, width: 255 }, 'tile/63/x001/000.p/255'],
  ] as const)('write %j as the specification does', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/0',
    'tile/0/1000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    '/tile/0/000',
    'tile/0/x009/x007/x199/x254/x740/x992',
    'tile/0/000/',
    'tile/data/000',
  ])('refuse %s', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('lead back to their tile, for every tile', () => {
    const tiles = fc.record({
      level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tiles, (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile);
      }),
    );
  });

  it('do not exist for tiles that cannot be', () => {
    expect(() => tilePath({ level: 0, index: 0, width: 0 })).toThrow(RangeError);
    expect(() => tilePath({ level: 64, index: 0, width: 1 })).toThrow(RangeError);
    expect(() => tilePath({ level: 0, index: -1, width: 1 })).toThrow(RangeError);
  });
});

describe('tiles of a tree', () => {
  it('are those of the published example of 70,000 entries', () => {
    const tiles = changedTiles(0, 70_000);
    const count = (level: number, full: boolean): number =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).length;
    expect(count(0, true)).toBe(273);
    expect(tiles).toContainEqual({ level: 0, index: 273, width: 112 });
    expect(count(1, true)).toBe(1);
    expect(tiles).toContainEqual({ level: 1, index: 1, width: 17 });
    expect(tiles.filter((tile) => tile.level === 2)).toEqual([{ level: 2, index: 0, width: 1 }]);
  });

  it('of 256 entries are a full tile and a partial one above it', () => {
    expect(changedTiles(0, 256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect(tileWidthAt({ level: 0, index: 1 }, 256)).toBe(0);
  });

  it('change only where the tree grew', () => {
    expect(changedTiles(70_000, 70_000)).toEqual([]);
    expect(changedTiles(255, 257)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 0, index: 1, width: 1 },
      { level: 1, index: 0, width: 1 },
    ]);
  });
});

describe('proofs from tiles', () => {
  const size = 70_000;
  const leaves = Array.from({ length: size }, (_, at) => hashLeaf(sha256, uintBytes(at, 4)));
  const tree = treeOf({ hash: sha256 }, leaves);

  /** The store: every tile written from the nodes that appending completed. */
  const store = new Map<string, Uint8Array>();
  for (const tile of changedTiles(0, size)) {
    const hashes = Array.from({ length: tile.width }, (_, at) =>
      tree.readHash(Number(tile.level) * 8, tile.index * 256 + at),
    );
    store.set(tilePath(tile), concatBytes(...hashes));
  }

  const readerFor = (tiles: readonly TileRef[], at: number) => {
    const fetched = new Map(tiles.map((tile) => [tilePath(tile), store.get(tilePath(tile))]));
    return tileReader(sha256, at, (tile) => fetched.get(tilePath(tile)) ?? new Uint8Array());
  };

  it('are those of the tree itself, from only the tiles named beforehand', () => {
    fc.assert(
      fc.property(fc.nat(size - 1), (index) => {
        const readHash = readerFor(tilesOfNodes(inclusionNodes(index, size), size), size);
        const proof = inclusionProof(sha256, { index, size, readHash });
        expect(proof).toEqual(inclusionProof(sha256, { index, size, readHash: tree.readHash }));
      }),
      { numRuns: 50 },
    );
  });

  it('prove consistency from only the tiles named beforehand', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: size }), (oldSize) => {
        const tiles = tilesOfNodes(consistencyNodes(oldSize, size), size);
        const shape = { oldSize, newSize: size };
        const proof = consistencyProof(sha256, { ...shape, readHash: readerFor(tiles, size) });
        expect(proof).toEqual(consistencyProof(sha256, { ...shape, readHash: tree.readHash }));
      }),
      { numRuns: 50 },
    );
  });

  it('are a fault when a tile is missing, short, or too early', () => {
    const missing = tileReader(sha256, size, () => new Uint8Array());
    expect(() => missing(0, 0)).toThrow('another width');
    const early = readerFor([{ level: 0, index: 0, width: 256 }], 256);
    expect(() => early(8, 1)).toThrow(RangeError);
  });
});

describe('bundles of entries', () => {
  it('give back what was put in', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 });
    fc.assert(
      fc.property(entries, (given) => {
        expect(parseEntryBundle(formatEntryBundle(given))).toEqual(given);
      }),
    );
  });

  it('write lengths in two bytes, big end first', () => {
    expect(formatEntryBundle([new Uint8Array(258)]).subarray(0, 2)).toEqual(Uint8Array.of(1, 2));
  });

  it('hold entries up to the limit and no longer', () => {
    const [longest] = parseEntryBundle(formatEntryBundle([new Uint8Array(entryBytesLimit)])) ?? [];
    expect(longest).toHaveLength(entryBytesLimit);
    expect(() => formatEntryBundle([new Uint8Array(entryBytesLimit + 1)])).toThrow(RangeError);
    const many = Array.from({ length: 257 }, () => Uint8Array.of(1));
    expect(() => formatEntryBundle(many)).toThrow(RangeError);
  });

  it('are refused when lengths do not add up or there are too many', () => {
    expect(parseEntryBundle(Uint8Array.of(0))).toBeUndefined();
    expect(parseEntryBundle(Uint8Array.of(0, 2, 1))).toBeUndefined();
    expect(parseEntryBundle(new Uint8Array(2 * 257))).toBeUndefined();
  });
});
