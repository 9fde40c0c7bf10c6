import type { Tx } from '#platform/db/index.ts';
import {
  encodeUtf8,
  formatEntryBundle,
  parseTilePath,
  tileWidth,
  tileWidthAt,
} from '#engines/ledger/index.ts';
import { newestSettled } from './settled.ts';
import { suiteNamed } from './suites.ts';
import { readTiles, tileKey } from './tiles.ts';

/** The newest checkpoint of a log that may leave: a signed note. */
export type PublishedCheckpoint = {
  readonly size: number;
  readonly note: string;
  /** ISO instant. */
  readonly signedAt: string;
};

/**
 * Reads the newest checkpoint that may leave, with its cosignatures; undefined while there is none.
 * One that has its time is not preferred here: what is published is the newest a quorum cosigned.
 */
export async function readCheckpoint(
  tx: Tx,
  origin: string,
): Promise<PublishedCheckpoint | undefined> {
  return newestSettled(tx, { origin, index: -1 });
}

/**
 * Reads a tile or a bundle of entries as published under its path.
 *
 * @param path below the log's prefix, as `tile/0/x001/067` or `tile/entries/000.p/5`
 * @returns its bytes; undefined when the newest checkpoint has no such tile
 * @source C2SP tlog-tiles
 */
export async function readPublishedTile(
  tx: Tx,
  origin: string,
  path: string,
): Promise<Uint8Array | undefined> {
  const tile = parseTilePath(path);
  const checkpoint = await readCheckpoint(tx, origin);
  if (!tile || !checkpoint || tile.width > tileWidthAt(tile, checkpoint.size)) return undefined;
  if (tile.level === 'entries') return readBundle(tx, origin, tile);
  const stored = (await readTiles(tx, origin, [tile])).get(tileKey(tile));
  const { suite } = await tx
    .selectFrom('journal.log')
    .select('suite')
    .where('origin', '=', origin)
    .executeTakeFirstOrThrow();
  const hashBytes = suiteNamed(suite).hash(new Uint8Array()).length;
  return stored?.slice(0, tile.width * hashBytes);
}

async function readBundle(tx: Tx, origin: string, bundle: { index: number; width: number }) {
  const from = bundle.index * tileWidth;
  const rows = await tx
    .selectFrom('journal.entry')
    .select('entry')
    .where('log', '=', origin)
    .where('leaf_index', '>=', from)
    .where('leaf_index', '<', from + bundle.width)
    .orderBy('leaf_index')
    .execute();
  return formatEntryBundle(rows.map((row) => encodeUtf8(row.entry)));
}
